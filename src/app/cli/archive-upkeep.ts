import { join, resolve } from 'node:path';
import { checkArchive, type Fault } from '../../archive/store/check.ts';
import { copyArchive } from '../../archive/store/copy.ts';
import { prepareDataDir } from '../data-dir.ts';
import { type CommandContext, type CommonOptions, dataDirOf } from './command.ts';
import { exitCode } from './exit-code.ts';

const meanings: Readonly<Record<Fault['kind'], string>> = {
  database: 'the database is damaged',
  missing: 'the file is missing',
  cut: 'the file was cut short',
  changed: 'the file is not what was stored',
  unknown: 'a file that nothing refers to',
};

/** Reads the archive, or a backup of it, to the end and names what is damaged. */
export async function checkCommand(
  folder: string | undefined,
  options: CommonOptions,
  { terminal, interrupted }: CommandContext,
): Promise<number> {
  const dir = folder === undefined ? archiveDir(options) : resolve(folder);
  const { objects, bytes, faults } = await checkArchive(dir, interrupted);
  if (options.json === true) {
    await terminal.result(JSON.stringify({ schema: 1, objects, bytes, faults }));
  } else {
    const lines = faults.map(
      ({ kind, what, used }) =>
        `${meanings[kind]}: ${what}${used === 0 ? '' : ` (images and attachments that need it: ${used})`}`,
    );
    const verdict = faults.length === 0 ? 'all of them as they were stored.' : 'and this is wrong:';
    await terminal.result([`${objects} objects, ${bytes} bytes, ${verdict}`, ...lines].join('\n'));
  }
  return faults.length === 0 ? exitCode.done : exitCode.incomplete;
}

/** Copies the archive, also while it is served, into a new folder. */
export async function backupCommand(folder: string, options: CommonOptions, context: CommandContext): Promise<number> {
  return tell(await copyArchive(archiveDir(options), resolve(folder), context.interrupted), options, context);
}

/** Puts a backup where no archive is yet. */
export async function restoreCommand(folder: string, options: CommonOptions, context: CommandContext): Promise<number> {
  await prepareDataDir(dataDirOf(options));
  return tell(await copyArchive(resolve(folder), archiveDir(options), context.interrupted), options, context);
}

const archiveDir = (options: CommonOptions): string => join(dataDirOf(options), 'archive');

async function tell(
  { objects, bytes }: { readonly objects: number; readonly bytes: number },
  { json }: CommonOptions,
  { terminal }: CommandContext,
): Promise<number> {
  await terminal.result(
    json === true
      ? JSON.stringify({ schema: 1, objects, bytes })
      : `Copied and compared: ${objects} objects, ${bytes} bytes.`,
  );
  return exitCode.done;
}
