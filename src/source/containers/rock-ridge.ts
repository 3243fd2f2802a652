import type { ReadAt } from '../place.ts';
import { latin1, utf8Or } from './names.ts';

/** What the system use field of a directory record adds (SUSP 1.12, Rock Ridge RRIP 1.12). */
export interface RockRidge {
  readonly name?: string;
  /** The block of the directory that this record only stands for (RRIP 4.1.5.1). */
  readonly childLink?: number;
  /** A directory that is to be found where its child link is (RRIP 4.1.5.3). */
  readonly relocated: boolean;
  /** A symbolic link: it holds nothing, and is never followed (RRIP 4.1.3). */
  readonly link: boolean;
  /** Its bytes are compressed (zisofs). */
  readonly compressed: boolean;
}

const MOST_CONTINUATIONS = 32;
const MOST_AREA_BYTES = 2048;
/** Names of POSIX have 255 bytes. */
const MOST_NAME_BYTES = 1024;

/** Bits of NM (RRIP 4.1.4). */
const CURRENT = 0x02;
const PARENT = 0x04;

/**
 * How many bytes of every system use field come before the entries, as the root's first record says (SUSP 5.3); undefined
 * when there are none. Discs of the XA kind have 14 bytes of their own in front.
 */
export function skippedBytes(systemUse: Uint8Array): number | undefined {
  for (const at of [0, 14]) {
    if (latin1(systemUse, at, at + 2) === 'SP' && systemUse[at + 4] === 0xbe && systemUse[at + 5] === 0xef)
      return Math.min(systemUse[at + 6] ?? 0, 255) || at;
  }
  return undefined;
}

/** Entries that continue elsewhere are followed (SUSP 5.1); what is broken ends the list. */
export async function rockRidgeIn(systemUse: Uint8Array, read: ReadAt, blockBytes: number): Promise<RockRidge> {
  const names: Uint8Array[] = [];
  let nameBytes = 0;
  let childLink: number | undefined;
  let relocated = false;
  let link = false;
  let compressed = false;
  let area: Uint8Array | undefined = systemUse;
  for (let count = 0; area !== undefined && count < MOST_CONTINUATIONS; count++) {
    let next: { offset: number; bytes: number } | undefined;
    for (const { signature, entry } of entriesIn(area)) {
      const view = new DataView(entry.buffer, entry.byteOffset, entry.length);
      if (signature === 'NM' && entry.length > 5 && ((entry[4] ?? 0) & (CURRENT | PARENT)) === 0) {
        nameBytes += entry.length - 5;
        if (nameBytes <= MOST_NAME_BYTES) names.push(entry.subarray(5));
      } else if (signature === 'CL' && entry.length >= 12) childLink = view.getUint32(4, true);
      else if (signature === 'RE') relocated = true;
      else if (signature === 'SL') link = true;
      else if (signature === 'ZF') compressed = true;
      else if (signature === 'CE' && entry.length >= 28) {
        const offset = view.getUint32(4, true) * blockBytes + view.getUint32(12, true);
        next = { offset, bytes: Math.min(view.getUint32(20, true), MOST_AREA_BYTES) };
      }
    }
    area = next === undefined ? undefined : await read(next.offset, next.bytes);
  }
  return {
    ...(names.length === 0 ? {} : { name: utf8Or(Buffer.concat(names), latin1) }),
    ...(childLink === undefined ? {} : { childLink }),
    relocated,
    link,
    compressed,
  };
}

/** Each begins with two letters and its own length (SUSP 4.1); fewer than four bytes are padding. */
function* entriesIn(area: Uint8Array): Generator<{ signature: string; entry: Uint8Array }> {
  for (let at = 0; at + 4 <= area.length;) {
    const length = area[at + 2] ?? 0;
    if (length < 4 || at + length > area.length) return;
    const signature = latin1(area, at, at + 2);
    if (signature === 'ST') return;
    yield { signature, entry: area.subarray(at, at + length) };
    at += length;
  }
}
