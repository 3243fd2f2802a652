import type { Extent, ReadAt } from '../place.ts';

/**
 * Images of whole CD sectors (ECMA-130 14): with synchronisation, header and error correction around the 2048 bytes that
 * count. The `.bin` of a `.cue`, `.mdf`, and what CloneCD writes.
 */

const SYNC = '\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00';
/** The second is with the 96 bytes of the subchannels. */
const SECTOR_LENGTHS = [2352, 2448];
const USER_BYTES = 2048;

/** An image as if it consisted of nothing but the bytes that count. */
export interface CookedImage {
  readonly size: number;
  readonly read: ReadAt;
  /** Where in the file the bytes lie. */
  readonly locate: (extent: Extent) => readonly Extent[];
}

/** Undefined when the image is none of this kind; `head` is its beginning. */
export function cook(head: Uint8Array, read: ReadAt, size: number): CookedImage | undefined {
  const sectorBytes = SECTOR_LENGTHS.find((length) => isSync(head, 0) && isSync(head, length));
  if (sectorBytes === undefined) return undefined;
  // 14.2: the mode. In mode 2 form 1 eight bytes of subheader follow (CD-ROM XA); there is no file system in form 2.
  const skipped = head[15] === 2 ? 24 : 16;
  const locate = ({ offset, bytes }: Extent): Extent[] => {
    const extents: Extent[] = [];
    for (let done = 0; done < bytes;) {
      const within = (offset + done) % USER_BYTES;
      const part = Math.min(USER_BYTES - within, bytes - done);
      const sector = (offset + done - within) / USER_BYTES;
      extents.push({ offset: sector * sectorBytes + skipped + within, bytes: part });
      done += part;
    }
    return extents;
  };
  const cookedSize = Math.floor(size / sectorBytes) * USER_BYTES;
  return {
    size: cookedSize,
    locate,
    read: async (position, length) => {
      const extents = locate({ offset: position, bytes: Math.max(0, Math.min(length, cookedSize - position)) });
      const [first] = extents;
      const last = extents.at(-1);
      if (first === undefined || last === undefined) return new Uint8Array();
      const raw = await read(first.offset, last.offset + last.bytes - first.offset);
      return Buffer.concat(
        extents.map(({ offset, bytes }) => raw.subarray(offset - first.offset, offset - first.offset + bytes)),
      );
    },
  };
}

const isSync = (head: Uint8Array, at: number): boolean =>
  Buffer.from(head.subarray(at, at + SYNC.length)).toString('latin1') === SYNC;
