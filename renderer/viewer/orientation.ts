import type { Vec3 } from './plane.ts';

const axes = [
  ['L', 'R'],
  ['P', 'A'],
  ['H', 'F'],
] as const;

/** Below this share of a direction an axis is not worth a letter. */
const negligible = 0.1;

/**
 * The letters of a direction in the patient, strongest first: `L`, `AH`, `PRF` (PS3.3 C.7.6.1.1.1: A, P, R, L, H, F).
 * Empty for no direction at all.
 */
export function letters(direction: Vec3): string {
  return direction
    .map((share, axis) => ({ share: Math.abs(share), letter: axes[axis]?.[share > 0 ? 0 : 1] ?? '' }))
    .filter(({ share }) => share > negligible)
    .sort((a, b) => b.share - a.share)
    .map(({ letter }) => letter)
    .join('');
}

export const opposite = (direction: Vec3): Vec3 => [-direction[0], -direction[1], -direction[2]];

/** What stands at the four edges of a picture whose right and bottom edges lie in these directions. */
export function edgeLetters(right: Vec3, bottom: Vec3) {
  return {
    left: letters(opposite(right)),
    right: letters(right),
    top: letters(opposite(bottom)),
    bottom: letters(bottom),
  };
}
