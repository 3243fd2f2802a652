import { dot, normalOf, type Plane } from './plane.ts';

/** Cosine above which two slices count as parallel: about a quarter of a degree. */
const parallel = 0.99999;
/** Slices nearer than this, in mm, lie at the same place. */
const samePlace = 0.01;

/** By Instance Number, then in the given order; what has no number comes last. */
export function byNumber<T extends { readonly instanceNumber?: number | undefined }>(items: readonly T[]): T[] {
  const rank = (item: T) => item.instanceNumber ?? Number.POSITIVE_INFINITY;
  return items.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

/**
 * How far each slice lies along the common normal, in mm; nothing when they are no simple stack: a slice without a
 * position, slices that are not parallel (localizers), or several at one place (phases, echoes, b-values).
 */
export function positions(planes: readonly (Plane | undefined)[]): number[] | undefined {
  const [first] = planes;
  if (first === undefined || planes.length < 2) return undefined;
  const normal = normalOf(first);
  const along: number[] = [];
  for (const plane of planes) {
    if (!plane?.inPatient || Math.abs(dot(normalOf(plane), normal)) < parallel) return undefined;
    along.push(dot(plane.origin, normal));
  }
  const sorted = along.toSorted((a, b) => a - b);
  const distinct = sorted.every((value, i) => i === 0 || value - (sorted[i - 1] ?? 0) > samePlace);
  return distinct ? along : undefined;
}

/**
 * The indices of `along` in spatial order. It runs the way the given order mostly runs, so that sorting a stack that
 * was in order already changes nothing.
 */
export function spatialOrder(along: readonly number[]): number[] {
  const rises = along.filter((value, i) => i > 0 && value > (along[i - 1] ?? 0)).length;
  const direction = rises * 2 >= along.length - 1 ? 1 : -1;
  return along.map((_, i) => i).sort((a, b) => direction * ((along[a] ?? 0) - (along[b] ?? 0)));
}

/** A hole in a stack: `missing` slices would fit after the slice at `after`, counted from 1. */
export interface Gap {
  readonly after: number;
  readonly missing: number;
}

/** Holes in a stack that is in spatial order: distances that are more than half as large again as the usual one. */
export function gaps(along: readonly number[]): Gap[] {
  const distances = along.slice(1).map((value, i) => Math.abs(value - (along[i] ?? 0)));
  const usual = distances.toSorted((a, b) => a - b)[Math.floor((distances.length - 1) / 2)];
  if (usual === undefined || usual <= 0 || distances.length < 2) return [];
  return distances.flatMap((distance, i) =>
    distance > 1.5 * usual ? [{ after: i + 1, missing: Math.round(distance / usual) - 1 }] : [],
  );
}
