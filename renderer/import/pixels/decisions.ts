import type { DeviceRule, HeldInstance, PixelRegion } from '../../../src/contract/pixels.ts';

/** What a person has decided about held objects so far, each under its SOP Instance UID on the disc. */
export interface PixelDecisions {
  /** What is blanked. */
  readonly regions: ReadonlyMap<string, readonly PixelRegion[]>;
  /** Looked at, and nothing that identifies is left. */
  readonly signedOff: ReadonlySet<string>;
  /** They stay on the disc. */
  readonly leftOut: ReadonlySet<string>;
  /** Of a file that was read: they hold for every object of their device. */
  readonly rules: readonly DeviceRule[];
}

export interface PixelHistory {
  readonly now: PixelDecisions;
  /** What was decided before, the last at the end. */
  readonly past: readonly PixelDecisions[];
}

const nothing: PixelDecisions = { regions: new Map(), signedOff: new Set(), leftOut: new Set(), rules: [] };
export const noPixelDecisions: PixelHistory = { now: nothing, past: [] };

const MOST_STEPS = 200;

export function decided({ now, past }: PixelHistory, next: PixelDecisions): PixelHistory {
  return next === now ? { now, past } : { now: next, past: [...past, now].slice(-MOST_STEPS) };
}

export function undone({ now, past }: PixelHistory): PixelHistory {
  return { now: past.at(-1) ?? now, past: past.slice(0, -1) };
}

type About = Pick<HeldInstance, 'sopInstanceUid'>;

export function regionsOf({ regions }: PixelDecisions, { sopInstanceUid }: About): readonly PixelRegion[] {
  return regions.get(sopInstanceUid) ?? [];
}

export type Verdict = 'signed-off' | 'left-out' | 'open';

export function verdictOn({ signedOff, leftOut }: PixelDecisions, { sopInstanceUid }: About): Verdict {
  if (leftOut.has(sopInstanceUid)) return 'left-out';
  return signedOff.has(sopInstanceUid) ? 'signed-off' : 'open';
}

/** Who takes a region away, or moves it, has to look again: the object is no longer signed off. */
export function withRegions(
  decisions: PixelDecisions,
  { sopInstanceUid }: About,
  regions: readonly PixelRegion[],
): PixelDecisions {
  const before = decisions.regions.get(sopInstanceUid) ?? [];
  const signedOff = new Set(decisions.signedOff);
  if (!before.every((region) => includes(regions, region))) signedOff.delete(sopInstanceUid);
  const next = new Map(decisions.regions);
  if (regions.length === 0) next.delete(sopInstanceUid);
  else next.set(sopInstanceUid, regions);
  return { ...decisions, regions: next, signedOff };
}

/** The regions of one object added to all of `objects` that have as many rows and columns. */
export function spread(
  decisions: PixelDecisions,
  from: HeldInstance,
  objects: readonly HeldInstance[],
): PixelDecisions {
  const added = regionsOf(decisions, from);
  return objects
    .filter((object) => isSameSize(object, from))
    .reduce((result, object) => withRegions(result, object, union(regionsOf(result, object), added)), decisions);
}

export function isSameSize(a: HeldInstance, b: HeldInstance): boolean {
  return a.rows === b.rows && a.columns === b.columns;
}

/** Signs all of `objects` off, or, when they all are, takes it back. What was left out is taken in again. */
export function toggleSignedOff(decisions: PixelDecisions, objects: readonly About[]): PixelDecisions {
  return toggle(decisions, objects, 'signedOff', 'leftOut');
}

/** Leaves all of `objects` on the disc, or, when they all are, takes them in again. */
export function toggleLeftOut(decisions: PixelDecisions, objects: readonly About[]): PixelDecisions {
  return toggle(decisions, objects, 'leftOut', 'signedOff');
}

type Mark = 'signedOff' | 'leftOut';

function toggle(decisions: PixelDecisions, objects: readonly About[], mark: Mark, other: Mark): PixelDecisions {
  const [marked, others] = [new Set(decisions[mark]), new Set(decisions[other])];
  const isMarked = objects.every(({ sopInstanceUid }) => marked.has(sopInstanceUid));
  for (const { sopInstanceUid } of objects) {
    if (isMarked) marked.delete(sopInstanceUid);
    else {
      marked.add(sopInstanceUid);
      others.delete(sopInstanceUid);
    }
  }
  return { ...decisions, [mark]: marked, [other]: others };
}

export function union(a: readonly PixelRegion[], b: readonly PixelRegion[]): readonly PixelRegion[] {
  return [...a, ...b.filter((region) => !includes(a, region))];
}

export function includes(regions: readonly PixelRegion[], { left, top, right, bottom }: PixelRegion): boolean {
  return regions.some(
    (each) => each.left === left && each.top === top && each.right === right && each.bottom === bottom,
  );
}
