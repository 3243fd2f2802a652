import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The folder of shared reference material (discs, corpus, the standard), which is not part of the repository:
 * `FILEROOM_SHARED`, or `../shared` beside the checkout. Undefined when there is none; a `FILEROOM_SHARED`
 * that leads nowhere throws, so that a typing error never looks like a passing suite. Links are resolved: the upload
 * takes no file whose name is a detour.
 */
export function sharedDir(): string | undefined {
  const chosen = process.env['FILEROOM_SHARED'];
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new Error(`FILEROOM_SHARED leads nowhere: ${chosen}`);
    return realpathSync(chosen);
  }
  const beside = join(root, '..', 'shared');
  return existsSync(beside) ? realpathSync(beside) : undefined;
}

/**
 * A path inside the shared material, or undefined, said loudly, when it is absent:
 * `const disc = sharedPath('discs/disc-a'); describe.skipIf(disc === undefined)(…)`.
 */
export function sharedPath(relative: string): string | undefined {
  const shared = sharedDir();
  if (shared !== undefined) {
    const path = join(shared, relative);
    if (existsSync(path)) return path;
  }
  process.stderr.write(`SKIPPED: ${relative} of the shared reference material is absent (set FILEROOM_SHARED)\n`);
  return undefined;
}
