import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOf } from '../../../renderer/viewer/object-kind.ts';
import { stackOf, stacksOf } from '../../../renderer/viewer/stack.ts';
import type { StudyInstance, StudySeries } from '../../../src/contract/study.ts';

const ct = '1.2.840.10008.5.1.4.1.1.2';
const instance = (sopInstanceUid: string, more: Partial<StudyInstance> = {}): StudyInstance => ({
  sopInstanceUid,
  sopClassUid: ct,
  version: '1',
  frames: 1,
  ...more,
});
const series = (
  seriesInstanceUid: string,
  instances: StudyInstance[],
  more: Partial<StudySeries> = {},
): StudySeries => ({
  seriesInstanceUid,
  instances,
  ...more,
});
const id = ({ sopInstanceUid, frames }: StudyInstance, frame: number) =>
  frames > 1 ? `${sopInstanceUid}#${frame}` : sopInstanceUid;

test('frames come by instance number, all frames of an object together', () => {
  const stack = stackOf(
    series('1', [
      instance('c', { instanceNumber: 10 }),
      instance('b', { instanceNumber: 9, frames: 3 }),
      instance('a', { instanceNumber: 1 }),
    ]),
    id,
  );
  expect(stack.frames.map(({ imageId }) => imageId)).toEqual(['a', 'b#1', 'b#2', 'b#3', 'c']);
  expect(stack.others).toEqual([]);
});

test('objects without a picture are told apart, not dropped', () => {
  const stack = stackOf(
    series('1', [instance('r', { sopClassUid: '1.2.840.10008.5.1.4.1.1.88.33' }), instance('a')]),
    id,
  );
  expect(stack.frames).toHaveLength(1);
  expect(stack.others).toEqual([{ sopInstanceUid: 'r', kind: 'structured-report' }]);
});

test('a number of frames that cannot be true costs no memory', () => {
  const stack = stackOf(series('1', [instance('a', { frames: 2_147_483_647 })]), id);
  expect(stack.frames.length).toBeLessThanOrEqual(20_000);
});

test('series with pictures come first, by number', () => {
  const report = series('sr', [instance('r', { sopClassUid: '1.2.840.10008.5.1.4.1.1.88.11' })], { number: 1 });
  const stacks = stacksOf(
    [report, series('b', [instance('2')], { number: 5 }), series('a', [instance('1')], { number: 2 })],
    id,
  );
  expect(stacks.map((stack) => stack.series.seriesInstanceUid)).toEqual(['a', 'b', 'sr']);
});

test.each([
  [ct, 'CT', 'image'],
  ['1.2.840.10008.5.1.4.1.1.88.67', 'SR', 'structured-report'],
  ['1.2.840.10008.5.1.4.1.1.88.59', 'KO', 'key-objects'],
  ['1.2.840.10008.5.1.4.1.1.104.1', 'DOC', 'pdf'],
  ['1.2.840.10008.5.1.4.1.1.104.2', 'DOC', 'document'],
  ['1.2.840.10008.5.1.4.1.1.11.1', 'PR', 'presentation-state'],
  ['1.2.840.10008.5.1.4.1.1.9.1.1', 'ECG', 'waveform'],
  ['1.2.840.10008.5.1.4.1.1.481.1', 'RTIMAGE', 'image'],
  ['1.2.840.10008.5.1.4.1.1.481.2', 'RTDOSE', 'image'],
  ['1.2.840.10008.5.1.4.1.1.481.3', 'RTSTRUCT', 'contours'],
  ['1.2.840.10008.5.1.4.1.1.481.5', 'RTPLAN', 'plan'],
  ['1.2.840.10008.5.1.4.1.1.66.4', 'SEG', 'image'],
  ['1.2.840.10008.5.1.4.1.1.66.1', 'REG', 'registration'],
  ['1.2.840.10008.5.1.4.1.1.66', 'OT', 'raw'],
  ['1.2.840.10008.5.1.4.1.1.77.1.1.1', 'ES', 'video'],
  ['1.2.840.10008.5.1.4.1.1.77.1.1', 'ES', 'image'],
  ['1.2.840.10008.5.1.4.39.1', undefined, 'other'],
  ['1.3.12.2.1107.5.9.1', 'MR', 'image'],
  [undefined, 'SR', 'structured-report'],
  [undefined, 'MR', 'image'],
  [undefined, undefined, 'image'],
] as const)('%s of %s is %s', (sopClassUid, modality, kind) => {
  expect(kindOf(sopClassUid, modality)).toBe(kind);
});

test('a series that grows keeps the indices of its frames, and its order is by instance number', () => {
  const [a, b, c] = [3, 1, 2].map((instanceNumber) => instance(`i${instanceNumber}`, { instanceNumber }));
  const before = stackOf(
    series(
      '1',
      [a, b].flatMap((one) => one ?? []),
    ),
    id,
  );
  expect(before.frames.map(({ imageId }) => imageId)).toEqual(['i1', 'i3']);
  const after = stackOf(
    series(
      '1',
      [a, b, c].flatMap((one) => one ?? []),
    ),
    id,
    before,
  );
  expect(after.frames.map(({ imageId }) => imageId)).toEqual(['i1', 'i3', 'i2']);
  expect(after.order).toEqual([0, 2, 1]);
});

test('of a study that grows only what changed is made anew', () => {
  const still = series('1', [instance('a')], { number: 1 });
  const before = stacksOf([still, series('2', [instance('b')], { number: 2 })], id);
  const after = stacksOf(
    [still, series('2', [instance('b'), instance('c')], { number: 2 }), series('0', [instance('z')], { number: 0 })],
    id,
    before,
  );
  expect(after.map((stack) => stack.series.seriesInstanceUid)).toEqual(['0', '1', '2']);
  expect(after[1]).toBe(before[0]);
  expect(after[2]?.frames).toHaveLength(2);
});

test('whatever comes when, the stack ends as if all had been there at once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 12 }), fc.nat(12), (numbers, split) => {
      const all = numbers.map((instanceNumber) => instance(`i${instanceNumber}`, { instanceNumber, frames: 1 }));
      const early = stackOf(series('1', all.slice(0, split)), id);
      const grown = stackOf(series('1', all), id, early);
      const paged = grown.order.map((index) => grown.frames[index]?.imageId);
      expect(paged).toEqual(stackOf(series('1', all), id).frames.map(({ imageId }) => imageId));
      expect(grown.frames.slice(0, early.frames.length)).toEqual(early.frames);
    }),
  );
});
