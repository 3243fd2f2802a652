import { expect, test } from 'vitest';
import type { FrameHeader } from '../../../renderer/viewer/image-header.ts';
import { StackSession, type ImageSource } from '../../../renderer/viewer/stack-session.ts';
import type { StackFrame } from '../../../renderer/viewer/stack.ts';
import { axial } from './planes.ts';

const frame = (imageId: string): StackFrame => ({ seriesInstanceUid: '1', sopInstanceUid: imageId, frame: 1, imageId });
const header = (z: number): FrameHeader => ({
  object: { lossy: false },
  plane: { ...axial, origin: [0, 0, z] },
  calibration: { basis: 'none', regions: [] },
  rows: 1,
  columns: 1,
  hounsfield: false,
});

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** A stack whose images lie at `heights`; those named in `broken` cannot be loaded; the `first` are known at once. */
function stack(heights: readonly number[], broken: readonly number[] = [], first = heights.length) {
  const frames = heights.map((_, i) => frame(`image-${i}`));
  const known = new Map<string, FrameHeader>();
  const screen: string[] = [];
  const faults = new Set(broken.map((i) => `image-${i}`));
  const source: ImageSource = {
    load: async (imageId) => {
      await Promise.resolve();
      if (faults.has(imageId)) throw new Error('gone');
      known.set(imageId, header(heights[frames.findIndex((one) => one.imageId === imageId)] ?? 0));
    },
    headerOf: (imageId) => known.get(imageId),
    isReady: () => false,
    hasRoom: () => true,
    concurrency: 6,
  };
  const session = new StackSession(
    { frames: frames.slice(0, first), order: range(first) },
    0,
    {
      open: async (_, index) => void screen.push(`open ${index}`),
      show: async (index) => void screen.push(`show ${index}`),
      extend: async (imageIds, index) => void screen.push(`extend to ${imageIds.length}, show ${index}`),
    },
    source,
  );
  const settle = async () => {
    while (session.snapshot().states.some(({ kind }) => kind === 'waiting' || kind === 'loading'))
      await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { session, frames, screen, faults, settle };
}

test('the first image is on screen before the others are asked for', async () => {
  const { session, screen, settle } = stack([0, 1, 2]);
  const early: number[] = [];
  session.subscribe(() => {
    if (screen.length === 0) early.push(session.snapshot().ready);
  });
  session.start();
  await settle();
  expect(screen).toEqual(['open 0']);
  expect(Math.max(...early, 0)).toBeLessThanOrEqual(1);
  expect(session.snapshot()).toMatchObject({ ready: 3, shown: 0, wanted: 0 });
});

test('numbers that contradict the geometry: the slices are sorted in space, the image on screen stays', async () => {
  const { session, screen, settle } = stack([0, 3, 1, 2]);
  session.start();
  await settle();
  expect(session.snapshot()).toMatchObject({ order: [0, 2, 3, 1], spatial: true, shown: 0, gaps: [] });
  expect(screen).toEqual(['open 0']);
  session.step(1);
  await settle();
  expect(session.snapshot().shown).toBe(2);
});

test('a missing slice is told as soon as all headers are known', async () => {
  const { session, settle } = stack([0, 1, 2, 4, 5]);
  session.start();
  await settle();
  expect(session.snapshot().gaps).toEqual([{ after: 3, missing: 1 }]);
});

test('paging stops at both ends', async () => {
  const { session, settle } = stack([0, 1, 2]);
  session.start();
  await settle();
  session.step(-1);
  expect(session.snapshot().wanted).toBe(0);
  session.step(Number.POSITIVE_INFINITY);
  expect(session.snapshot().wanted).toBe(2);
  session.step(Number.NEGATIVE_INFINITY);
  expect(session.snapshot().wanted).toBe(0);
});

test('an image that cannot be loaded is told, is never shown as another, and can be tried again', async () => {
  const { session, screen, faults, settle } = stack([0, 1, 2], [1]);
  session.start();
  await settle();
  session.go(1);
  await settle();
  expect(session.snapshot()).toMatchObject({ failed: [1], wanted: 1, shown: 0, ready: 2 });
  expect(screen).toEqual(['open 0']);
  faults.clear();
  session.retry();
  await settle();
  expect(session.snapshot()).toMatchObject({ failed: [], shown: 1, ready: 3 });
  expect(screen).toEqual(['open 0', 'show 1']);
});

test('when the very first image cannot be loaded, the others are', async () => {
  const { session, screen, settle } = stack([0, 1, 2], [0]);
  session.start();
  await settle();
  expect(session.snapshot()).toMatchObject({ failed: [0], ready: 2, shown: undefined });
  session.step(1);
  await settle();
  expect(screen).toEqual(['open 1']);
});

test('a filter pages through its frames only, and goes to the nearest of them', async () => {
  const { session, settle } = stack([0, 1, 2, 3, 4]);
  session.start();
  await settle();
  session.filter(new Set([2, 4]));
  await settle();
  expect(session.snapshot()).toMatchObject({ order: [2, 4], wanted: 2, shown: 2 });
  session.step(1);
  expect(session.snapshot().wanted).toBe(4);
  session.filter(undefined);
  expect(session.snapshot().order).toHaveLength(5);
});

test('a stack that grows keeps what is on screen, and loads and orders what came', async () => {
  const { session, frames, screen, settle } = stack([10, 40, 30, 20], [], 2);
  session.start();
  await settle();
  session.go(1);
  await settle();
  expect(session.snapshot()).toMatchObject({ order: [0, 1], spatial: true, ready: 2, shown: 1 });
  session.grow({ frames: frames.slice(0, 3), order: [0, 2, 1] });
  expect(session.snapshot()).toMatchObject({ order: [0, 2, 1], spatial: false, shown: 1, ready: 2 });
  await settle();
  session.grow({ frames, order: [0, 3, 2, 1] });
  await settle();
  expect(session.snapshot()).toMatchObject({ order: [0, 3, 2, 1], spatial: true, ready: 4, shown: 1, gaps: [] });
  expect(screen).toEqual(['open 0', 'show 1']);
  session.go(3);
  await settle();
  session.go(0);
  await settle();
  expect(screen).toEqual(['open 0', 'show 1', 'extend to 4, show 3', 'show 0']);
});

test('a stack never shrinks', async () => {
  const { session, frames, settle } = stack([0, 1, 2]);
  session.start();
  await settle();
  session.grow({ frames: frames.slice(0, 1), order: [0] });
  expect(session.frames).toHaveLength(3);
});
