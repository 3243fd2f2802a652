import { lookup } from 'node:dns';
import { Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { TextReader } from '../../../src/app/scans/view/text-reader.ts';
import { legible } from '../../../src/pixels/text/legible.ts';
import type { Plane } from '../../../src/pixels/text/planes.ts';
import type { TextLine } from '../../../src/pixels/text/lines.ts';
import { sliceGround, write, type Hand } from '../../pixels/text/written.ts';

vi.mock('node:dns', { spy: true });
afterEach(() => vi.restoreAllMocks());

const hand: Hand = { dot: 2, isBold: true, isUpwards: false, colour: [4000] };

function written(text: string, own: Partial<Hand> = {}): { readonly plane: Plane; readonly line: TextLine } {
  const { values, ...size } = sliceGround(1);
  // Grey in the middle, for bright and dark letters.
  const ground = { ...size, values: values.map((value) => 1800 + value / 8) };
  const { left, top, right, bottom } = write(ground, text, { x: 30, y: 40 }, { ...hand, ...own });
  const height = own.isUpwards === true ? right - left : bottom - top;
  const line = { left: left - 6, top: top - 6, right: right + 6, bottom: bottom + 6, height };
  return { plane: { ...ground, values: Uint8Array.from(ground.values, (value) => value / 16) }, line };
}

function read(reader: TextReader, { plane, line }: ReturnType<typeof written>): string {
  const piece = legible(plane, line);
  if (piece === undefined) throw new Error('Nothing to read');
  return reader.read(piece).text;
}

/** Letters of dots are no letters of a book: some of them are taken for others. */
function shareOf(text: string, reading: string): number {
  return Array.from(text).filter((letter) => reading.includes(letter)).length / text.length;
}

test('reads bright and dark lines, across and upwards, and asks no network for it', async () => {
  const connect = vi.spyOn(Socket.prototype, 'connect').mockImplementation(() => {
    throw new Error('No network');
  });
  const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('No network'));
  const reader = await TextReader.start();
  for (const own of [{}, { colour: [0] }, { isUpwards: true }, { isBold: false }])
    expect(shareOf('TEST CASE 47', read(reader, written('TEST CASE 47', own)))).toBeGreaterThan(0.7);
  expect(connect).not.toHaveBeenCalled();
  expect(fetched).not.toHaveBeenCalled();
  expect(lookup).not.toHaveBeenCalled();
});

test('a page of a piece is not read, nor a piece of one level', () => {
  const { plane, line } = written('TEST CASE');
  const large = { columns: 4000, rows: 4000, values: Uint8Array.from({ length: 16_000_000 }, (_, at) => at % 7) };
  expect(legible(large, { left: 0, top: 0, right: 4000, bottom: 4000, height: 20 })).toBeUndefined();
  expect(legible({ ...plane, values: plane.values.map(() => 9) }, line)).toBeUndefined();
});
