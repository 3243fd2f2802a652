import type { InstanceFile } from './outcome.ts';
import { byCodeUnit, byNumber } from './order.ts';
import { isParallel } from './slice.ts';

/**
 * A series' instances in reading order. A stack of parallel slices is ordered by where the slices lie, and only
 * slices at one place (phases, echoes) by their numbers; anything else by Instance Number. The path decides last,
 * so that the order never depends on the order of arrival.
 */
export function sortInstances(instances: readonly InstanceFile[]): InstanceFile[] {
  const first = instances[0]?.slice;
  const isStack =
    first !== undefined && instances.every(({ slice }) => slice !== undefined && isParallel(slice, first));
  return instances.toSorted(
    (a, b) =>
      (isStack ? byPlace(a, b) : 0) ||
      byNumber(a.header.instanceNumber, b.header.instanceNumber) ||
      a.source - b.source ||
      byCodeUnit(a.path, b.path),
  );
}

/** Places are compared in micrometres: less is rounding, not distance. A whole number keeps the order transitive. */
function byPlace(a: InstanceFile, b: InstanceFile): number {
  return micrometres(a) - micrometres(b);
}

const micrometres = ({ slice }: InstanceFile): number => Math.round((slice?.distance ?? 0) * 1000);
