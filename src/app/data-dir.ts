import { access, constants, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { InvalidRequestError } from '../contract/problem.ts';
import { asLocalStorageError } from '../upload/local-storage.ts';

/** The folder of all state when nobody names one: FILEROOM_DATA, else where the platform keeps programs' data. */
export function defaultDataDir(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const named = env['FILEROOM_DATA'];
  if (named !== undefined && named !== '') return resolve(named);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Fileroom');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Fileroom');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'fileroom');
}

/** Makes the folder, for its owner only. The rights of one that is there already are its owner's affair. */
export async function prepareDataDir(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await access(dir, constants.W_OK);
  } catch (error) {
    throw (
      asLocalStorageError(error) ??
      new InvalidRequestError(
        'data-folder',
        'The folder for Fileroom’s data cannot be made or written. Name another one.',
        {
          next: 'correct-input',
          cause: error,
        },
      )
    );
  }
}
