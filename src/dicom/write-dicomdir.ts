import { charsetOf } from './charset.ts';
import type { DataSet } from './data-set.ts';
import { entryOf, isPrivate, tagOf, type Tag } from './dictionary.ts';
import { metaElements, writeHead } from './file-meta.ts';
import { concat } from './inflate.ts';
import { defaultVr, element, type NewElement } from './new-element.ts';
import { leafOf } from './record-types.ts';
import type { DicomFile } from './read-dicom.ts';
import { EXPLICIT_LE, explicitLittle } from './transfer-syntax.ts';
import { newNodes } from './write-dicom.ts';
import { writeNodes } from './write-elements.ts';

/** What a DICOMDIR says of one file: the keys of its own record and of those above it. Holds nothing of the file. */
export interface DirectoryEntry {
  readonly patient: readonly NewElement[];
  readonly study: readonly NewElement[];
  readonly series: readonly NewElement[];
  readonly instance: readonly NewElement[];
}

interface RecordNode {
  readonly keys: readonly NewElement[];
  readonly below: readonly RecordNode[];
}

const MEDIA_STORAGE_DIRECTORY = '1.2.840.10008.1.3.10';
const IN_USE = 0xffff;

const patientKeys = ['PatientName', 'PatientID', 'PatientBirthDate', 'PatientSex'].map(tagOf);
const studyKeys = ['StudyDate', 'StudyTime', 'StudyDescription', 'StudyInstanceUID', 'StudyID', 'AccessionNumber'].map(
  tagOf,
);
const seriesKeys = ['Modality', 'SeriesInstanceUID', 'SeriesNumber', 'SeriesDescription'].map(tagOf);
const SOP_CLASS_UID = tagOf('SOPClassUID');
const SOP_INSTANCE_UID = tagOf('SOPInstanceUID');

/**
 * The entry of a file, which was read up to its pixels. Texts are written in UTF-8, whatever the file has. A key that it
 * has no value for stays empty, also where the standard wants one: nothing is made up about a patient.
 * @param path File ID components (PS3.10 8.2): at most eight of at most eight characters A–Z, 0–9 and `_`
 */
export function directoryEntry(
  path: readonly string[],
  { dataSet, transferSyntaxUid }: Pick<DicomFile, 'dataSet' | 'transferSyntaxUid'>,
): DirectoryEntry {
  const sopClassUid = dataSet.text(SOP_CLASS_UID) ?? '';
  const { type, keys, optional } = leafOf(sopClassUid);
  return {
    patient: record('PATIENT', patientKeys, dataSet),
    study: record('STUDY', studyKeys, dataSet),
    series: record('SERIES', seriesKeys, dataSet),
    instance: [
      ...record(type, [...keys, ...optional.filter((tag) => dataSet.has(tag))], dataSet),
      ...verification(dataSet),
      element('ReferencedFileID', [...path]),
      element('ReferencedSOPClassUIDInFile', sopClassUid),
      element('ReferencedSOPInstanceUIDInFile', dataSet.text(SOP_INSTANCE_UID) ?? ''),
      element('ReferencedTransferSyntaxUIDInFile', transferSyntaxUid),
    ],
  };
}

/**
 * The DICOMDIR of a file-set (PS3.3 F): patients by ID and name, their studies, series and objects in the order given.
 * @param fileSetId 0–16 characters A–Z, 0–9, `_` or space @param uid of this DICOMDIR
 */
export function writeDicomdir(
  entries: readonly DirectoryEntry[],
  { fileSetId, uid }: { readonly fileSetId: string; readonly uid: string },
): Uint8Array<ArrayBuffer> {
  const roots = patientRecords(entries);
  const nodes = flatten(roots);
  const head = headOf(uid);
  const sequence = (offsets: ReadonlyMap<RecordNode | undefined, number>): NewElement[] => [
    element('FileSetID', fileSetId),
    element('OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity', offsets.get(roots[0]) ?? 0),
    element('OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity', offsets.get(roots.at(-1)) ?? 0),
    element('FileSetConsistencyFlag', 0),
    element('DirectoryRecordSequence', { items: recordItems(roots, offsets) }),
  ];
  // An offset is four bytes whatever it says: the lengths are right before the offsets are.
  const nothing = new Map<RecordNode | undefined, number>();
  const lengths = recordItems(roots, nothing).map((item) => ITEM_HEADER + encoded(item).length);
  const total = head.length + encoded(sequence(nothing)).length;
  const offsets = new Map<RecordNode | undefined, number>();
  let position = total - lengths.reduce((sum, length) => sum + length, 0);
  for (const [index, node] of nodes.entries()) {
    offsets.set(node, position);
    position += lengths[index] ?? 0;
  }
  return concat([head, encoded(sequence(offsets))]);
}

const ITEM_HEADER = 8;
const plain = charsetOf([]);

function encoded(elements: readonly NewElement[]): Uint8Array {
  return concat(writeNodes(newNodes(elements, plain, explicitLittle), explicitLittle));
}

function headOf(uid: string): Uint8Array {
  const named = { sopClassUid: MEDIA_STORAGE_DIRECTORY, sopInstanceUid: uid, transferSyntaxUid: EXPLICIT_LE };
  return concat(writeHead(undefined, newNodes(metaElements(named), plain, explicitLittle)));
}

/** A record lies before those below it, and these before its next sibling. */
const flatten = (nodes: readonly RecordNode[]): RecordNode[] => nodes.flatMap((node) => [node, ...flatten(node.below)]);

function recordItems(
  siblings: readonly RecordNode[],
  offsets: ReadonlyMap<RecordNode | undefined, number>,
): NewElement[][] {
  return siblings.flatMap((node, index) => [
    [
      ...node.keys,
      element('OffsetOfTheNextDirectoryRecord', offsets.get(siblings[index + 1]) ?? 0),
      element('RecordInUseFlag', IN_USE),
      element('OffsetOfReferencedLowerLevelDirectoryEntity', offsets.get(node.below[0]) ?? 0),
    ],
    ...recordItems(node.below, offsets),
  ]);
}

/** Where a study, series or object has no number of its own it gets one: the keys are of Type 1 (PS3.3 F.5). */
function patientRecords(entries: readonly DirectoryEntry[]): RecordNode[] {
  return grouped(entries, 'patient', ['PatientID', 'PatientName'], (ofPatient) =>
    numbered(
      'StudyID',
      grouped(ofPatient, 'study', ['StudyInstanceUID'], (ofStudy) =>
        numbered(
          'SeriesNumber',
          grouped(ofStudy, 'series', ['SeriesInstanceUID'], (ofSeries) =>
            numbered(
              'InstanceNumber',
              ofSeries.map(({ instance }) => ({ keys: instance, below: [] })),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A number that none of the others has, for each that has none. */
function numbered(keyword: string, nodes: readonly RecordNode[]): RecordNode[] {
  const tag = tagOf(keyword);
  const taken = new Set(nodes.map(({ keys }) => textAt(keys, tag)));
  let next = 1;
  return nodes.map((node) => {
    if (textAt(node.keys, tag) !== '') return node;
    while (taken.has(String(next))) next += 1;
    const number = element(keyword, String(next));
    next += 1;
    return { ...node, keys: node.keys.map((key) => (key.tag === tag ? number : key)) };
  });
}

/** Undefined where there is no such key at all, as of a record type that has none. */
function textAt(keys: readonly NewElement[], tag: Tag): string | undefined {
  const value = keys.find((key) => key.tag === tag)?.value;
  return Array.isArray(value) ? value.join('\\') : undefined;
}

/** One record for all entries that agree in these keys, with the first one's other values. */
function grouped(
  entries: readonly DirectoryEntry[],
  level: 'patient' | 'study' | 'series',
  keywords: readonly string[],
  below: (entries: readonly DirectoryEntry[]) => RecordNode[],
): RecordNode[] {
  const tags = new Set(keywords.map(tagOf));
  const keyOf = (entry: DirectoryEntry): string =>
    JSON.stringify(entry[level].filter(({ tag }) => tags.has(tag)).map(({ value }) => value));
  return [...Map.groupBy(entries, keyOf).values()].map((group) => ({
    keys: group[0]?.[level] ?? [],
    below: below(group),
  }));
}

function record(type: string, keys: readonly Tag[], dataSet: DataSet): NewElement[] {
  return [
    element('SpecificCharacterSet', 'ISO_IR 192'),
    element('DirectoryRecordType', type),
    ...keys.map((tag) => copied(tag, dataSet)),
  ];
}

/** When a report was last verified: within the report it stands with each of those who did (PS3.3 C.17.2). */
function verification(dataSet: DataSet): NewElement[] {
  if (dataSet.text(VERIFICATION_FLAG) !== 'VERIFIED') return [];
  const instants = dataSet.items(VERIFYING_OBSERVERS).map((item) => item.text(VERIFICATION_DATE_TIME) ?? '');
  const last = instants.toSorted().at(-1) ?? '';
  return last === '' ? [] : [element('VerificationDateTime', last)];
}

/** An attribute as it is in the file; of a concept's name its code, of other sequences all that they hold. */
function copied(tag: Tag, dataSet: DataSet): NewElement {
  const vr = defaultVr(tag);
  if (vr !== 'SQ') return { tag, vr, value: dataSet.texts(tag) };
  const items = dataSet
    .items(tag)
    .map((item) => (tag === CONCEPT_NAME ? codeKeys : publicTags(item)).map((key) => copied(key, item)));
  return { tag, vr, value: { items } };
}

/** What PS3.6 knows, each once; tables of samples are for whoever opens the object. */
function publicTags(item: DataSet): readonly Tag[] {
  const tags = item.elements().map(({ tag }) => tag);
  return [...new Set(tags)].filter(
    (tag) => !isPrivate(tag) && entryOf(tag) !== undefined && !/^O|^UN$/.test(defaultVr(tag)),
  );
}

const VERIFICATION_FLAG = tagOf('VerificationFlag');
const VERIFYING_OBSERVERS = tagOf('VerifyingObserverSequence');
const VERIFICATION_DATE_TIME = tagOf('VerificationDateTime');
const CONCEPT_NAME = tagOf('ConceptNameCodeSequence');
const codeKeys = ['CodeValue', 'CodingSchemeDesignator', 'CodeMeaning'].map(tagOf);
