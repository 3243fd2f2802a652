import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InvalidRequestError } from '../../contract/problem.ts';
import { asLocalStorageError } from '../../upload/local-storage.ts';
import { exportKey, importKey } from '../deid-key/transfer-key.ts';
import { type CommandContext, type CommonOptions, withServices } from './command.ts';
import { exitCode } from './exit-code.ts';
import { plural, printable } from './format.ts';

/** Writes the key and the kept map into a file under a passphrase. Never writes over a file. */
export async function exportDeidKey(file: string, options: CommonOptions, context: CommandContext): Promise<number> {
  return withServices(options, async (services) => {
    const { file: text, pairs } = await exportKey(services, await passphrase(context));
    try {
      await writeFile(resolve(file), text, { flag: 'wx', mode: 0o600, flush: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST')
        throw new InvalidRequestError('file-exists', 'There is such a file already.', { next: 'correct-input' });
      throw asLocalStorageError(error) ?? error;
    }
    return told(options, context, { pairs }, `The key and ${plural(pairs, 'pair')} of the map are in it.`);
  });
}

/** Takes over the key and the map of another machine. */
export async function importDeidKey(
  file: string,
  options: CommonOptions & { readonly replace?: boolean },
  context: CommandContext,
): Promise<number> {
  return withServices(options, async (services) => {
    const text = await readFile(resolve(file), 'utf8').catch((error: unknown) => {
      throw new InvalidRequestError('no-file', 'The file cannot be read.', { next: 'correct-input', cause: error });
    });
    const force = options.replace === true;
    const { pairs } = await importKey(services, text, await passphrase(context), { force });
    return told(options, context, { pairs }, `The key and ${plural(pairs, 'pair')} of the map are taken over.`);
  });
}

/** Says whom a pseudonym stands for, where the map was kept. */
export async function revealPseudonym(
  pseudonym: string,
  options: CommonOptions,
  context: CommandContext,
): Promise<number> {
  return withServices(options, async ({ deidMap }) => {
    const found = await deidMap.list(pseudonym);
    if (found.length === 0)
      throw new InvalidRequestError(
        'not-kept',
        'Nothing was kept of this pseudonym here. A map is kept only for imports for which that was asked.',
      );
    const text = found.map(({ kind, original }) => printable(`${kind}  ${original}`)).join('\n');
    return told(options, context, { found }, text);
  });
}

async function told(options: CommonOptions, context: CommandContext, document: object, text: string): Promise<number> {
  await context.terminal.result(options.json === true ? JSON.stringify({ schema: 1, ...document }) : text);
  return exitCode.done;
}

/** FILEROOM_PASSPHRASE, or the person is asked. */
async function passphrase({ terminal, interrupted: signal }: CommandContext): Promise<string> {
  const given = process.env['FILEROOM_PASSPHRASE'] ?? (await terminal.ask('Passphrase: ', { hidden: true, signal }));
  if (given) return given;
  throw new InvalidRequestError('no-passphrase', 'The file needs a passphrase: set FILEROOM_PASSPHRASE.', {
    next: 'correct-input',
  });
}
