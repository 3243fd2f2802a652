import type { Contained, ReadAt } from '../place.ts';
import { ContainerFault } from './fault.ts';
import { listIso9660 } from './iso9660.ts';
import { latin1 } from './names.ts';
import { listUdf } from './udf/udf.ts';

/** The area where a disc says what is on it (ECMA-167 2/8.3): from 32 KiB on, a structure in every 2 KiB. */
const RECOGNITION = 32 * 1024;
const STRUCTURE = 2048;
const STRUCTURES = 64;

/**
 * The files of a disc image in ISO 9660, UDF, or both: of a bridge disc, the file system that has more of them. With as
 * many in both it is UDF, which systems show, and whose names are whole.
 * @throws ContainerFault when neither can be read.
 */
export async function listDiscImage(read: ReadAt, size: number): Promise<Contained> {
  const cached = cache(read);
  const systems: (() => Promise<Contained>)[] = [];
  const { iso, udf } = await recognise(cached);
  if (udf) systems.push(async () => listUdf(cached, size));
  if (iso) systems.push(async () => listIso9660(cached));
  let best: Contained | undefined;
  let reason = new ContainerFault('It holds neither ISO 9660 nor UDF');
  for (const list of systems) {
    try {
      const contained = await list();
      if (best === undefined || contained.files.length > best.files.length) best = contained;
    } catch (error) {
      if (!(error instanceof ContainerFault)) throw error;
      reason = error;
    }
  }
  if (best === undefined) throw reason;
  return size > 0 ? withoutMissing(best, size) : best;
}

async function recognise(read: ReadAt): Promise<{ iso: boolean; udf: boolean }> {
  const found = { iso: false, udf: false };
  for (let index = 0; index < STRUCTURES; index++) {
    const id = latin1(await read(RECOGNITION + index * STRUCTURE + 1, 5));
    if (id === 'CD001') found.iso = true;
    else if (id === 'NSR02' || id === 'NSR03') found.udf = true;
    // Sectors of 4 KiB have a structure in every second place.
    else if (id !== 'BEA01' && id !== 'BOOT2' && id !== 'TEA01' && id !== '\0\0\0\0\0') break;
  }
  return found;
}

/** Of an image that was not copied whole: what lies behind its end. */
function withoutMissing(contained: Contained, size: number): Contained {
  const problems = [...contained.problems];
  const files = contained.files.filter(({ path, place }) => {
    const isThere =
      place.kind !== 'extents' || place.extents.every(({ offset, bytes }) => bytes === 0 || offset < size);
    if (!isThere)
      problems.push({ path, code: 'unreadable', message: 'The disc image ends before it: a part is missing.' });
    return isThere;
  });
  return { ...contained, files, problems, ignored: contained.ignored ?? 0 };
}

const WINDOW = 64 * 1024;
const MOST_WINDOWS = 64;

/** Descriptors lie close together: each window of the image is read once, and aligned, as drives want it. */
function cache(read: ReadAt): ReadAt {
  const windows = new Map<number, Promise<Uint8Array>>();
  const windowAt = (index: number): Promise<Uint8Array> => {
    const known = windows.get(index);
    windows.delete(index);
    const bytes = known ?? read(index * WINDOW, WINDOW);
    windows.set(index, bytes);
    if (windows.size > MOST_WINDOWS) windows.delete(windows.keys().next().value ?? index);
    return bytes;
  };
  return async (position, length) => {
    const first = Math.floor(position / WINDOW);
    const last = Math.floor((position + length - 1) / WINDOW);
    if (length <= 0 || !Number.isSafeInteger(last)) return new Uint8Array();
    const parts: Uint8Array[] = [];
    for (let index = first; index <= last; index++) {
      const window = await windowAt(index);
      const from = index === first ? position - first * WINDOW : 0;
      parts.push(window.subarray(from, index === last ? position + length - index * WINDOW : WINDOW));
      if (window.length < WINDOW) break;
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  };
}
