import { tagOf } from '../dicom/dictionary.ts';
import type { Accept, IdentifierKind } from './needles.ts';

/** The values of samples, at the top level of a data set. */
export const PIXELS = ['PixelData', 'FloatPixelData', 'DoubleFloatPixelData'].map(tagOf);

/** Found by one word of their names in prose alone. */
export const PLACES: ReadonlySet<IdentifierKind> = new Set(['institution', 'device']);

/** By chance three letters in a row are in any value of some length, and five in any large one. */
export const isNoChance: Accept = (words, kind) =>
  !PLACES.has(kind) && (words.length > 1 || (words[0]?.length ?? 0) > 3);
export const isNoChanceInMany: Accept = (words, kind) => isNoChance(words, kind) && words.join('').length > 5;
