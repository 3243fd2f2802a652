import type { Extent, ReadAt } from '../place.ts';

/** The part of a file in several extents that begins at `start`; shorter where the file ends. */
export function extentsWithin(extents: readonly Extent[], start: number, bytes: number): Extent[] {
  const result: Extent[] = [];
  let position = 0;
  let left = bytes;
  for (const extent of extents) {
    if (left <= 0) break;
    const skipped = Math.max(0, start - position);
    position += extent.bytes;
    if (skipped >= extent.bytes) continue;
    const part = Math.min(extent.bytes - skipped, left);
    result.push({ offset: extent.offset + skipped, bytes: part });
    left -= part;
  }
  return result;
}

/** Neighbours become one. */
export function joined(extents: readonly Extent[]): Extent[] {
  const result: Extent[] = [];
  for (const extent of extents) {
    const before = result.at(-1);
    if (before !== undefined && before.offset + before.bytes === extent.offset)
      result[result.length - 1] = { offset: before.offset, bytes: before.bytes + extent.bytes };
    else result.push(extent);
  }
  return result;
}

/** All bytes of the extents one after the other; fewer when the image ends within them. */
export async function readAll(read: ReadAt, extents: readonly Extent[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const { offset, bytes } of extents) {
    const part = await read(offset, bytes);
    parts.push(part);
    if (part.length < bytes) break;
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}
