import type { KnownPatient } from '../../contract/known-patient.ts';
import type { ReadsLike } from '../../contract/pixels.ts';
import type { DataSet } from '../../dicom/data-set.ts';
import { tagOf, type Tag } from '../../dicom/dictionary.ts';
import { folded } from '../fold.ts';
import { identifiersOf } from '../identifiers.ts';
import { hasOneSlip } from '../one-slip.ts';
import { isHarmless } from '../vocabulary.ts';

/** What says whom an object is of by itself. */
export const PERSONAL: ReadonlySet<ReadsLike> = new Set(['name', 'id', 'birth date', 'address', 'phone']);
const NAMES = ['PatientName', 'PatientBirthName', 'OtherPatientNames'].map(tagOf);
const IDS = ['PatientID', 'AccessionNumber', 'OtherPatientIDs'].map(tagOf);
/** A shorter word differs by one letter from too many others. */
const LEAST = 5;

/** What a text that was read off a picture, as well as it could be, seems to say of the patient. */
export type LikenessOf = (text: string) => ReadsLike | undefined;

/**
 * Compares what was read with what an object, and what is known of its patient, say: whole words as the residual check
 * does, and names and IDs with letters that look alike, or one that is wrong.
 */
export function readsLikePatient(dataSet: DataSet, known: KnownPatient | undefined): LikenessOf {
  const needles = identifiersOf(dataSet, new Set(), known);
  const textsOf = (tags: readonly Tag[]): string[] =>
    tags.flatMap((tag) => {
      const element = dataSet.element(tag);
      return element === undefined || element.items !== undefined ? [] : [...dataSet.textsOf(element)];
    });
  const own = [...textsOf(NAMES), known?.identity?.patientName ?? ''].flatMap(tokensOf);
  const names = new Set(own.map(shapeOf));
  // Of what is a word of the field as well, a word that is but similar says nothing.
  const rare = new Set(own.filter((word) => !isHarmless(word)).map(shapeOf));
  const ids = new Set([...textsOf(IDS), ...(known?.ids ?? [])].map((id) => shapeOf(tokensOf(id).join(''))));
  return (text) => {
    const exact = needles.find(text, (_, kind) => PERSONAL.has(kind));
    const tokens = tokensOf(text).map(shapeOf);
    // `ID:4711-0815`: an ID is of several words, behind its name.
    const phrases = text.split(/[\s:=#]+/).map((phrase) => shapeOf(tokensOf(phrase).join('')));
    // The names of those who examined are in the object, too.
    if (exact === 'name') return tokens.some((token) => names.has(token) || isNearly(token, rare)) ? 'name' : 'person';
    if (exact !== undefined && PERSONAL.has(exact)) return exact;
    if (tokens.some((token) => isNearly(token, rare))) return 'name';
    return [...tokens, ...phrases].some((each) => isNearly(each, ids)) ? 'id' : needles.find(text);
  };
}

function tokensOf(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** One letter for all that are taken for each other. */
function shapeOf(word: string): string {
  return word
    .replaceAll('rn', 'm')
    .replaceAll(/[mn]/g, 'h')
    .replaceAll(/[oqb8]/g, '0')
    .replaceAll(/[il]/g, '1')
    .replaceAll('s', '5')
    .replaceAll('z', '2');
}

/** The same in shape, or but for one letter. */
function isNearly(shape: string, words: ReadonlySet<string>): boolean {
  if (shape.length < LEAST) return false;
  return [...words].some((word) => word === shape || (word.length >= LEAST && hasOneSlip(word, shape) !== undefined));
}
