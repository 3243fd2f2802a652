import { crc32, deflateSync } from 'node:zlib';
import type { Samples } from './diagnostic.ts';
import type { Picture } from './display.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Colour types of the header chunk (PNG 11.2.2). */
const COLOUR_TYPES = { 1: 0, 3: 2 } as const;
/** Every row begins with its filter (PNG 9): each sample less the one to its left, which suits images of any kind. */
const SUB = 1;

/** A picture without loss, of 8 or 16 bits a sample: what is black in it is black, to the pixel. */
export function encodePng(picture: Picture | Samples): Uint8Array<ArrayBuffer> {
  const { width, height, samples } = picture;
  const bits = 'bits' in picture ? picture.bits : 8;
  const data = bytesOf(picture.data);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, COLOUR_TYPES[samples]], 8);
  const step = (samples * bits) / 8;
  const length = width * step;
  const rows = Buffer.alloc((length + 1) * height);
  for (let row = 0; row < height; row += 1) {
    const to = row * (length + 1);
    const from = row * length;
    rows[to] = SUB;
    for (let at = 0; at < length; at += 1)
      rows[to + 1 + at] = (data[from + at] ?? 0) - (at < step ? 0 : (data[from + at - step] ?? 0));
  }
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 3 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Uint8Array.from(Buffer.concat([SIGNATURE, ...chunks]));
}

/** Samples of 16 bits with the high byte first (PNG 7.1). */
function bytesOf(data: Uint8Array | Uint16Array): Uint8Array {
  if (data instanceof Uint8Array) return data;
  const bytes = new Uint8Array(data.length * 2);
  const view = new DataView(bytes.buffer);
  data.forEach((value, index) => view.setUint16(index * 2, value));
  return bytes;
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
