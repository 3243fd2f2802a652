import { latin1 } from './byte-order.ts';
import type { DataSet } from './data-set.ts';
import { tagOf } from './dictionary.ts';
import { readDicom, type DicomFile, type ReadOptions } from './read-dicom.ts';
import { DicomReadError } from './read-error.ts';
import { EXPLICIT_LE } from './transfer-syntax.ts';

/** One file that a DICOMDIR lists, with what the records above it say about whose it is. */
export interface DicomdirReference {
  /** Referenced File ID (0004,1500), from the DICOMDIR's folder. As written, so not to be trusted. */
  readonly path: readonly string[];
  /** `IMAGE`, `SR DOCUMENT` … */
  readonly recordType: string;
  readonly sopInstanceUid?: string;
  readonly sopClassUid?: string;
  readonly transferSyntaxUid?: string;
  readonly patientId?: string;
  readonly patientName?: string;
  readonly birthDate?: string;
  readonly studyInstanceUid?: string;
  readonly seriesInstanceUid?: string;
}

export interface Dicomdir {
  /** Number of directory records, of any type. */
  readonly records: number;
  readonly references: readonly DicomdirReference[];
  /** In plain English, without patient data. */
  readonly problems: readonly string[];
}

const RECORDS = tagOf('DirectoryRecordSequence');
const NEXT = tagOf('OffsetOfTheNextDirectoryRecord');
const LOWER = tagOf('OffsetOfReferencedLowerLevelDirectoryEntity');
const TYPE = tagOf('DirectoryRecordType');
const FILE_ID = tagOf('ReferencedFileID');
const MEDIA_STORAGE_DIRECTORY = '1.2.840.10008.1.3.10';
/** Directory Record Type (0004,1430), PS3.3 F.3.2.2, the retired ones of earlier editions included. */
const RECORD_TYPES: ReadonlySet<string> = new Set(
  `PATIENT,STUDY,SERIES,IMAGE,RT DOSE,RT STRUCTURE SET,RT PLAN,RT TREAT RECORD,PRESENTATION,WAVEFORM,SR DOCUMENT,
KEY OBJECT DOC,SPECTROSCOPY,RAW DATA,REGISTRATION,FIDUCIAL,HANGING PROTOCOL,ENCAP DOC,HL7 STRUC DOC,VALUE MAP,
STEREOMETRIC,PALETTE,IMPLANT,IMPLANT ASSY,IMPLANT GROUP,PLAN,MEASUREMENT,SURFACE,SURFACE SCAN,TRACT,ASSESSMENT,
RADIOTHERAPY,ANNOTATION,INVENTORY,PRIVATE,OVERLAY,MODALITY LUT,VOI LUT,CURVE,TOPIC,VISIT,RESULTS,INTERPRETATION,
STUDY COMPONENT,STORED PRINT,PRINT QUEUE,FILM SESSION,FILM BOX,IMAGE BOX,MRDR`.split(/,\s*/),
);

const ownFields = {
  sopInstanceUid: tagOf('ReferencedSOPInstanceUIDInFile'),
  sopClassUid: tagOf('ReferencedSOPClassUIDInFile'),
  transferSyntaxUid: tagOf('ReferencedTransferSyntaxUIDInFile'),
} as const;
const inheritedFields = {
  patientId: tagOf('PatientID'),
  patientName: tagOf('PatientName'),
  birthDate: tagOf('PatientBirthDate'),
  studyInstanceUid: tagOf('StudyInstanceUID'),
  seriesInstanceUid: tagOf('SeriesInstanceUID'),
} as const;

/**
 * Reads the records of PS3.3 F.3 in the order of the file, so that no broken link hides one; the links only say
 * which record lies above which.
 * @throws DicomReadError `bad-dicomdir` when it is DICOM, but no directory.
 */
export function readDicomdir(bytes: Uint8Array, options: Pick<ReadOptions, 'charset'> = {}): Dicomdir {
  const file = readDicom(bytes, options);
  if (!file.dataSet.has(RECORDS) && file.meta.text(tagOf('MediaStorageSOPClassUID')) !== MEDIA_STORAGE_DIRECTORY)
    throw new DicomReadError('bad-dicomdir', 'The file is no DICOMDIR');
  const lost = lostBytes(file, bytes);
  const starts = file.dataSet.element(RECORDS)?.items?.map(({ start }) => start + lost) ?? [];
  const records = file.dataSet.items(RECORDS);
  const { parents, problems } = linkRecords(records, starts);
  const references = records.flatMap((record, index): DicomdirReference[] => {
    const path = record.texts(FILE_ID).filter((part) => part !== '');
    if (path.length === 0) return [];
    const reference: Record<string, string> = {};
    copyTexts(record, ownFields, reference);
    for (let at: number | undefined = index; at !== undefined; at = parents[at]) {
      const ancestor = records[at];
      if (ancestor !== undefined) copyTexts(ancestor, inheritedFields, reference);
    }
    return [{ ...reference, path, recordType: record.text(TYPE) ?? '' }];
  });
  return { records: records.length, references, problems: [...formProblems(file, records), ...problems] };
}

/** Links count from the beginning of the file as it was (PS3.3 F.3.2.2), with the preamble and prefix that it lost. */
function lostBytes({ preamble }: DicomFile, bytes: Uint8Array): number {
  if (preamble !== undefined) return 0;
  return latin1(bytes.subarray(0, 4)) === 'DICM' ? 128 : 132;
}

/** What is wrong with the directory itself, its links apart. */
function formProblems({ transferSyntaxUid, repairs }: DicomFile, records: readonly DataSet[]): string[] {
  const problems: string[] = [];
  if (transferSyntaxUid !== EXPLICIT_LE) problems.push('It is not in Explicit VR Little Endian.'); // PS3.10 8.6
  if (repairs.includes('truncated')) problems.push('It ends early.');
  const others = repairs.filter((repair) => repair !== 'truncated');
  if (others.length > 0) problems.push(`Its bytes had to be mended (${others.join(', ')}).`);
  if (records.some((record) => !RECORD_TYPES.has(record.text(TYPE) ?? '')))
    problems.push('A record is of a type that does not exist.');
  return problems;
}

/** For each record the one above it; undefined at the top, and where links are missing or wrong. */
function linkRecords(
  records: readonly DataSet[],
  starts: readonly number[],
): { parents: readonly (number | undefined)[]; problems: ReadonlySet<string> } {
  const byStart = new Map(starts.map((start, index) => [start, index]));
  const parents = Array.from<number | undefined>({ length: records.length });
  const problems = new Set<string>();
  const linked = new Set<number>();
  const follow = (offset: number | undefined, visit: (record: number) => void): void => {
    if (offset === undefined || offset === 0) return;
    const record = byStart.get(offset);
    if (record === undefined) problems.add('A link leads to a place where no record starts.');
    else if (linked.has(record)) problems.add('A record is linked more than once.');
    else {
      linked.add(record);
      visit(record);
    }
  };
  for (const [index, record] of records.entries()) {
    follow(record.number(LOWER), (first) => {
      let current: number | undefined = first;
      while (current !== undefined) {
        parents[current] = index;
        const next: number | undefined = records[current]?.number(NEXT);
        current = undefined;
        follow(next, (sibling) => {
          current = sibling;
        });
      }
    });
    if (record.number(LOWER) === undefined) problems.add('A record has no links.');
    if (record.number(NEXT) === starts[index]) problems.add('A record is linked more than once.');
  }
  return { parents, problems };
}

function copyTexts(from: DataSet, fields: Readonly<Record<string, string>>, to: Record<string, string>): void {
  for (const [name, tag] of Object.entries(fields)) {
    const value = name in to ? undefined : from.text(tag);
    if (value !== undefined) to[name] = value;
  }
}
