import type { Region } from '../region.ts';
import type { TextLine } from './lines.ts';

/** A person looks at each of them, and an object takes no more than 200 rectangles. */
const MOST = 60;

/**
 * Lines as rectangles with a margin; those that meet are one where little else comes into it. Never less than all. The
 * height is that of the smallest letters in it.
 */
export function merged(lines: readonly TextLine[]): TextLine[] {
  let regions = lines.map(withMargin);
  for (let slack = 1.35; ; slack *= 2) {
    regions = united(regions, slack);
    if (regions.length <= MOST) return regions;
    // Text all over: in the order of reading, neighbours together.
    if (slack > 20) return together(regions);
  }
}

/** In the way of the writing marks and single letters stand apart from the others. */
function withMargin({ left, top, right, bottom, height }: TextLine): TextLine {
  const margin = Math.ceil(Math.max(2, 0.3 * height));
  const isUpwards = bottom - top > right - left;
  const [x, y] = isUpwards ? [margin, 2 * margin] : [2 * margin, margin];
  return { left: left - x, top: top - y, right: right + x, bottom: bottom + y, height };
}

function united(regions: readonly TextLine[], slack: number): TextLine[] {
  const kept: TextLine[] = [];
  for (const region of regions) {
    let whole = region;
    // What has grown may meet what it did not before.
    for (let at = meeting(kept, whole, slack); at !== -1; at = meeting(kept, whole, slack)) {
      const [other = whole] = kept.splice(at, 1);
      whole = around([other, whole]);
    }
    kept.push(whole);
  }
  return kept;
}

function meeting(regions: readonly TextLine[], one: TextLine, slack: number): number {
  return regions.findIndex((other) => {
    const { left, top, right, bottom } = common(one, other);
    if (left > right || top > bottom) return false;
    return area(around([one, other])) <= slack * (area(one) + area(other) - area({ left, top, right, bottom })) + 64;
  });
}

function together(regions: readonly TextLine[]): TextLine[] {
  const sorted = regions.toSorted((a, b) => a.top - b.top || a.left - b.left);
  const size = Math.ceil(sorted.length / MOST);
  return Array.from({ length: Math.ceil(sorted.length / size) }, (_, index) =>
    around(sorted.slice(index * size, (index + 1) * size)),
  );
}

function around(regions: readonly TextLine[]): TextLine {
  return {
    left: Math.min(...regions.map(({ left }) => left)),
    top: Math.min(...regions.map(({ top }) => top)),
    right: Math.max(...regions.map(({ right }) => right)),
    bottom: Math.max(...regions.map(({ bottom }) => bottom)),
    height: Math.min(...regions.map(({ height }) => height)),
  };
}

function common(a: Region, b: Region): Region {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

function area({ left, top, right, bottom }: Region): number {
  return (right - left) * (bottom - top);
}
