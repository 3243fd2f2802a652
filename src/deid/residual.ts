import { latin1 } from '../dicom/byte-order.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { formatTag, isPrivate, tagOf, type Tag } from '../dicom/dictionary.ts';
import type { Element } from '../dicom/element.ts';
import type { DicomFile } from '../dicom/read-dicom.ts';
import { isText } from '../dicom/vr.ts';
import { REMOVED_TEXTS } from './dummy.ts';
import { isNoChance, isNoChanceInMany, PIXELS, PLACES } from './chance.ts';
import { decodedTexts } from './encoded-text.ts';
import { inflatedIn } from './inflated-text.ts';
import { isStandard } from './keyed.ts';
import { Memo } from './memo.ts';
import type { IdentifierKind, Needles } from './needles.ts';
import { identifierInAscii } from './pixel-text.ts';
import { profileRow } from './profile.ts';
import { TreatmentRefusedError } from './refused.ts';
import { isAllHarmless } from './vocabulary.ts';

/** Where an object still says whom it is of. The value itself is never part of a message. */
export interface ResidualHit {
  /** With the sequences above it, `(0008,1115)[1](0008,0050)`. */
  readonly path: string;
  readonly kind: IdentifierKind;
}

/** After de-identification something identifying is left: the object is not sent. */
export class ResidualIdentityError extends TreatmentRefusedError {
  override readonly name = 'ResidualIdentityError';
  readonly hits: readonly ResidualHit[];

  constructor(hits: readonly ResidualHit[]) {
    const places = hits.slice(0, 5).map(({ path, kind }) => `${kind} in ${path}`);
    const more = hits.length > 5 ? ` and ${hits.length - 5} more` : '';
    super(
      'residual-identity',
      `After de-identification the object would still tell whose it is: ${places.join(', ')}${more}. Choose fewer options that retain or clean, or leave the object out.`,
    );
    this.hits = hits;
  }
}

/** Terms rather than prose: a patient called Foot is not meant by the body part FOOT. */
const CODE_MEANING = tagOf('CodeMeaning');
/** What de-identification itself has written. */
const OURS = new Set(
  [
    'PatientName',
    'PatientID',
    'PatientIdentityRemoved',
    'DeidentificationMethod',
    'DeidentificationMethodCodeSequence',
    'LongitudinalTemporalInformationModified',
  ].map(tagOf),
);
/** UIDs that nobody could put anything into (PS3.5 B.2). */
const UUIDS = '2.25.';
const TEMPORAL = new Set(['DA', 'DT', 'TM']);
const PROSE = new Set(['LO', 'LT', 'SH', 'ST', 'UC', 'UR', 'UT']);
const WAVEFORM_DATA = tagOf('WaveformData');
const NUMBERS = new Set('AT FD FL OD OF OL OV SL SS SV UL US UV'.split(' '));
/** Fewer bytes are no text that says anything. */
const SHORTEST_BYTES = 6;
/** In values larger than this short words come by chance. */
const MANY_BYTES = 1 << 14;
/** What may come again in another slice. */
const LONGEST_KEPT = 256;
const CHUNK = 1 << 20;
const OVERLAP = 512;
const PRINTABLE_RUN = /[\t\n\r\u0020-\u007E\u00A0-\uFFFC]{6,}/gu;

/**
 * Searches what is left of an object for what is known of its patient: every text, private and unknown values,
 * the documents within, tables of words and numbers. Not searched are samples of pixels, and dates and times that the
 * profile has dealt with.
 */
export function residualHits(file: DicomFile, needles: Needles): ResidualHit[] {
  if (needles.isEmpty) return [];
  const hits: ResidualHit[] = [];
  addHits(hits, file.meta, needles, '');
  addHits(hits, file.dataSet, needles, '');
  return hits;
}

function addHits(hits: ResidualHit[], dataSet: DataSet, needles: Needles, path: string): void {
  for (const each of dataSet.elements()) {
    if (path === '' && OURS.has(each.tag)) continue;
    if (each.items !== undefined) {
      for (const [index, item] of dataSet.itemsOf(each).entries())
        addHits(hits, item, needles, `${path}${formatTag(each.tag)}[${index + 1}]`);
      continue;
    }
    if (path === '' && isPixels(each.tag)) continue;
    const kind = identifierIn(each, dataSet, needles);
    if (kind !== undefined) hits.push({ path: path + formatTag(each.tag), kind });
  }
}

/** Whether these are samples at the top level of a data set. What else is in their group, at any depth, is not. */
export function isPixels(tag: Tag): boolean {
  return PIXELS.includes(tag);
}

/** What an element that is no sequence holds of the patient; undefined for nothing. */
export function identifierIn(each: Element, dataSet: DataSet, needles: Needles): IdentifierKind | undefined {
  const { tag, vr } = each;
  if (each.items !== undefined) return undefined;
  if (isText(vr)) {
    // A loop: of every text of every object it is asked, and a function for each would be most of what is thrown away.
    for (const text of dataSet.textsOf(each)) {
      const kind = identifierInText(text, tag, vr, needles);
      if (kind !== undefined) return kind;
    }
    return undefined;
  }
  // Any other may hold text, too; a sequence without items is one that could not be read.
  const bytes = dataSet.valueOf(each);
  if (bytes.length < SHORTEST_BYTES) return undefined;
  if (bytes.length > MANY_BYTES && (NUMBERS.has(vr) || tag === WAVEFORM_DATA)) return identifierInAscii(bytes, needles);
  return identifierInBytes(bytes, needles);
}

/** What a value of a text VR holds of the patient; undefined for nothing. */
export function identifierInText(text: string, tag: Tag, vr: string, needles: Needles): IdentifierKind | undefined {
  if (text === '' || REMOVED_TEXTS.has(text)) return undefined;
  // Of a date or a short number nothing else can be said than what it is; of a UID only what somebody put into it.
  if (vr === 'UI' && /^[\d.]*$/.test(text))
    return text.startsWith(UUIDS) || isStandard(text) ? undefined : needles.findInUid(text);
  if (TEMPORAL.has(vr) && profileRow(tag) !== undefined && /^[\d.:+-]*$/.test(text)) return undefined;
  const isNumber = (vr === 'DS' || vr === 'IS') && !isPrivate(tag);
  if (isNumber && /^[+-]?(\d{0,6}|\d*\.\d*)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const isTerm = vr === 'CS' || tag === CODE_MEANING;
  const isHarmlessTerm = isTerm && isAllHarmless(text.replaceAll('_', ' '));
  // Terms and the creators of private blocks cannot be replaced; what the table names, it and the options decide about.
  const mayNamePlaces = PROSE.has(vr) && !isPrivate(tag) && profileRow(tag) === undefined;
  // UTF-16 in an attribute that has none.
  const plain = text.replaceAll('\0', '');
  return (
    needles.find(
      plain,
      (words, kind) => (!isHarmlessTerm || words.length > 1) && (mayNamePlaces || !PLACES.has(kind)),
    ) ?? firstOf(decodingsOf(plain), (decoded) => needles.find(decoded, isNoChance))
  );
}

const decodings = new Memo<readonly string[]>(5000);

function decodingsOf(text: string): readonly string[] {
  return text.length > LONGEST_KEPT ? decodedTexts(text) : decodings.get(text, () => decodedTexts(text));
}

/**
 * Text in bytes of which nobody says what they are: in UTF-8, in single bytes, in UTF-16 of western scripts, encoded,
 * compressed.
 */
function identifierInBytes(bytes: Uint8Array, needles: Needles, isInner = false): IdentifierKind | undefined {
  const utf8 = new TextDecoder();
  const accept = bytes.length > MANY_BYTES ? isNoChanceInMany : isNoChance;
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const chunk = bytes.subarray(Math.max(0, start - OVERLAP), start + CHUNK);
    const single = latin1(chunk);
    const kind = firstOf([utf8.decode(chunk), single, single.replaceAll('\0', '')], (text) =>
      firstOf(
        text.match(PRINTABLE_RUN) ?? [],
        (run) => needles.find(run, accept) ?? firstOf(decodingsOf(run), (decoded) => needles.find(decoded, accept)),
      ),
    );
    if (kind !== undefined) return kind;
    const inner = isInner ? [] : inflatedIn(() => chunk, single);
    const compressed = firstOf(inner, (each) => identifierInBytes(each, needles, true));
    if (compressed !== undefined) return compressed;
  }
  return undefined;
}

function firstOf<Value, Result>(
  values: readonly Value[],
  find: (value: Value) => Result | undefined,
): Result | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
