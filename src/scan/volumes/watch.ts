import { access, readdir, statfs } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Volume } from '../../contract/files.ts';
import { readMountTable } from './linux.ts';
import { driveLetters } from './windows.ts';
import { listVolumes } from './volumes.ts';

/** What is mounted after something came or went. */
export interface VolumeChange {
  readonly volumes: readonly Volume[];
  /** Discs, sticks and drives that were not there before. */
  readonly arrived: readonly Volume[];
}

export interface WatchOptions {
  readonly signal: AbortSignal;
  /** Told when the system does not answer; the watch goes on. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds between two looks. */
  readonly interval?: number;
  /** A cheap look that wakes no drive: as long as it sees the same, nothing is listed anew. */
  readonly look?: () => Promise<string>;
  readonly list?: () => Promise<readonly Volume[]>;
}

/** The kernel's table, a folder's names, and which drives answer. */
const looks: Partial<Record<NodeJS.Platform, () => Promise<string>>> = {
  linux: readMountTable,
  darwin: async () => (await readdir('/Volumes')).join('\0'),
  win32: lookAtDrives,
};

const INTERVAL = 2000;

/**
 * Tells of every change of what is mounted, from now on until the signal; what is there already is no change. One look
 * at a time, however long it takes. Resolves when the watch has ended.
 */
export async function watchVolumes(
  onChange: (change: VolumeChange) => void,
  { signal, onError, interval = INTERVAL, look = looks[process.platform], list = listVolumes }: WatchOptions,
): Promise<void> {
  if (look === undefined) return;
  let seen: string | undefined;
  let known: readonly Volume[] | undefined;
  while (!signal.aborted) {
    try {
      const now = await look();
      if (now !== seen || known === undefined) {
        const volumes = await list();
        const before = known;
        known = volumes;
        seen = now;
        const change = before === undefined ? undefined : changeFrom(before, volumes);
        if (change !== undefined && !signal.aborted) onChange(change);
      }
    } catch (error) {
      onError(error);
    }
    // The end of the waiting is the end of the watch.
    await delay(interval, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Undefined when the same things are there: the table also tells of mounts that are nobody's disc. */
function changeFrom(before: readonly Volume[], volumes: readonly Volume[]): VolumeChange | undefined {
  const known = new Set(before.map(keyOf));
  const fresh = volumes.filter((volume) => !known.has(keyOf(volume)));
  if (fresh.length === 0 && volumes.length === before.length) return undefined;
  return { volumes, arrived: fresh.filter(({ kind }) => kind === 'optical' || kind === 'removable') };
}

const keyOf = ({ path, label }: Volume): string => `${path}\0${label}`;

/** Another disc in the same drive has another size. */
async function lookAtDrives(): Promise<string> {
  const drives = await Promise.all(
    driveLetters.map(async (letter) => {
      try {
        await access(`${letter}:\\`);
        const { blocks, bsize } = await statfs(`${letter}:\\`);
        return `${letter}${blocks}x${bsize}`;
      } catch {
        return ''; // no such drive, or no disc in it
      }
    }),
  );
  return drives.join(' ');
}
