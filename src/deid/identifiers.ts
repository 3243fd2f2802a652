import type { KnownPatient } from '../contract/known-patient.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { type Tag, tagOf } from '../dicom/dictionary.ts';
import type { Element } from '../dicom/element.ts';
import { parsePersonName } from '../dicom/person-name.ts';
import { REMOVED } from './dummy.ts';
import { datesIn } from './date-words.ts';
import { folded, wordsOf } from './fold.ts';
import { Memo } from './memo.ts';
import { type IdentifierKind, Needles, SHORTEST_DIGITS } from './needles.ts';
import type { Options } from './options.ts';
import { isHarmless, isOfAnyInstitution } from './vocabulary.ts';

const tags = (...keywords: string[]): ReadonlySet<string> => new Set(keywords.map(tagOf));
const IDS = tags(
  'PatientID',
  'OtherPatientIDs',
  'MedicalRecordLocator',
  'AccessionNumber',
  'StudyID',
  'AdmissionID',
  'ServiceEpisodeID',
  'InsurancePlanIdentification',
  'RequestedProcedureID',
  'ScheduledProcedureStepID',
  'PerformedProcedureStepID',
  'PlacerOrderNumberImagingServiceRequest',
  'FillerOrderNumberImagingServiceRequest',
  'ClinicalTrialSubjectID',
  'ClinicalTrialSubjectReadingID',
);
const ADDRESSES = tags('PatientAddress', 'PatientInstitutionResidence', 'PatientTelecomInformation');
const PHONES = tags('PatientTelephoneNumbers', 'PatientTelecomInformation');
const DATES = tags('StudyDate', 'SeriesDate', 'AcquisitionDate', 'ContentDate', 'AcquisitionDateTime');
const INSTITUTIONS = tags(
  'InstitutionName',
  'InstitutionAddress',
  'InstitutionalDepartmentName',
  'VerifyingOrganization',
);
const DEVICES = tags('StationName', 'DeviceSerialNumber', 'TreatmentMachineName', 'GantryID', 'DetectorID');
/** A text, and how it says whom the object is of. */
type Fact = readonly [as: IdentifierKind | 'day', text: string];
const kindsByTag = new Map<Tag, Fact[0][]>();
for (const [kind, tagsOfKind] of [
  ['id', IDS],
  ['address', ADDRESSES],
  ['phone', PHONES],
  ['birth date', tags('PatientBirthDate')],
  ['date', DATES],
  ['day', DATES],
  ['institution', INSTITUTIONS],
  ['device', DEVICES],
] as const)
  for (const tag of tagsOfKind) kindsByTag.set(tag, [...(kindsByTag.get(tag) ?? []), kind]);
/** What stands for a name where there is none; and dates that mean none. */
const NO_NAMES = new Set('anon anonymous anonymized anonymised none noname unknown removed test dummy'.split(' '));
const NO_DATES = new Set(['19000101', '00010101']);
/** Parts of family names that are words of a language too. */
const PARTICLES = new Set(
  'van von und vom zum zur der den dem des del dal della dos das los las les the and bin ibn abu san mac ten ter'.split(
    ' ',
  ),
);

/**
 * What the object says about whom it is of: names of persons in all their parts and orders, IDs, dates, addresses,
 * telephone numbers. Left out, because everything would seem to hold them: names of one or two letters that stand
 * alone (in full they count, and in Chinese, Japanese and Korean two characters do), numbers of less than five
 * digits, and the dates of the study when an option keeps them.
 * @param known what other files say of the same patient
 */
export function identifiersOf(dataSet: DataSet, options: Options, known?: KnownPatient): Needles {
  const facts = known === undefined ? [] : factsOf(known);
  collect(dataSet, facts, options);
  // Names are many in hostile files only: what is made of those is not kept.
  return facts.length > MOST_KEPT ? needlesOf(facts) : made.get(JSON.stringify(facts), () => needlesOf(facts));
}

/** All slices of a study say the same. */
const made = new Memo<Needles>(8);
const MOST_KEPT = 200;

function factsOf({ names, ids, birthDates }: KnownPatient): Fact[] {
  return [
    ...names.map((text): Fact => ['name', text]),
    ...ids.map((text): Fact => ['id', text]),
    ...birthDates.map((text): Fact => ['birth date', text]),
  ];
}

function needlesOf(facts: readonly Fact[]): Needles {
  const needles = new Needles();
  for (const [as, text] of facts) {
    if (as === 'name') addName(text, needles);
    else if (as === 'id') addId(text, needles);
    else if (as === 'address') addAddress(text, needles);
    else if (as === 'phone') addPhone(text, needles);
    else if (as === 'day') needles.addDay(text);
    else if (as === 'institution' || as === 'device') addPlace(text, as, needles);
    else addDate(text, as, needles);
  }
  return needles;
}

function collect(dataSet: DataSet, facts: Fact[], options: Options): void {
  for (const each of dataSet.elements()) {
    if (each.items !== undefined) for (const item of dataSet.itemsOf(each)) collect(item, facts, options);
    else {
      for (const as of kindsOf(each, options))
        for (const text of dataSet.textsOf(each)) if (text !== '' && text !== REMOVED) facts.push([as, text]);
    }
  }
}

function kindsOf({ tag, vr }: Element, options: Options): readonly Fact[0][] {
  const kinds = kindsByTag.get(tag);
  if (vr === 'PN') return kinds === undefined ? NAME : ['name', ...kinds];
  return kinds === undefined ? NOTHING : kinds.filter((kind) => !isKept(kind, options));
}

// One for all elements: nearly all say nothing.
const NOTHING: readonly Fact[0][] = [];
const NAME: readonly Fact[0][] = ['name'];

/** What an option keeps may stand elsewhere too. */
function isKept(kind: Fact[0], options: Options): boolean {
  if (kind === 'date') return options.has('retain-full-dates');
  if (kind === 'institution') return options.has('retain-institution-identity');
  return kind === 'device' && options.has('retain-device-identity');
}

function addName(name: string, needles: Needles): void {
  for (const group of Object.values(parsePersonName(name))) {
    const { family, given, middle } = group as Readonly<Record<string, string>>;
    const parts = [family, given, middle].map((part) => wordsOf(part ?? ''));
    const [last = [], first = [], second = []] = parts;
    for (const word of parts.flat()) {
      if (isIdeographic(word)) needles.addPart('name', word);
      else if (word.length > (/^\d/.test(word) ? 4 : 2) && !PARTICLES.has(word) && !NO_NAMES.has(word)) {
        needles.add('name', [word]);
        needles.addRuns('name', word);
      }
    }
    for (const order of [
      [...last, ...first],
      [...first, ...last],
      [...last, ...first, ...second],
      [...first, ...second, ...last],
    ]) {
      if (order.length < 2 || order.every((word) => NO_NAMES.has(word))) continue;
      needles.add('name', order);
      if (isIdeographic(order.join(''))) needles.addPart('name', order.join(''));
      else if (order.join('').length > 4) needles.add('name', [order.join('')]);
    }
    for (const spelled of umlautsSpelled([family, given, middle])) needles.add('name', [spelled]);
  }
}

/** Müller is also written Mueller. */
function umlautsSpelled(parts: readonly (string | undefined)[]): string[] {
  return parts.flatMap((part = '') =>
    /[äöü]/i.test(part.normalize('NFC'))
      ? wordsOf(part.normalize('NFC').replaceAll(/[äöü]/gi, (letter) => `${letter}e`)).filter((word) => word.length > 2)
      : [],
  );
}

function isIdeographic(word: string): boolean {
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(word);
}

function addId(id: string, needles: Needles): void {
  const words = wordsOf(id);
  const text = words.join('');
  if (/^\d+$/.test(text) ? text.length < 5 : text.length < 3) return;
  if (words.every((word) => NO_NAMES.has(word) || isHarmless(word))) return;
  needles.add('id', words);
  const short = text.replace(/^0+/, '');
  if (/^\d{5,}$/.test(short)) needles.add('id', [short]);
  // MRN-1234567 is 1234567 elsewhere; a date or a time in an ID is one of many.
  for (const run of words) {
    if (!/^\d{7,}$/.test(run) || /^(19|20)\d\d[01]\d/.test(run)) continue;
    needles.add('id', [run]);
    needles.addDigits('id', run);
  }
}

function addAddress(address: string, needles: Needles): void {
  for (const part of [address, ...address.split(/[\r\n,;^|~\\]+/)]) {
    const words = wordsOf(part);
    if (words.length > 1 && words.join('').length > 5) needles.add('address', words);
  }
}

/** In full, and each word that is not one of many institutions and their makers. */
function addPlace(place: string, kind: 'institution' | 'device', needles: Needles): void {
  const words = wordsOf(place);
  const own = words.filter((word) => /^\p{L}{5}|^\d{5}/u.test(word) && !isHarmless(word) && !isOfAnyInstitution(word));
  if (words.length > 1 && own.length > 0) needles.add(kind, words);
  for (const word of own) needles.add(kind, [word]);
}

function addPhone(phone: string, needles: Needles): void {
  for (const number of phone.match(/\+?\d[\d\s()./-]*\d/g) ?? []) {
    const digits = number.replaceAll(/\D/g, '');
    // With and without the codes of country and area.
    if (digits.length >= SHORTEST_DIGITS) needles.addDigits('phone', digits.slice(-SHORTEST_DIGITS));
  }
}

function addDate(date: string, kind: 'date' | 'birth date', needles: Needles): void {
  const digits = folded(date).replaceAll('.', '').slice(0, 8);
  if (!/^[12]\d{7}$/.test(digits) || NO_DATES.has(digits)) return;
  for (const words of datesIn(digits)) needles.add(kind, words);
  if (kind !== 'birth date') return;
  needles.addBirthDate(digits);
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  needles.add(kind, [month, year]);
  for (const order of [year + month + day, day + month + year, month + day + year]) needles.addDigits(kind, order);
}
