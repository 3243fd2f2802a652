import type { Plane } from './planes.ts';
import type { Levels } from './strokes.ts';

/** Text is brighter or darker than what it stands on. */
export type Polarity = 'bright' | 'dark';

const LIMITS = {
  bright: [250, 232, 208, 180, 150, 120, 90, 60, 32],
  dark: [5, 24, 48, 76, 106, 136, 166],
} as const;

/** The ranges of values in which the letters of a plane may stand alone. */
export function masksOf({ values }: Plane, polarities: readonly Polarity[]): Levels[] {
  const counts = new Uint32Array(256);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  const ranges = polarities.flatMap((polarity) =>
    LIMITS[polarity].map((limit) => (polarity === 'bright' ? { from: limit, to: 255 } : { from: 0, to: limit })),
  );
  return [...ranges.filter((levels) => isSome(counts, levels, values.length)), ...spikes(counts, values.length)];
}

/** Letters are few of the pixels, but not none; the same ones need not be looked at twice. */
function isSome(counts: Uint32Array, { from, to }: Levels, total: number): boolean {
  const count = counts.subarray(from, to + 1).reduce((sum, each) => sum + each, 0);
  return count >= 20 && count <= 0.6 * total;
}

const MOST_SPIKES = 6;

/** Values that are there much more often than those beside them: text in one grey among all others. */
function spikes(counts: Uint32Array, total: number): Levels[] {
  const found: { readonly level: number; readonly excess: number }[] = [];
  for (let level = 3; level <= 252; level += 1) {
    const beside = counts.slice(Math.max(0, level - 6), level + 7).sort();
    const usual = beside[beside.length >> 1] ?? 0;
    const count = counts[level] ?? 0;
    if (count >= 40 && count > 3 * usual + 20 && count < 0.3 * total) found.push({ level, excess: count - usual });
  }
  return found
    .sort((a, b) => b.excess - a.excess)
    .slice(0, MOST_SPIKES)
    .map(({ level }) => ({ from: level - 1, to: level + 1 }));
}
