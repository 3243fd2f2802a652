import { type CommandContext, type CommonOptions, withServices } from './command.ts';
import { exitCode } from './exit-code.ts';
import { plural, printable } from './format.ts';
import { receiptText } from './receipt-text.ts';

export interface ReceiptCommandOptions extends CommonOptions {
  readonly format?: 'json' | 'csv';
}

/** One receipt, or without an id the list of past imports. */
export async function receiptCommand(
  importId: string | undefined,
  options: ReceiptCommandOptions,
  { terminal }: CommandContext,
): Promise<number> {
  const format = options.format ?? (options.json === true ? 'json' : 'text');
  return withServices(options, async ({ imports: { queue } }) => {
    if (importId === undefined) {
      const imports = queue.list();
      await terminal.result(
        format === 'json'
          ? JSON.stringify({ schema: 1, imports })
          : imports
              .map(({ importId: id, startedAt, phase, label, objectsDone, objectsTotal }) =>
                printable(
                  `${id}  ${startedAt}  ${phase}  ${objectsDone} of ${plural(objectsTotal, 'object')}  ${label}`,
                ),
              )
              .join('\n'),
      );
      return exitCode.done;
    }
    switch (format) {
      case 'csv':
        await terminal.result(queue.receiptCsv(importId));
        break;
      case 'json':
        await terminal.result(JSON.stringify(queue.receipt(importId)));
        break;
      case 'text':
        await terminal.result(receiptText(queue.receipt(importId)));
        break;
    }
    return exitCode.done;
  });
}
