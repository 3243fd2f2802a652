import type { HeldInstance, PixelRegion, ReadPixelText, ReadsLike } from '../../../src/contract/pixels.ts';
import { regionsOf, union, withRegions } from './decisions.ts';
import type { PixelDecisions } from './decisions.ts';
import { within } from './geometry.ts';
import { bySeries } from './to-treatment.ts';
import type { FoundTexts } from './use-found-text.ts';

export interface Proposal {
  readonly from: HeldInstance['suggested'][number]['from'] | 'found';
  readonly name?: string | undefined;
  /** Within the picture. */
  readonly blank: readonly PixelRegion[];
}

/** What could be blanked in an object: by rules, by what it declares itself, and by what the program found. */
export function proposalsFor(object: HeldInstance, found: FoundTexts): readonly Proposal[] {
  const text = found.get(object.sopInstanceUid);
  const ofFinder: readonly Proposal[] =
    text === undefined || text === 'failed' || text.regions.length === 0
      ? []
      : [{ from: 'found', blank: text.regions }];
  return [...object.suggested, ...ofFinder].map(({ from, name, blank }) => ({
    from,
    name,
    blank: blank.flatMap((each) => within(each, object) ?? []),
  }));
}

export interface FoundReading extends ReadPixelText {
  readonly region: PixelRegion;
}

/** What the program found in an object with what it reads there, as well as it could. */
export function readingsOf(object: HeldInstance, found: FoundTexts): readonly FoundReading[] {
  const text = found.get(object.sopInstanceUid);
  if (text === undefined || text === 'failed') return [];
  return text.regions.map((region, at) => Object.assign({ region }, text.texts[at]));
}

const telling: ReadonlySet<ReadsLike> = new Set(['name', 'id', 'birth date', 'address', 'phone']);

/** Whether it seems to say whose image it is. */
export function isTelling({ like }: ReadPixelText): boolean {
  return like !== undefined && telling.has(like);
}

/** What an object seems to say of whose it is, in `readings` of what was found in it; undefined for nothing. */
export function tellsOf(readings: readonly FoundReading[]): ReadsLike | undefined {
  const likes = new Set(readings.map(({ like }) => like));
  return [...telling].find((like) => likes.has(like));
}

/** Series, and objects within them, that seem to say whose they are come first; else the order stays. */
export function tellingFirst(held: readonly HeldInstance[], found: FoundTexts): readonly HeldInstance[] {
  const rank = (object: HeldInstance | undefined): number =>
    object !== undefined && tellsOf(readingsOf(object, found)) !== undefined ? 0 : 1;
  const groups = bySeries(held).map((objects) => objects.toSorted((a, b) => rank(a) - rank(b)));
  return groups.sort(([a], [b]) => rank(a) - rank(b)).flat();
}

/** Proposed, and not blanked yet. */
export function openProposals(
  object: HeldInstance,
  found: FoundTexts,
  decisions: PixelDecisions,
): readonly PixelRegion[] {
  const regions = regionsOf(decisions, object);
  return proposalsFor(object, found)
    .flatMap(({ blank }) => blank)
    .filter((each) => !regions.some((region) => covers(region, each)));
}

/** Each object's own proposals are blanked, beside all that was blanked before. Nothing is signed off by it. */
export function accepted(
  decisions: PixelDecisions,
  objects: readonly HeldInstance[],
  found: FoundTexts,
): PixelDecisions {
  return objects.reduce((result, object) => {
    const open = openProposals(object, found, result);
    return open.length === 0 ? result : withRegions(result, object, union(regionsOf(result, object), open));
  }, decisions);
}

function covers(a: PixelRegion, b: PixelRegion): boolean {
  return a.left <= b.left && a.top <= b.top && a.right >= b.right && a.bottom >= b.bottom;
}
