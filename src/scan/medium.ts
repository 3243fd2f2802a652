import { readFile, realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { isInside } from '../source/confine.ts';
import { isNetwork, mountLines, readMountTable } from './volumes/linux.ts';
import { listMounts } from './volumes/volumes.ts';
import type { FoundFile } from './walk.ts';

/** What a source lies on, as far as it matters for reading. */
export interface Medium {
  readonly kind: 'optical' | 'rotational' | 'network' | 'other';
  /** How many may read at once: on a disc a second reader only makes the first one seek. */
  readonly readers: number;
  /** Of an optical disc: the drive itself. */
  readonly device?: string;
}

const most = 4;
const readersOf: Readonly<Record<Medium['kind'], number>> = { optical: 1, rotational: 2, network: 2, other: most };

/** @throws the system's errors when the source is not there. */
export async function mediumOf(sourcePath: string, readTable = readMountTable): Promise<Medium> {
  const path = await realpath(sourcePath);
  const { kind, device } =
    process.platform === 'linux' ? await onLinux(path, await readTable()) : await elsewhere(path);
  const readers = Math.min(readersOf[kind], availableParallelism());
  return { kind, readers, ...(device === undefined ? {} : { device }) };
}

type Found = Pick<Medium, 'kind' | 'device'>;

async function onLinux(path: string, table: string): Promise<Found> {
  const mount = holding(path, mountLines(table));
  if (mount === undefined) return { kind: 'other' };
  if (isNetwork(mount.type)) return { kind: 'network' };
  if (/^\/dev\/sr\d+$/.test(mount.device)) return { kind: 'optical', device: mount.device };
  return { kind: mount.device.startsWith('/dev/') && (await rotates(mount.device)) ? 'rotational' : 'other' };
}

async function elsewhere(path: string): Promise<Found> {
  if (path.startsWith('\\\\')) return { kind: 'network' };
  const mount = holding(path, await listMounts());
  if (mount?.kind === 'network') return { kind: 'network' };
  if (mount?.kind !== 'optical') return { kind: 'other' };
  return { kind: 'optical', ...(mount.device === undefined ? {} : { device: mount.device }) };
}

/** The innermost mount that holds the path; of several on one place, the last covers the others. */
function holding<Where extends { readonly path: string }>(path: string, mounts: readonly Where[]): Where | undefined {
  let found: Where | undefined;
  for (const mount of mounts) {
    if (mount.path !== '' && isInside(mount.path, path) && mount.path.length >= (found?.path.length ?? 0))
      found = mount;
  }
  return found;
}

/** The kernel's queue/rotational of the drive, which for a partition is the folder above (sysfs-block). */
async function rotates(device: string): Promise<boolean> {
  let folder: string;
  try {
    folder = await realpath(join('/sys/class/block', basename(await realpath(device))));
  } catch {
    return false; // a container shows mounts whose devices it does not have
  }
  for (const drive of [folder, join(folder, '..')]) {
    try {
      return (await readFile(join(drive, 'queue/rotational'), 'utf8')).trim() === '1';
    } catch {
      continue; // not the drive: the next one up
    }
  }
  return false;
}

/**
 * The files in the order that makes a drive seek least: source by source, in each as they lie on the medium where that is
 * known and else as they are, then what is in its images and archives, one after the other.
 */
export function inMediumOrder<File extends Pick<FoundFile, 'source' | 'absolutePath' | 'place' | 'order'>>(
  files: readonly File[],
): File[] {
  const groups = new Map<string, File[]>();
  for (const file of files) {
    const group = `${file.source}\0${file.place === undefined ? '' : file.absolutePath}`;
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [file]);
    else members.push(file);
  }
  return [...groups.values()].flatMap((members) =>
    members.toSorted((a, b) => (a.order ?? Number.MAX_VALUE) - (b.order ?? Number.MAX_VALUE)),
  );
}
