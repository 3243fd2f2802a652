import type { TagChange, Treatment, TreatmentPreview } from '../contract/import.ts';
import type { IngressRules } from '../contract/ingress-rules.ts';
import { latin1 } from '../dicom/byte-order.ts';
import { tagOf } from '../dicom/dictionary.ts';
import { editFile, type Edit, type VisitedElement } from '../dicom/edit-dicom.ts';
import { readInstanceHeader } from '../dicom/instance-header.ts';
import { element, type NewElement } from '../dicom/new-element.ts';
import { readDicom, type DicomFile } from '../dicom/read-dicom.ts';
import {
  type BurnIn,
  companions,
  identityToSet,
  ORIGINAL_ATTRIBUTES,
  originalAttributes,
  OTHER_PATIENT_IDS,
  outsideId,
} from './burn-in.ts';
import { changeBySetting } from './changes.ts';
import { deidentify } from './deidentify.ts';
import { Edits } from './edits.ts';
import { KeyedMap } from './keyed.ts';
import { Memo } from './memo.ts';
import { ownUids, uidsOfCopy, withNewUids } from './new-uids.ts';
import { notCoveredBy } from './not-covered.ts';
import { checkedOptions } from './options.ts';
import type { PixelText } from './pixel-text.ts';
import { pseudonymOf } from './pseudonym.ts';
import { TreatmentRefusedError } from './refused.ts';
import { refuseUnwanted } from './rules/guard.ts';
import { parseRules, type RuleSet } from './rules/rule-set.ts';
import { ruled } from './rules/ruled.ts';

const MIN_KEY_BYTES = 32;
const CHARSET = tagOf('SpecificCharacterSet');
const STUDY_INSTANCE_UID = tagOf('StudyInstanceUID');

export interface TreatmentContext {
  /** At least 32 random bytes that never leave this machine: whoever has them can link old and new identifiers. */
  readonly key: Uint8Array;
  /** The instant that is written as the time of a change. */
  readonly now: Date;
  /** What the texts are in, when someone decided that the file declares it wrongly; terms as in (0008,0005). */
  readonly charset?: string | undefined;
  /** What `treatWithPixels` has done with the pixels before; without it nothing is said of them. */
  readonly pixels?: PixelOutcome | undefined;
  /** Among the changes what is kept is named, too, for people to look at. */
  readonly listsKept?: boolean | undefined;
}

/** The pixels of the object that is treated, as they are now. */
export interface PixelOutcome {
  readonly blanked: boolean;
  /** Nothing that identifies can be read in them. */
  readonly clean: boolean;
  /** They would be held for review, and a person or a rule said that they are clean. */
  readonly released: boolean;
}

export interface TreatedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What was written, read again. */
  readonly file: DicomFile;
  readonly sopInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly changes: readonly TagChange[];
  /** Elements of the data set that are as they were, at any depth. */
  readonly kept: number;
  readonly notCovered: TreatmentPreview['notCovered'];
  /** Of pixels that are elsewhere: before anything is sent, they must go through it (`refuseFound`). */
  readonly pixelText?: PixelText | undefined;
}

/**
 * An object as it leaves this machine. `as-is` gives back the very same bytes, unless the character set is corrected;
 * the others leave the pixels as they are.
 * @throws DicomReadError, DicomWriteError, TreatmentRefusedError (ResidualIdentityError), InvalidRequestError: then
 * nothing may be sent
 */
export function treat(bytes: Uint8Array<ArrayBuffer>, treatment: Treatment, context: TreatmentContext): TreatedFile {
  return treatFile(readDicom(bytes, { charset: context.charset }), treatment, context, bytes);
}

/**
 * {@link treat} of a file that was read already, in the character set of `context`.
 * @param original its bytes; without them, as where the pixels are elsewhere, they are written anew
 */
export function treatFile(
  file: DicomFile,
  treatment: Treatment,
  context: TreatmentContext,
  original?: Uint8Array<ArrayBuffer>,
): TreatedFile {
  if (file.dataSet.has(tagOf('DirectoryRecordSequence')))
    throw new TreatmentRefusedError('dicomdir', 'A DICOMDIR names patients and is never sent.');
  const rules = treatment.kind === 'as-is' || treatment.rules === undefined ? undefined : parseRules(treatment.rules);
  if (rules !== undefined) refuseUnwanted(file.dataSet, rules.guard);
  switch (treatment.kind) {
    case 'as-is':
      return asIs(file, original, new Edits(context));
    case 'rules':
      return byRules(file, original, rules, treatment.rules?.values, context);
    case 'burn-in':
      return burnIn(file, original, treatment, context);
    case 'deidentify':
      return deidentified(file, treatment, rules, context);
    default:
      return treatment satisfies never;
  }
}

function asIs(file: DicomFile, original: Uint8Array<ArrayBuffer> | undefined, edits: Edits): TreatedFile {
  const { overriding } = file.dataSet.charset;
  if (!overriding && original !== undefined) return treated(file, file, original, edits, []);
  const written = editFile(file, overriding ? { visit: (visited) => edits.note(visited, 'keep') } : {});
  return treated(file, readDicom(written), written, edits, []);
}

/** The destination's rules alone: what they do not name stays. */
function byRules(
  file: DicomFile,
  original: Uint8Array<ArrayBuffer> | undefined,
  set: RuleSet | undefined,
  values: IngressRules['values'],
  context: TreatmentContext,
): TreatedFile {
  if (set === undefined)
    throw new TreatmentRefusedError('no-rules', 'The rules of the destination are missing.', { next: 'report-bug' });
  const edits = new Edits(context);
  if (set.rules.length === 0) return asIs(file, original, edits);
  const source = { studyInstanceUid: studyOf(file), values, map: keyedMap(context) };
  const written = ruled(file, set, source, edits);
  return treated(file, written.file, written.bytes, edits, notCoveredBy(file, new Set()));
}

/** By the profile, and what is left of it by the destination's rules: they never see more than the profile leaves. */
function deidentified(
  file: DicomFile,
  treatment: Extract<Treatment, { kind: 'deidentify' }>,
  set: RuleSet | undefined,
  context: TreatmentContext,
): TreatedFile {
  const map = keyedMap(context);
  const edits = new Edits(context);
  const { pixels } = context;
  if (pixels === undefined && treatment.pixels !== undefined)
    throw new TreatmentRefusedError('pixels-untreated', 'The pixels have not been dealt with.', { next: 'report-bug' });
  const options = checkedOptions(treatment.options ?? [], pixels?.clean === true);
  const study = studyOf(file);
  const known = treatment.known?.find(({ studyInstanceUids }) => studyInstanceUids.includes(study));
  const pseudonym = pseudonymOf(file.dataSet, map, treatment.lookup, known?.identity);
  const note = (visited: VisitedElement, edit: Edit): Edit => edits.note(visited, edit);
  const profiled = deidentify(file, options, map, pseudonym, note, annotationElements(file, pixels), known);
  if (pixels?.blanked === true) edits.add([changeBySetting(element('PixelData', ''), file.dataSet)]);
  edits.addLater(() => settings(file, profiled.set));
  const notCovered = notCoveredBy(file, options);
  if (set === undefined || set.rules.length === 0)
    return treated(file, profiled.file, profiled.bytes, edits, notCovered, profiled.pixelText);
  const source = { studyInstanceUid: studyOf(file), values: treatment.rules?.values, map };
  const written = ruled(profiled.file, set, source, {
    addLater: (changes) => edits.addLater(changes),
    note: (visited, edit, rule) => edits.noteAgain(visited, edit, rule),
  });
  return treated(file, written.file, written.bytes, edits, notCovered, profiled.pixelText);
}

/** Burned In Annotation is only denied by who was asked (PS3.15 E.3.1). */
function annotationElements(file: DicomFile, pixels: PixelOutcome | undefined): NewElement[] {
  const isShown = pixels?.clean === true && pixels.released && file.pixels !== undefined;
  return isShown ? [element('BurnedInAnnotation', 'NO')] : [];
}

/** One after the other, all objects are treated with the same key. */
const maps = new Memo<KeyedMap>(1);

function keyedMap(context: TreatmentContext): KeyedMap {
  const key = keyOf(context);
  return maps.get(latin1(key), () => new KeyedMap(key));
}

function keyOf({ key }: TreatmentContext): Uint8Array {
  if (key.length >= MIN_KEY_BYTES) return key;
  throw new TreatmentRefusedError('no-key', 'The key of the identifier map is missing.', { next: 'report-bug' });
}

function studyOf(file: DicomFile): string {
  return file.dataSet.text(STUDY_INSTANCE_UID) ?? '';
}

function burnIn(
  file: DicomFile,
  original: Uint8Array<ArrayBuffer> | undefined,
  { set: values, reason, keepOutsideId, newUids = false }: BurnIn,
  context: TreatmentContext,
): TreatedFile {
  const set = identityToSet(file.dataSet, values);
  const edits = new Edits(context);
  if (set.length === 0 && !newUids) return asIs(file, original, edits);
  const copy = newUids ? uidsOfCopy(keyOf(context), values) : undefined;
  const replaced = copy === undefined ? set : [...set, ...ownUids(file.dataSet)];
  const other = keepOutsideId === undefined ? undefined : outsideId(file.dataSet, set, keepOutsideId.issuer);
  const added = new Map([
    [ORIGINAL_ATTRIBUTES, originalAttributes(file, replaced, { now: context.now, reason })],
    ...(other === undefined ? [] : [[OTHER_PATIENT_IDS, other] as const]),
  ]);
  const sequences = [...added].filter(([tag]) => !file.dataSet.has(tag));
  const all = [
    ...set,
    ...companions(file.dataSet, set),
    ...sequences.map(([tag, item]) => ({ tag, vr: 'SQ', value: { items: [item] } })),
  ];
  const visit = (visited: VisitedElement): Edit => {
    const item = visited.path.length === 0 ? added.get(visited.element.tag) : undefined;
    if (item !== undefined) return edits.note(visited, { append: [item] });
    return edits.note(visited, copy === undefined ? 'keep' : withNewUids(visited, copy));
  };
  const written = editFile(file, { visit, set: all });
  edits.addLater(() => settings(file, all));
  return treated(file, readDicom(written), written, edits, []);
}

function settings(file: DicomFile, set: readonly NewElement[]): TagChange[] {
  return set.map((each) => changeBySetting(each, file.dataSet));
}

function treated(
  file: DicomFile,
  result: DicomFile,
  bytes: Uint8Array<ArrayBuffer>,
  edits: Edits,
  notCovered: TreatmentPreview['notCovered'],
  pixelText?: PixelText,
): TreatedFile {
  const { sopInstanceUid, studyInstanceUid, seriesInstanceUid } = readInstanceHeader(result);
  const charset = result.dataSet.texts(CHARSET);
  const declared =
    file.dataSet.texts(CHARSET).join('\\') === charset.join('\\') ? [] : [element('SpecificCharacterSet', charset)];
  if (declared.length > 0) edits.addLater(() => settings(file, declared));
  return {
    bytes,
    file: result,
    sopInstanceUid,
    studyInstanceUid,
    seriesInstanceUid,
    get changes() {
      return edits.changes;
    },
    get kept() {
      return edits.kept;
    },
    notCovered,
    pixelText,
  };
}
