import type { HoldReason, PixelScope, PixelTreatment } from '../../contract/pixels.ts';
import type { DataSet } from '../../dicom/data-set.ts';
import { type Tag, tagOf } from '../../dicom/dictionary.ts';
import type { DicomFile } from '../../dicom/read-dicom.ts';
import type { Region } from '../../pixels/region.ts';
import { blankedBy } from './device-rules.ts';
import { holdReasons } from './hold.ts';

export interface PixelPlan {
  /** What is blanked in every frame: by the person and by the rules of the device. */
  readonly blank: readonly Region[];
  /** Why nobody may say yet that nothing is left to be read. */
  readonly held: readonly HoldReason[];
  /** A person or a rule that is certain released an object that would be held. */
  readonly released: boolean;
  /** Overlays lie in bits of the pixels that are not samples (PS3.5 8.1.2, retired). */
  readonly hidesOverlays: boolean;
}

/** A rule knows a device's pixels; documents and videos it does not. */
const BEYOND_RULES = new Set<HoldReason>(['encapsulated-document', 'video']);

export function planPixels(file: DicomFile, treatment: PixelTreatment): PixelPlan {
  const { dataSet } = file;
  const hasPixels = file.pixels !== undefined;
  const drawn = (treatment.regions ?? []).filter(({ of }) => isIn(of, dataSet)).flatMap(({ blank }) => blank);
  const rules = (treatment.rules ?? []).flatMap((rule) => {
    const blank = blankedBy(rule, dataSet);
    return blank === undefined ? [] : [{ blank, certain: rule.certain }];
  });
  const reasons = holdReasons(file);
  const isSignedOff = (treatment.signedOff ?? []).some((scope) => isIn(scope, dataSet));
  const isKnown = rules.some(({ certain }) => certain);
  const held = reasons.filter((reason) => !isSignedOff && (!isKnown || BEYOND_RULES.has(reason)));
  return {
    blank: hasPixels ? [...drawn, ...rules.flatMap(({ blank }) => blank)] : [],
    held,
    released: held.length < reasons.length,
    hidesOverlays: hasPixels && hidesOverlays(dataSet),
  };
}

/** All that the scope names must be as it says. */
function isIn(scope: PixelScope, dataSet: DataSet): boolean {
  const { studyInstanceUid, seriesInstanceUid, sopInstanceUid } = scope;
  const named = [
    [studyInstanceUid, 'StudyInstanceUID'],
    [seriesInstanceUid, 'SeriesInstanceUID'],
    [sopInstanceUid, 'SOPInstanceUID'],
  ] as const;
  const wanted = named.filter(([uid]) => uid !== undefined);
  return wanted.length > 0 && wanted.every(([uid, keyword]) => dataSet.text(tagOf(keyword)) === uid);
}

function hidesOverlays(dataSet: DataSet): boolean {
  return dataSet.elements().some(({ tag }) => isOverlayBit(tag) && !dataSet.has(`${tag.slice(0, 4)}3000`));
}

/** Overlay Bit Position of a repeating group. All elements of all objects are asked: nearly none begins like one. */
function isOverlayBit(tag: Tag): boolean {
  return tag.startsWith('60') && /^60[0-9A-F][02468ACE]0102$/.test(tag);
}
