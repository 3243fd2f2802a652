import { type EncodeName, SECTOR, both16, both32, jolietName } from './records.ts';

export interface Volume {
  readonly encode: EncodeName;
  /** 0–16 characters A–Z, 0–9 and `_`: what Joliet has room for, too. */
  readonly label: string;
  readonly sectors: number;
  readonly pathTableBytes: number;
  readonly littleEndianTable: number;
  readonly bigEndianTable: number;
  readonly root: Uint8Array;
  readonly date: Date;
}

const PRIMARY = 1;
const SUPPLEMENTARY = 2;
/** UCS-2, level 3 (Joliet specification). */
const JOLIET_ESCAPE = Buffer.from('%/E', 'latin1');
const APPLICATION = 'FILEROOM';

/** ECMA-119 8.4 and 8.5: of the plain tree, or of Joliet's. */
export function volumeDescriptor(volume: Volume): Uint8Array {
  const { encode, date } = volume;
  const isJoliet = encode === jolietName;
  const out = new Uint8Array(SECTOR);
  const view = new DataView(out.buffer);
  const text = (at: number, length: number, value: string): void => {
    out.set(encode(value.padEnd(isJoliet ? Math.floor(length / 2) : length)), at);
  };
  out.set([isJoliet ? SUPPLEMENTARY : PRIMARY, ...Buffer.from('CD001'), 1]);
  text(8, 32, '');
  text(40, 32, volume.label);
  both32(view, 80, volume.sectors);
  if (isJoliet) out.set(JOLIET_ESCAPE, 88);
  both16(view, 120, 1);
  both16(view, 124, 1);
  both16(view, 128, SECTOR);
  both32(view, 132, volume.pathTableBytes);
  view.setUint32(140, volume.littleEndianTable, true);
  view.setUint32(148, volume.bigEndianTable, false);
  out.set(volume.root, 156);
  text(190, 128, '');
  text(318, 128, '');
  text(446, 128, APPLICATION);
  text(574, 128, APPLICATION);
  for (const at of [702, 739, 776]) text(at, 37, '');
  out.set(longDate(date), 813);
  out.set(longDate(date), 830);
  out.set(noDate, 847);
  out.set(noDate, 864);
  out[881] = 1;
  return out;
}

/** ECMA-119 8.3. */
export function terminator(): Uint8Array {
  const out = new Uint8Array(SECTOR);
  out.set([255, ...Buffer.from('CD001'), 1]);
  return out;
}

/** ECMA-119 8.4.26.1: sixteen digits to a hundredth of a second, and the distance from Greenwich. */
function longDate(date: Date): Uint8Array {
  return Uint8Array.of(...Buffer.from(date.toISOString().replaceAll(/\D/g, '').slice(0, 16)), 0);
}
const noDate = Uint8Array.of(...Buffer.from('0'.repeat(16)), 0);
