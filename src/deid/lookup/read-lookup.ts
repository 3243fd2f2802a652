import { LookupPatient, type LookupError, type LookupReading } from '../../contract/lookup.ts';
import { isPersonName } from '../../dicom/person-name.ts';
import { isTemporal } from '../shift-date.ts';
import { CsvError, type CsvRecord, parseCsv } from './parse-csv.ts';

const MAX_TEXT = 20_000_000;
const MAX_PATIENTS = 20_000;
const MAX_ERRORS = 100;

type Column = keyof LookupPatient;

/** Under which headings the columns are known, without spaces, marks and case. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  id: ['id', 'patientid', 'oldid', 'oldpatientid', 'originalid', 'originalpatientid', 'mrn'],
  issuer: ['issuer', 'issuerofpatientid', 'oldissuer', 'assigningauthority'],
  newId: ['newid', 'newpatientid', 'pseudonym', 'subject', 'subjectid', 'trialid', 'replacementid'],
  newName: ['newname', 'newpatientname', 'subjectname', 'replacementname'],
  newBirthDate: ['newbirthdate', 'newpatientbirthdate', 'replacementbirthdate'],
  newSex: ['newsex', 'newpatientsex', 'replacementsex'],
  days: ['days', 'dateoffset', 'dateoffsetdays', 'dayoffset', 'offset', 'offsetdays', 'shiftdays'],
};
const REQUIRED: readonly Column[] = ['id', 'newId'];

/**
 * A lookup table from a CSV file with a line of headings. A table with any error is not used: `patients` is empty
 * then, so that nobody is sent under the wrong identity for want of a look at the errors.
 * @param columns headings of the file for columns that have names of their own there
 */
export function readLookup(text: string, columns: Partial<Record<Column, string | undefined>> = {}): LookupReading {
  if (text.length > MAX_TEXT) return failed([fault(1, 'too-large', 'The table is too large.')]);
  let records: CsvRecord[];
  try {
    records = parseCsv(text);
  } catch (error) {
    if (error instanceof CsvError) return failed([fault(error.line, 'not-csv', error.message)]);
    throw error;
  }
  const [header, ...rows] = records;
  if (header === undefined) return failed([fault(1, 'bad-header', 'The table is empty.')]);
  if (rows.length > MAX_PATIENTS)
    return failed([fault(1, 'too-large', `There are more than ${MAX_PATIENTS} patients.`)]);
  const found = columnsOf(header, columns);
  if ('code' in found) return failed([found]);
  const read = rows.map((row) => readRow(row, header, found));
  const errors = [
    ...read.flatMap((row) => ('code' in row ? [row] : [])),
    ...contradictions(read.flatMap((row) => ('code' in row ? [] : [row]))),
  ].toSorted((a, b) => a.line - b.line);
  if (rows.length === 0) errors.push(fault(header.line, 'missing-value', 'The table names no patient.'));
  if (errors.length > 0) return failed(errors.slice(0, MAX_ERRORS));
  return { patients: read.flatMap((row) => ('code' in row ? [] : [row.patient])), errors: [] };
}

function failed(errors: LookupError[]): LookupReading {
  return { patients: [], errors };
}

function columnsOf(
  { line, fields }: CsvRecord,
  given: Partial<Record<Column, string | undefined>>,
): ReadonlyMap<Column, number> | LookupError {
  const headings = fields.map(plain);
  const found = new Map<Column, number>();
  for (const [column, names] of Object.entries(HEADINGS) as [Column, readonly string[]][]) {
    const own = given[column];
    const wanted = own === undefined ? names : [plain(own)];
    const places = headings.flatMap((heading, at) => (wanted.includes(heading) ? [at] : []));
    const [place] = places;
    if (places.length > 1) return fault(line, 'bad-header', `Two columns could be ${WORDS[column]}.`);
    if (place === undefined && (own !== undefined || REQUIRED.includes(column)))
      return fault(line, 'bad-header', `There is no column for ${WORDS[column]}.`);
    if (place !== undefined) found.set(column, place);
  }
  return found;
}

function plain(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

interface Row {
  readonly line: number;
  readonly patient: LookupPatient;
}

function readRow(
  { line, fields }: CsvRecord,
  header: CsvRecord,
  columns: ReadonlyMap<Column, number>,
): Row | LookupError {
  if (fields.length !== header.fields.length)
    return fault(line, 'not-csv', `It has ${fields.length} fields; the headings are ${header.fields.length}.`);
  const given = new Map([...columns].map(([column, at]) => [column, (fields[at] ?? '').trim()]));
  const missing = REQUIRED.find((column) => given.get(column) === '');
  if (missing !== undefined) return fault(line, 'missing-value', `${WORDS[missing]} is missing.`);
  const values = [...given].flatMap(([column, text]) =>
    text === '' && column !== 'issuer' ? [] : [[column, text] as const],
  );
  const odd = values.find(([column, text]) => !isValue(column, text));
  if (odd !== undefined) return fault(line, 'bad-value', `${WORDS[odd[0]]} cannot have this value.`);
  const patient = LookupPatient.safeParse(
    Object.fromEntries(
      values.map(([column, text]) => [column, column === 'days' ? Number(text) : written(column, text)]),
    ),
  );
  if (patient.success) return { line, patient: patient.data };
  const [column] = patient.error.issues[0]?.path ?? [];
  return fault(line, 'bad-value', `${WORDS[column as Column]} cannot have this value.`);
}

/** What could be written into an object (PS3.5 6.2): no backslash, no control characters. */
function isValue(column: Column, text: string): boolean {
  if (column === 'days') return /^[+-]?\d{1,6}$/.test(text);
  if (column === 'newName' && !isPersonName(text)) return false;
  if (column === 'newBirthDate') return isTemporal('DA', written(column, text));
  return !/[\\\p{Cc}\uFFFD]/u.test(text);
}

function written(column: Column, text: string): string {
  if (column === 'newSex') return text.toUpperCase();
  return column === 'newBirthDate' ? text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1$2$3') : text;
}

/** The same patient twice, two patients as one, and a new ID that is somebody's real one. */
function contradictions(rows: readonly Row[]): LookupError[] {
  const ids = new Set(rows.map(({ patient }) => patient.id));
  const byId = new Map<string, number>();
  const byNewId = new Map<string, number>();
  return rows.flatMap(({ line, patient }): LookupError[] => {
    const key = JSON.stringify([patient.id, patient.issuer]);
    const [earlier, other] = [byId.get(key), byNewId.get(patient.newId)];
    byId.set(key, earlier ?? line);
    byNewId.set(patient.newId, other ?? line);
    if (earlier !== undefined) return [fault(line, 'twice', `The patient is in line ${earlier} already.`)];
    if (other !== undefined)
      return [fault(line, 'contradiction', `The new ID is that of another patient, in line ${other}.`)];
    return ids.has(patient.newId) ? [fault(line, 'contradiction', 'The new ID is the old ID of a patient.')] : [];
  });
}

function fault(line: number, code: LookupError['code'], message: string): LookupError {
  return { line, code, message: message.charAt(0).toUpperCase() + message.slice(1) };
}

const WORDS: Readonly<Record<Column, string>> = {
  id: 'the old ID',
  issuer: 'the issuer of the old ID',
  newId: 'the new ID',
  newName: 'the new name',
  newBirthDate: 'the new birth date',
  newSex: 'the new sex',
  days: 'the number of days',
};
