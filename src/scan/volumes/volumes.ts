import { homedir } from 'node:os';
import type { Volume } from '../../contract/files.ts';
import { linuxMounts } from './linux.ts';
import { macVolumes } from './mac.ts';
import { type Mount, volumeOf } from './mount.ts';
import { windowsMounts } from './windows.ts';

/** How each operating system tells what is mounted. */
const listers: Partial<Record<NodeJS.Platform, () => Promise<Mount[]>>> = {
  linux: linuxMounts,
  darwin: macVolumes,
  win32: windowsMounts,
};

const kinds: readonly Volume['kind'][] = ['optical', 'removable', 'network', 'home', 'fixed'];

export const listMounts = async (): Promise<Mount[]> => (await listers[process.platform]?.()) ?? [];

/** What is worth offering as a source: discs first, and the home folder always. */
export async function listVolumes(): Promise<Volume[]> {
  const home: Volume = { path: homedir(), label: 'Home', kind: 'home' };
  const mounted = (await listMounts()).map(volumeOf);
  return [...mounted, home].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}
