/**
 * A rectangle of pixels, counted from 0 at the top left of a frame. The column `left` and the row `top` belong to it,
 * `right` and `bottom` are the first that do not. What lies outside the frame does not count.
 */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The part of a region within a frame, in whole pixels; undefined when there is none. */
export function clipped(region: Region, { columns, rows }: Size): Region | undefined {
  const left = Math.max(0, Math.floor(region.left));
  const top = Math.max(0, Math.floor(region.top));
  const right = Math.min(columns, Math.ceil(region.right));
  const bottom = Math.min(rows, Math.ceil(region.bottom));
  return left < right && top < bottom ? { left, top, right, bottom } : undefined;
}

/** All of a frame that is in none of `regions`, in rectangles that do not overlap. */
export function outsideOf(regions: readonly Region[], size: Size): Region[] {
  const inside = regions.map((region) => clipped(region, size)).filter((region) => region !== undefined);
  const edges = new Set([0, size.rows, ...inside.flatMap(({ top, bottom }) => [top, bottom])]);
  const rows = [...edges].sort((a, b) => a - b);
  return rows.slice(0, -1).flatMap((top, index) => {
    const bottom = rows[index + 1] ?? size.rows;
    const within = inside.filter((region) => region.top <= top && region.bottom >= bottom);
    return gaps(within, size.columns).map(([left, right]) => ({ left, top, right, bottom }));
  });
}

/** The columns that no region covers. */
function gaps(regions: readonly Region[], columns: number): [number, number][] {
  const found: [number, number][] = [];
  let covered = 0;
  for (const { left, right } of regions.toSorted((a, b) => a.left - b.left)) {
    if (left > covered) found.push([covered, left]);
    covered = Math.max(covered, right);
  }
  if (covered < columns) found.push([covered, columns]);
  return found;
}
