import { entryOf, isPrivate, tagOf, vrOf, type Tag } from '../dicom/dictionary.ts';
import type { DataSet } from '../dicom/data-set.ts';
import type { Edit, VisitedElement } from '../dicom/edit-dicom.ts';
import type { Element } from '../dicom/element.ts';
import { isLocalCodeText, isPublished } from './clean-content.ts';
import { cleanedValue } from './clean-value.ts';
import { resolved } from './conformance.ts';
import { dummyText, dummyValue, emptyPdf } from './dummy.ts';
import type { KeyedMap } from './keyed.ts';
import type { Needles } from './needles.ts';
import type { Options } from './options.ts';
import { profileRow, type ProfileRow } from './profile.ts';
import { identifierIn, identifierInText, isPixels } from './residual.ts';
import { isNeededCreator, safePrivateVr } from './safe-private.ts';
import { isOffset, isTemporal } from './shift-date.ts';
import { isTelling } from './telling-text.ts';

/** What decides about the elements of one object. */
export interface Situation {
  readonly options: Options;
  /** Group 0002, which has rules of its own; in the data set it does not belong to any object. */
  readonly meta: DataSet;
  readonly map: KeyedMap;
  /** What is known of the patient from the object. */
  readonly needles: Needles;
  /** By how many days the patient's dates are shifted, if they are. */
  readonly days: number;
  /** Of the object, where its SOP class is of the standard. */
  readonly iod: string | undefined;
}

const TIMEZONE = tagOf('TimezoneOffsetFromUTC');
/** What somebody de-identified before, sealed for others: the very identity that must not leave (PS3.15 E.1.1). */
const SEALED_ORIGINALS = tagOf('EncryptedAttributesSequence');
/** Names that people give, though of VR CS; others refer to them. */
const LABELS = new Set(['ContentLabel', 'GraphicLayer'].map(tagOf));
const ENCAPSULATED_DOCUMENT = tagOf('EncapsulatedDocument');
const MIME_TYPE = tagOf('MIMETypeOfEncapsulatedDocument');
/** Behind it lie only padding and whatever hides in it. */
const TRAILING_PADDING = tagOf('DataSetTrailingPadding');
/** Of group 0002 only what a file needs: the rest names programs and machines that wrote or sent it. */
const KEPT_META = new Set(['00020000', '00020001', '00020002', '00020003', '00020010']);
/** What a reference to an instance consists of (PS3.3 Table 10-3). */
const REFERENCE = new Set(
  ['ReferencedSOPClassUID', 'ReferencedSOPInstanceUID', 'ReferencedFrameNumber', 'ReferencedSegmentNumber'].map(tagOf),
);
/** Why there is a reference, which some macros demand (PS3.3 C.7.6.16.2.6). */
const PURPOSE = tagOf('PurposeOfReferenceCodeSequence');
const CODE = new Set(['CodeValue', 'CodingSchemeDesignator', 'CodingSchemeVersion', 'CodeMeaning'].map(tagOf));
const TEMPORAL = new Set(['DA', 'DT', 'TM']);
const PROSE = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT']);

/**
 * What the Basic Profile and its options make of one element (PS3.15 E.2, E.3 and Table E.1-1). What is not known to
 * be safe is removed; what is kept must not repeat what the object says about its patient.
 */
export function profileEdit(visited: VisitedElement, situation: Situation): Edit {
  const edit = tableEdit(visited, situation);
  return edit === 'keep' ? withoutIdentifiers(visited, situation) : edit;
}

function tableEdit(visited: VisitedElement, situation: Situation): Edit {
  const { element: each, dataSet, path } = visited;
  const { tag, vr } = each;
  if (dataSet === situation.meta) return metaEdit(visited, situation);
  // A sequence that could not be read may hold anything.
  if (vr === 'SQ' && each.items === undefined) return 'remove';
  if (isPrivate(tag)) return situation.options.has('retain-safe-private') ? privateEdit(visited, situation) : 'remove';
  if (!isKnown(tag) || isDrawing(tag) || tag === SEALED_ORIGINALS) return 'remove';
  if (isWithinReferences(path, situation.options) && !isOfReference(visited)) return 'remove';
  if (situation.options.has('clean-structured-content') && isLocalCodeText(visited))
    return cleaned(visited, 'D', situation);
  const row = profileRow(tag);
  return row === undefined ? 'keep' : rowEdit(visited, row, situation);
}

function rowEdit(visited: VisitedElement, row: ProfileRow, situation: Situation): Edit {
  const action = actionOf(visited.element, visited.path, row, situation);
  if (row.options.size === 0 || situation.options.size === 0) return basicEdit(visited, action, situation);
  const codes = [...row.options].filter(([option]) => situation.options.has(option));
  // As any other attribute, it would tell when the patient was born, or how old they are to the day.
  if (isBirthDate(visited, situation)) return basicEdit(visited, action, situation);
  // The dates of a device must move with all others, or the difference would tell by how much.
  if (codes.some(([option]) => option === 'retain-modified-dates')) return cleaned(visited, action, situation);
  if (codes.some(([, code]) => code === 'K'))
    return isWhatItSays(visited) ? 'keep' : basicEdit(visited, action, situation);
  return codes.length > 0 ? cleaned(visited, action, situation) : basicEdit(visited, action, situation);
}

type Action = ReturnType<typeof resolved>;

/** Within sequences the IOD is no help. */
function actionOf(each: Element, path: VisitedElement['path'], row: ProfileRow, { iod }: Situation): Action {
  return resolved(row.basic, each.tag, each.vr === 'SQ', path.length === 0 ? iod : undefined);
}

function basicEdit(visited: VisitedElement, action: Action, { map }: Situation): Edit {
  switch (action) {
    case 'X':
      return 'remove';
    case 'Z':
      return 'empty';
    case 'D':
      return dummy(visited, map);
    case 'U':
      return mapped(visited, map);
    case 'U*':
      return 'keep';
    default:
      return action satisfies never;
  }
}

/** Action C: a sequence is entered. What cannot be cleaned is treated as without the option. */
function cleaned(visited: VisitedElement, action: Action, situation: Situation): Edit {
  const { element: each, dataSet } = visited;
  if (each.vr === 'SQ') return 'keep';
  return cleanedValue(each, dataSet, situation) ?? basicEdit(visited, action, situation);
}

/** The UID in group 0002 follows that of the data set anyway; here it is mapped for files where they differ. */
function metaEdit(visited: VisitedElement, situation: Situation): Edit {
  const { tag } = visited.element;
  if (!KEPT_META.has(tag)) return 'remove';
  const row = profileRow(tag);
  return row === undefined ? 'keep' : rowEdit(visited, row, situation);
}

/** Only what PS3.15 Table E.3.10-1 knows to be safe, and the creators it needs. */
function privateEdit(visited: VisitedElement, { map }: Situation): Edit {
  const { element: each, dataSet } = visited;
  if (isNeededCreator(each.tag, dataSet)) return 'keep';
  const vr = safePrivateVr(each, dataSet);
  if (vr === undefined) return 'remove';
  return vr === 'UI' ? mapped(visited, map) : 'keep';
}

function dummy({ element: { tag, vr }, dataSet }: VisitedElement, map: KeyedMap): Edit {
  if (tag === ENCAPSULATED_DOCUMENT && dataSet.text(MIME_TYPE) === 'application/pdf') return { value: emptyPdf() };
  if (vr === 'UI') return { value: dataSet.texts(tag).map((uid) => map.uid(uid)) };
  return { value: dummyValue(tag, vr) };
}

function mapped({ element: each, dataSet }: VisitedElement, map: KeyedMap): Edit {
  const uids = dataSet.textsOf(each);
  const replaced = uids.map((uid) => map.uid(uid));
  if (each.vr !== 'UI') return 'remove';
  return replaced.every((uid, index) => uid === uids[index]) ? 'keep' : { value: replaced };
}

function isBirthDate({ element: { tag, vr }, dataSet }: VisitedElement, { needles }: Situation): boolean {
  return (vr === 'DA' || vr === 'DT') && dataSet.texts(tag).some((text) => needles.isBirthDate(text));
}

/** Dates and UIDs are kept where they are dates and UIDs, and not where somebody put something else there. */
function isWhatItSays({ element: each, dataSet }: VisitedElement): boolean {
  const vr = vrOf(each.tag) ?? '';
  if (each.tag === TIMEZONE) return dataSet.textsOf(each).every((text) => text === '' || isOffset(text));
  if (vr !== 'UI' && !TEMPORAL.has(vr)) return true;
  if (each.vr !== vr) return false;
  return dataSet
    .textsOf(each)
    .every((text) => text === '' || (vr === 'UI' ? /^[\d.]{1,64}$/.test(text) : isTemporal(vr, text)));
}

/**
 * An element that would stay as it is, but repeats what identifies the patient: of prose the values that do go, of
 * anything else what the profile says without options. What the profile does not name is left to the residual check.
 */
function withoutIdentifiers(visited: VisitedElement, situation: Situation): Edit {
  const { element: each, dataSet, path } = visited;
  const { needles, options } = situation;
  const { tag, vr } = each;
  const tells = (text: string): boolean => isFree(each) && isTelling(text, options.has('retain-full-dates'));
  const isSafe = (text: string): boolean => !tells(text) && identifierInText(text, tag, vr, needles) === undefined;
  if (PROSE.has(vr)) {
    const texts = dataSet.textsOf(each);
    if (texts.every(isSafe)) return 'keep';
    const removed = dummyText(tag, vr);
    return { value: texts.map((text) => (isSafe(text) ? text : removed)) };
  }
  if (path.length === 0 && isPixels(tag)) return 'keep';
  if (needles.isEmpty || identifierIn(each, dataSet, needles) === undefined) return 'keep';
  if (LABELS.has(tag)) return { value: dataSet.textsOf(each).map((label) => situation.map.label(label)) };
  const row = profileRow(tag);
  if (row === undefined) return isPrivate(tag) ? 'remove' : 'keep';
  return basicEdit(visited, actionOf(each, path, row, situation), situation);
}

/** Texts that people write: those of codes and of private attributes have a form of their own. */
function isFree({ tag }: Element): boolean {
  return !CODE.has(tag) && !isPrivate(tag);
}

function isKnown(tag: Tag): boolean {
  return tag >= '0008' && tag < TRAILING_PADDING && entryOf(tag) !== undefined;
}

/**
 * Overlays and curves. Table E.1-1 takes away their data and comments; what would remain is no valid one. The Clean
 * Graphics Option would keep those without text, but nobody can see that from a plane of bits.
 */
function isDrawing(tag: Tag): boolean {
  return tag.startsWith('60') || tag.startsWith('50');
}

/** X/Z/U*: of a reference only what refers is left, unless UIDs are retained and the sequence is kept as any other. */
function isWithinReferences(path: VisitedElement['path'], options: Options): boolean {
  return !options.has('retain-uids') && path.some(({ tag }) => profileRow(tag)?.basic === 'X/Z/U*');
}

function isOfReference({ element: { tag }, dataSet, path }: VisitedElement): boolean {
  if (path.at(-1)?.tag === PURPOSE) return CODE.has(tag) && isPublished(dataSet);
  return tag === PURPOSE || REFERENCE.has(tag);
}
