import type { Services } from '../services.ts';
import { type CommandContext, type CommonOptions, withServices } from './command.ts';
import { exitCode, exitCodeOfProblem } from './exit-code.ts';
import { plural, printable } from './format.ts';
import { receiptText } from './receipt-text.ts';
import { signInOn } from './sign-in.ts';
import { problemLine } from './terminal.ts';

export interface ReceiptCommandOptions extends CommonOptions {
  readonly format?: 'json' | 'csv' | 'pdf';
  /** Ask the server again before the receipt is told. */
  readonly check?: boolean;
}

/** One receipt, or without an id the list of past imports. */
export async function receiptCommand(
  importId: string | undefined,
  options: ReceiptCommandOptions,
  context: CommandContext,
): Promise<number> {
  const format = options.format ?? (options.json === true ? 'json' : 'text');
  const { terminal } = context;
  return withServices(options, async (services) => {
    const { queue } = services.imports;
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
    const code = options.check === true ? await check(importId, services, context) : exitCode.done;
    switch (format) {
      case 'csv':
        await terminal.result(queue.receiptCsv(importId));
        break;
      case 'pdf':
        await terminal.result(queue.receiptPdf(importId));
        break;
      case 'json':
        await terminal.result(JSON.stringify(queue.receipt(importId)));
        break;
      case 'text':
        await terminal.result(receiptText(queue.receipt(importId)));
        break;
    }
    return code;
  });
}

/** Signs in where that is needed, and says what the server has lost since. */
async function check(importId: string, { imports: { queue }, connections }: Services, context: CommandContext) {
  const { connectionId } = queue.status(importId);
  await signInOn(connections, connections.get(connectionId), context);
  const status = await queue.ended(queue.check(importId).importId);
  if (status.problem === undefined) return exitCode.done;
  context.terminal.say(problemLine(status.problem));
  return status.objectsFailed > 0 ? exitCode.incomplete : exitCodeOfProblem(status.problem);
}
