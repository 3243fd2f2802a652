import type { NewImport, Treatment } from '../../../src/contract/import.ts';
import type { HeldInstance, PixelScope, PixelTreatment } from '../../../src/contract/pixels.ts';
import { regionsOf, verdictOn } from './decisions.ts';
import type { PixelDecisions } from './decisions.ts';
import { hasPicture } from './words.ts';

/** What is known of the selection, beside the objects that are held. */
export interface Reviewed {
  readonly held: readonly HeldInstance[];
  /** All of the selection was looked at, and could be. */
  readonly isWhole: boolean;
  /** How many objects of a series are chosen, by {@link heldSeriesKey}. */
  readonly objects: ReadonlyMap<string, number>;
}

type OfSeries = Pick<HeldInstance, 'studyInstanceUid' | 'seriesInstanceUid'>;

export function heldSeriesKey({ studyInstanceUid, seriesInstanceUid }: OfSeries): string {
  return `${studyInstanceUid}/${seriesInstanceUid}`;
}

export function bySeries(held: readonly HeldInstance[]): readonly (readonly HeldInstance[])[] {
  return [...Map.groupBy(held, heldSeriesKey).values()];
}

/**
 * The decisions as the server takes them. A series is named where it says the same as its objects one by one, because
 * every object on its way out is compared with all of it.
 */
export function toPixelTreatment(decisions: PixelDecisions, { held, isWhole, objects }: Reviewed): PixelTreatment {
  const regions: NonNullable<PixelTreatment['regions']> = [];
  const signedOff: PixelScope[] = [];
  for (const group of bySeries(held)) {
    const sent = group.filter((one) => verdictOn(decisions, one) !== 'left-out');
    const [first] = sent;
    if (first === undefined) continue;
    const signed = sent.filter((one) => verdictOn(decisions, one) === 'signed-off');
    // What could not be read yet may be there when it is sent, and nobody has seen it.
    if (isWhole && signed.length === sent.length) signedOff.push(seriesOf(first));
    else signedOff.push(...signed.map(objectOf));
    // The rectangles of a series blank its objects that are not held, too.
    const isAll = isWhole && group.length === objects.get(heldSeriesKey(first));
    const drawn = JSON.stringify(regionsOf(decisions, first));
    if (isAll && sent.every((one) => JSON.stringify(regionsOf(decisions, one)) === drawn && isAsLarge(one, first)))
      regions.push({ of: seriesOf(first), blank: [...regionsOf(decisions, first)] });
    else regions.push(...sent.map((one) => ({ of: objectOf(one), blank: [...regionsOf(decisions, one)] })));
  }
  return {
    regions: regions.filter(({ blank }) => blank.length > 0),
    rules: [...decisions.rules],
    signedOff,
  };
}

/** Of one object alone, to be shown as it will be sent. */
export function ofOneObject(decisions: PixelDecisions, object: HeldInstance): PixelTreatment {
  return {
    regions: [{ of: objectOf(object), blank: [...regionsOf(decisions, object)] }],
    rules: [...decisions.rules],
  };
}

export function withPixels(treatment: Treatment, pixels: PixelTreatment | undefined): Treatment {
  const isReviewed = treatment.kind === 'deidentify' || treatment.kind === 'rules';
  return isReviewed && pixels !== undefined ? { ...treatment, pixels } : treatment;
}

/** The import as the review leaves it: with what is blanked, and without the objects that stay on the disc. */
export function asReviewed(
  wanted: NewImport,
  pixels: PixelTreatment | undefined,
  { leftOut }: PixelDecisions,
): NewImport {
  if (wanted.treatment.kind !== 'deidentify' && (wanted.treatment.kind !== 'rules' || pixels === undefined))
    return wanted;
  const treatment = withPixels(wanted.treatment, pixels);
  return { ...wanted, treatment, ...(leftOut.size === 0 ? {} : { leaveOut: [...leftOut] }) };
}

function isAsLarge(a: HeldInstance, b: HeldInstance): boolean {
  return a.rows === b.rows && a.columns === b.columns;
}

/** With all that stays on the disc of which there is no picture here: documents and videos. */
export function withoutUnseen(decisions: PixelDecisions, held: readonly HeldInstance[]): PixelDecisions {
  const unseen = held.filter((one) => !hasPicture(one)).map(({ sopInstanceUid }) => sopInstanceUid);
  if (unseen.length === 0) return decisions;
  return { ...decisions, leftOut: new Set([...decisions.leftOut, ...unseen]) };
}

const seriesOf = ({ studyInstanceUid, seriesInstanceUid }: HeldInstance): PixelScope => ({
  studyInstanceUid,
  seriesInstanceUid,
});
const objectOf = ({ sopInstanceUid }: HeldInstance): PixelScope => ({ sopInstanceUid });
