import { inverseDct } from './inverse-dct.ts';
import { JpegBits } from './jpeg-bits.ts';
import { markersBeforeScan } from './jpeg-markers.ts';
import { PixelError } from './pixel-error.ts';
import type { PixelFormat } from './pixel-format.ts';

const START_OF_FRAME = 0xc1;
const HUFFMAN = 0xc4;
const QUANTIZATION = 0xdb;
const RESTART_INTERVAL = 0xdd;
const START_OF_SCAN = 0xda;
const BLOCK = 64;
const PRECISION = 12;

/** The order in which coefficients are coded (ISO 10918-1 figure A.6). */
const ZIGZAG = Uint8Array.from(
  `0 1 8 16 9 2 3 10 17 24 32 25 18 11 4 5 12 19 26 33 40 48 41 34 27 20 13 6 7 14 21 28
  35 42 49 56 57 50 43 36 29 22 15 23 30 37 44 51 58 59 52 45 38 31 39 46 53 60 61 54 47 55 62 63`.split(/\s+/),
  Number,
);

/** By length and code: the symbol (ISO 10918-1 F.2.2.3). */
type HuffmanTable = ReadonlyMap<number, number>;

interface Header {
  readonly quantization: readonly number[];
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
  readonly restartInterval: number;
  readonly dataStart: number;
}

/**
 * JPEG Extended of twelve bits (process 4), for which the codec has no decoder: sequential, of one component. Samples
 * little endian in words of two bytes.
 * @throws PixelError `unsupported` for other processes, `broken`
 */
export function decodeJpegExtended(stream: Uint8Array, { rows, columns }: PixelFormat): Uint16Array {
  const header = readHeader(stream, rows, columns);
  const bits = new JpegBits(stream, header.dataStart);
  const [across, down] = [Math.ceil(columns / 8), Math.ceil(rows / 8)];
  const samples = new Uint16Array(rows * columns);
  const coefficients = new Float64Array(BLOCK);
  let predicted = 0;
  for (let block = 0; block < across * down; block += 1) {
    if (header.restartInterval > 0 && block > 0 && block % header.restartInterval === 0) {
      bits.restart();
      predicted = 0;
    }
    predicted = readBlock(bits, header, predicted, coefficients);
    inverseDct(coefficients);
    place(coefficients, samples, columns, (block % across) * 8, Math.floor(block / across) * 8);
  }
  return samples;
}

/** Returns the DC value, from which the next block's differs. */
function readBlock(bits: JpegBits, { quantization, dc, ac }: Header, predicted: number, block: Float64Array): number {
  block.fill(0);
  const value = predicted + bits.signed(bits.symbol(dc));
  block[0] = value * (quantization[0] ?? 1);
  for (let index = 1; index < BLOCK; index += 1) {
    const symbol = bits.symbol(ac);
    const size = symbol & 15;
    // End of block; or sixteen zeros.
    if (size === 0 && symbol >> 4 < 15) break;
    index += symbol >> 4;
    if (index >= BLOCK) throw broken();
    if (size > 0) block[ZIGZAG[index] ?? 0] = bits.signed(size) * (quantization[index] ?? 1);
  }
  return value;
}

function place(block: Float64Array, samples: Uint16Array, columns: number, left: number, top: number): void {
  const rows = samples.length / columns;
  for (let index = 0; index < BLOCK; index += 1) {
    const [x, y] = [left + (index & 7), top + (index >> 3)];
    if (x >= columns || y >= rows) continue;
    const value = Math.round(block[index] ?? 0) + 2 ** (PRECISION - 1);
    samples[y * columns + x] = Math.min(Math.max(value, 0), 2 ** PRECISION - 1);
  }
}

function readHeader(stream: Uint8Array, rows: number, columns: number): Header {
  const quantization = new Map<number, number[]>();
  const huffman = new Map<number, HuffmanTable>();
  let restartInterval = 0;
  let table = 0;
  for (const { marker, start } of markersBeforeScan(stream)) {
    const end = start + 2 + word(stream, start + 2);
    const segment = stream.subarray(start + 4, end);
    if (marker === QUANTIZATION) readQuantization(segment, quantization);
    else if (marker === HUFFMAN) readHuffman(segment, huffman);
    else if (marker === RESTART_INTERVAL) restartInterval = word(segment, 0);
    else if (marker >= 0xc0 && marker <= 0xcf) table = readFrame(marker, segment, rows, columns);
    else if (marker === START_OF_SCAN) {
      const [dc, ac] = [huffman.get((segment[2] ?? 0) >> 4), huffman.get(((segment[2] ?? 0) & 15) + 16)];
      const values = quantization.get(table);
      if (dc === undefined || ac === undefined || values === undefined) throw broken();
      return { quantization: values, dc, ac, restartInterval, dataStart: end };
    }
  }
  throw broken();
}

/** Returns the number of the component's quantization table (ISO 10918-1 B.2.2). */
function readFrame(marker: number, segment: Uint8Array, rows: number, columns: number): number {
  if (marker !== START_OF_FRAME || segment[0] !== PRECISION || segment[5] !== 1)
    throw new PixelError('unsupported', 'There is no decoder for this JPEG process');
  if (word(segment, 1) !== rows || word(segment, 3) !== columns) throw broken();
  return segment[8] ?? 0;
}

/** ISO 10918-1 B.2.4.1. */
function readQuantization(segment: Uint8Array, tables: Map<number, number[]>): void {
  for (let at = 0; at < segment.length;) {
    const head = segment[at++] ?? 0;
    const size = head >> 4 === 0 ? 1 : 2;
    const start = at;
    const values = Array.from({ length: BLOCK }, (_, index) =>
      size === 1 ? (segment[start + index] ?? 0) : word(segment, start + index * 2),
    );
    tables.set(head & 15, values);
    at += BLOCK * size;
  }
}

/** DC tables under their number, AC tables 16 further (ISO 10918-1 B.2.4.2 and C.2). */
function readHuffman(segment: Uint8Array, tables: Map<number, HuffmanTable>): void {
  for (let at = 0; at + 17 <= segment.length;) {
    const head = segment[at] ?? 0;
    const symbols = new Map<number, number>();
    let code = 0;
    let next = at + 17;
    for (let length = 1; length <= 16; length += 1) {
      for (let count = segment[at + length] ?? 0; count > 0; count -= 1) {
        symbols.set((length << 16) | code, segment[next++] ?? 0);
        code += 1;
      }
      code *= 2;
    }
    tables.set((head & 15) + (head >> 4) * 16, symbols);
    at = next;
  }
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}

function broken(): PixelError {
  return new PixelError('broken', 'The compressed frame cannot be decoded');
}
