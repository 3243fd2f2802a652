import type { Samples } from './diagnostic.ts';

const SHORT = 3;
const LONG = 4;
const headerBytes = 8;

/** A baseline TIFF (TIFF 6.0, section 2), little endian, one strip, without compression. */
export function encodeTiff({ width, height, samples, bits, data }: Samples): Uint8Array<ArrayBuffer> {
  const bytes = (width * height * samples * bits) / 8;
  const extra = headerBytes + bytes + (bytes % 2);
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    // Three sizes do not fit into an entry: they stand before the directory.
    [258, SHORT, samples, samples === 1 ? bits : extra],
    [259, SHORT, 1, 1],
    // The least is black; RGB.
    [262, SHORT, 1, samples === 1 ? 1 : 2],
    [273, LONG, 1, headerBytes],
    [277, SHORT, 1, samples],
    [278, LONG, 1, height],
    [279, LONG, 1, bytes],
  ];
  const directory = extra + 6;
  const file = new Uint8Array(directory + 2 + entries.length * 12 + 4);
  const view = new DataView(file.buffer);
  view.setUint16(0, 0x4949);
  view.setUint16(2, 42, true);
  view.setUint32(4, directory, true);
  if (bits === 8) file.set(data, headerBytes);
  else data.forEach((value, index) => view.setUint16(headerBytes + index * 2, value, true));
  for (let sample = 0; sample < 3; sample += 1) view.setUint16(extra + sample * 2, bits, true);
  view.setUint16(directory, entries.length, true);
  entries.forEach(([tag, type, count, value], index) => {
    const at = directory + 2 + index * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    if (type === SHORT && count === 1) view.setUint16(at + 8, value, true);
    else view.setUint32(at + 8, value, true);
  });
  return file;
}
