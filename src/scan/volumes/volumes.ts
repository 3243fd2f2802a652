import { homedir } from 'node:os';
import type { Volume } from '../../contract/files.ts';
import { linuxVolumes } from './linux.ts';
import { macVolumes } from './mac.ts';
import { windowsVolumes } from './windows.ts';

/** How one operating system tells what is mounted. Never throws for a medium that cannot be read. */
export type VolumeLister = () => Promise<Volume[]>;

const listers: Partial<Record<NodeJS.Platform, VolumeLister>> = {
  linux: linuxVolumes,
  darwin: macVolumes,
  win32: windowsVolumes,
};

const kinds: readonly Volume['kind'][] = ['optical', 'removable', 'network', 'home', 'fixed'];

/** What is worth offering as a source: discs first, and the home folder always. */
export async function listVolumes(): Promise<Volume[]> {
  const mounted = (await listers[process.platform]?.()) ?? [];
  const home: Volume = { path: homedir(), label: 'Home', kind: 'home' };
  return [...mounted, home].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}
