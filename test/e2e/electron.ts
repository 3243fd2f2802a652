import { join } from 'node:path';
import { findElectron } from '../../main/electron-binary.ts';

export const root = join(import.meta.dirname, '..', '..');

/** Electron's program where it is installed. The configuration asks too, so nothing of the test runner is in this file. */
export function electronExecutable(): string | undefined {
  const { platform, env } = process;
  return findElectron({ packageFolder: join(root, 'node_modules', 'electron'), platform, env });
}
