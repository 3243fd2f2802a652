import { ContainerFault } from '../fault.ts';

/** The parts that all descriptors of ECMA-167 share. Numbers are little endian (1/7.1). */

/** The image cannot be read as UDF; the message says what is wrong with what. */
export class UdfError extends ContainerFault {
  override readonly name = 'UdfError';
}

/** Tag identifiers (ECMA-167 3/7.2.1, 4/7.2.1). */
export const Tag = {
  anchor: 2,
  pointer: 3,
  partition: 5,
  logicalVolume: 6,
  terminating: 8,
  fileSet: 256,
  fileIdentifier: 257,
  allocationExtent: 258,
  indirectEntry: 259,
  fileEntry: 261,
  extendedFileEntry: 266,
} as const;

export const TAG_BYTES = 16;

/** The identifier of the descriptor that begins here, when its tag's checksum and its CRC are right (3/7.2). */
export function identify(bytes: Uint8Array): number | undefined {
  if (bytes.length < TAG_BYTES) return undefined;
  let sum = 0;
  for (let index = 0; index < TAG_BYTES; index++) if (index !== 4) sum += bytes[index] ?? 0;
  if ((sum & 0xff) !== bytes[4]) return undefined;
  const view = viewOf(bytes);
  const crcBytes = view.getUint16(10, true);
  if (TAG_BYTES + crcBytes > bytes.length) return undefined;
  // A length of 0 says that none was calculated.
  if (crcBytes > 0 && crcOf(bytes.subarray(TAG_BYTES, TAG_BYTES + crcBytes)) !== view.getUint16(8, true))
    return undefined;
  return view.getUint16(0, true);
}

/** The block that the descriptor says it lies in, counted in its partition (3/7.2.8, 4/7.2). */
export const tagLocation = (bytes: Uint8Array): number => viewOf(bytes).getUint32(12, true);

const crcTable = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  return crc;
});

/** The polynomial x¹⁶+x¹²+x⁵+1 from 0, as ITU-T V.41 has it (3/7.2.6). */
export function crcOf(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) ^ (crcTable[(crc >> 8) ^ byte] ?? 0)) & 0xffff;
  return crc;
}

/** A long allocation descriptor (4/14.14.2): an extent of some partition. */
export interface Address {
  /** What kind of extent, 4/14.14.1.1: 0 recorded, 1 and 2 not recorded, 3 more allocation descriptors. */
  readonly type: number;
  readonly bytes: number;
  readonly block: number;
  /** Index into the partition maps of the logical volume. */
  readonly partition: number;
}

/** Where the length of an extent ends and its type begins (4/14.14.1.1). */
export const LENGTH_MASK = 0x3fff_ffff;

export function longAddress(view: DataView, at: number): Address {
  const length = view.getUint32(at, true);
  return {
    type: length >>> 30,
    bytes: length & LENGTH_MASK,
    block: view.getUint32(at + 4, true),
    partition: view.getUint16(at + 8, true),
  };
}

/** The identifier of an entity (1/7.4): 23 bytes, filled up with zeros. */
export const entityAt = (bytes: Uint8Array, at: number): string =>
  Buffer.from(bytes.subarray(at + 1, at + 24))
    .toString('latin1')
    .replace(/\0.*$/s, '');

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
