import { relative, sep } from 'node:path';
import { isInside } from '../source/confine.ts';
import { listDevice } from '../source/containers/container.ts';
import { startOf } from '../source/place.ts';
import { mountLines, readMountTable } from './volumes/linux.ts';

/** Where on the disc the file of this path, relative to the folder, begins. */
export type DiscOrder = (path: string) => number | undefined;

/**
 * The order of the files below a folder of a mounted disc, as the disc's own directories tell it; undefined for what
 * lies on no disc, and where the drive itself may not be read, which is everywhere but on Linux. Then the order of the
 * names must do.
 */
export async function discOrder(root: string, readTable = readMountTable): Promise<DiscOrder | undefined> {
  if (process.platform !== 'linux') return undefined;
  const mounts = mountLines(await readTable()).filter(({ path }) => path.startsWith('/') && isInside(path, root));
  const mount = mounts.toSorted((a, b) => a.path.length - b.path.length).at(-1);
  if (mount === undefined || !/^(?:iso9660|udf)$/.test(mount.type)) return undefined;
  const starts = new Map<string, number>();
  try {
    const { files } = await listDevice(mount.device);
    for (const { path, place } of files) starts.set(keyOf(path), startOf(place));
  } catch {
    return undefined; // no permission, or a scratch: the files are read all the same
  }
  const above = relative(mount.path, root).split(sep).join('/');
  return (path) => starts.get(keyOf(above === '' ? path : `${above}/${path}`));
}

/** Systems show names of ISO 9660 in either case, and may keep the version. */
const keyOf = (path: string): string => path.toLowerCase().replace(/\.?(?:;\d+)?$/, '');
