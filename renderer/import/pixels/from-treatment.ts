import type { HeldInstance, PixelScope, PixelTreatment } from '../../../src/contract/pixels.ts';
import { union } from './decisions.ts';
import type { PixelDecisions } from './decisions.ts';

export interface Taken {
  readonly decisions: PixelDecisions;
  /** Entries of the file that are about none of the held objects. */
  readonly unmatched: number;
}

/** What a file says, over what was decided so far: its regions are added, what it signs off is signed off. */
export function fromTreatment(
  decisions: PixelDecisions,
  { regions = [], rules = [], signedOff = [] }: PixelTreatment,
  held: readonly HeldInstance[],
): Taken {
  const drawn = new Map(decisions.regions);
  const signed = new Set(decisions.signedOff);
  const leftOut = new Set(decisions.leftOut);
  let unmatched = 0;
  for (const { of, blank } of regions) {
    const meant = held.filter((one) => isIn(of, one));
    if (meant.length === 0) unmatched += 1;
    for (const { sopInstanceUid } of meant) drawn.set(sopInstanceUid, union(drawn.get(sopInstanceUid) ?? [], blank));
  }
  for (const scope of signedOff) {
    const meant = held.filter((one) => isIn(scope, one));
    if (meant.length === 0) unmatched += 1;
    for (const { sopInstanceUid } of meant) {
      signed.add(sopInstanceUid);
      leftOut.delete(sopInstanceUid);
    }
  }
  const known = new Set(decisions.rules.map((rule) => JSON.stringify(rule)));
  const added = rules.filter((rule) => !known.has(JSON.stringify(rule)));
  return {
    decisions: { regions: drawn, signedOff: signed, leftOut, rules: [...decisions.rules, ...added] },
    unmatched,
  };
}

/** All that the scope names must be as it says. */
function isIn(scope: PixelScope, object: HeldInstance): boolean {
  return (['studyInstanceUid', 'seriesInstanceUid', 'sopInstanceUid'] as const).every(
    (key) => scope[key] === undefined || scope[key] === object[key],
  );
}
