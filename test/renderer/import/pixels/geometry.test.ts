import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bandIn,
  fitted,
  moved,
  regionBetween,
  resized,
  toImage,
  zoomed,
} from '../../../../renderer/import/pixels/geometry.ts';

const size = { columns: 640, rows: 480 };
const room = { width: 800, height: 600 };

describe('a rectangle in the picture', () => {
  it('has every pixel that was touched, and none besides', () => {
    expect(regionBetween({ x: 10.2, y: 20.9 }, { x: 12, y: 20.1 }, size)).toEqual({
      left: 10,
      top: 20,
      right: 12,
      bottom: 21,
    });
    expect(regionBetween({ x: -50, y: -50 }, { x: 900, y: 900 }, size)).toEqual({
      left: 0,
      top: 0,
      right: 640,
      bottom: 480,
    });
    expect(regionBetween({ x: -50, y: -50 }, { x: -1, y: 10 }, size)).toBeUndefined();
  });

  it('stays a rectangle within the picture, however it is moved and resized', () => {
    const point = fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) });
    fc.assert(
      fc.property(point, point, point, point, (a, b, by, again) => {
        const region = regionBetween(a, b, size);
        fc.pre(region !== undefined);
        const other = resized(moved(region, by, size), again, size);
        expect(other.left).toBeGreaterThanOrEqual(0);
        expect(other.top).toBeGreaterThanOrEqual(0);
        expect(other.right).toBeGreaterThan(other.left);
        expect(other.bottom).toBeGreaterThan(other.top);
        expect(other.right).toBeLessThanOrEqual(size.columns);
        expect(other.bottom).toBeLessThanOrEqual(size.rows);
      }),
    );
  });
});

describe('the view', () => {
  it('keeps what is under the pointer there, however far one zooms', () => {
    const at = { x: 200, y: 100 };
    const view = fitted(size, room);
    const before = toImage(view, at);
    const after = toImage(zoomed(view, 3, at), at);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  it('begins a rectangle for the keyboard in the middle of what is in sight', () => {
    expect(bandIn(fitted(size, room), room, size)).toEqual({ left: 240, top: 220, right: 400, bottom: 260 });
  });
});
