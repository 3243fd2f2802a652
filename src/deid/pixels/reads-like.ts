import type { KnownPatient } from '../../contract/known-patient.ts';
import type { DataSet } from '../../dicom/data-set.ts';
import { tagOf } from '../../dicom/dictionary.ts';
import { folded } from '../fold.ts';
import { identifiersOf } from '../identifiers.ts';
import type { IdentifierKind } from '../needles.ts';
import { hasOneSlip } from '../one-slip.ts';
import { isHarmless } from '../vocabulary.ts';

/** What says whom an object is of by itself. */
export const PERSONAL: ReadonlySet<IdentifierKind> = new Set(['name', 'id', 'birth date', 'address', 'phone']);
const NAMES = ['PatientName', 'PatientBirthName', 'OtherPatientNames'].map(tagOf);
const IDS = ['PatientID', 'AccessionNumber', 'OtherPatientIDs'].map(tagOf);
/** A shorter word differs by one letter from too many others. */
const LEAST = 5;

/** What a text that was read off a picture, as well as it could be, seems to say of the patient. */
export type LikenessOf = (text: string) => IdentifierKind | undefined;

/**
 * Compares what was read with what an object, and what is known of its patient, say: whole words as the residual check
 * does, and names and IDs with letters that look alike, or one that is wrong.
 */
export function readsLikePatient(dataSet: DataSet, known: KnownPatient | undefined): LikenessOf {
  const needles = identifiersOf(dataSet, new Set(), known);
  const textsOf = (tags: typeof NAMES): string[] =>
    tags.flatMap((tag) => {
      const element = dataSet.element(tag);
      return element === undefined || element.items !== undefined ? [] : [...dataSet.textsOf(element)];
    });
  const names = [...textsOf(NAMES), ...(known?.names ?? [])].flatMap(tokensOf).filter((word) => !isHarmless(word));
  const ids = [...textsOf(IDS), ...(known?.ids ?? [])].map((id) => tokensOf(id).join(''));
  const alike: readonly (readonly [IdentifierKind, ReadonlySet<string>])[] = [
    ['name', new Set(names.map(shapeOf).filter(({ length }) => length >= LEAST))],
    ['id', new Set(ids.map(shapeOf).filter(({ length }) => length >= LEAST))],
  ];
  return (text) => {
    const exact = needles.find(text, (_, kind) => PERSONAL.has(kind));
    if (exact !== undefined && PERSONAL.has(exact)) return exact;
    const tokens = tokensOf(text);
    // `ID:4711-0815`: an ID is of several words, behind its name.
    const phrases = text.split(/[\s:=#]+/).map((phrase) => tokensOf(phrase).join(''));
    const shapes = [...new Set([...tokens, ...phrases])].map(shapeOf).filter(({ length }) => length >= LEAST - 1);
    const similar = alike.find(([, words]) => shapes.some((shape) => isAmong(words, shape)));
    return similar?.[0] ?? needles.find(text);
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

function isAmong(words: ReadonlySet<string>, shape: string): boolean {
  return words.has(shape) || [...words].some((word) => hasOneSlip(word, shape) !== undefined);
}
