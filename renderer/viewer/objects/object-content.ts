import type { DataSet } from '../../../src/dicom/data-set.ts';
import { tagOf, uidName } from '../../../src/dicom/dictionary.ts';
import type { DicomFile } from '../../../src/dicom/read-dicom.ts';
import type { ObjectKind } from '../object-kind.ts';
import { readReport, type Report } from './report.ts';

/** Whose object it is, in the words of its own file. */
export interface ObjectOwner {
  readonly patientName?: string | undefined;
  readonly patientId?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly sex?: string | undefined;
}

/** What an object without pictures has to say. */
export type ObjectContent = { readonly owner: ObjectOwner; readonly className: string } & (
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'pdf'; readonly title?: string | undefined; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'text'; readonly title?: string | undefined; readonly text: string; readonly isCut: boolean }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[]; readonly references: readonly string[] }
);

export interface Fact {
  /** Its name under `object.fact` in the locale file. */
  readonly name: FactName;
  readonly value: string;
}
export type FactName =
  | 'label'
  | 'description'
  | 'creator'
  | 'created'
  | 'mediaType'
  | 'coding'
  | 'frames'
  | 'channels'
  | 'duration'
  | 'parts';

const SHOWN_TEXT = 200_000;
const MAX_REFERENCES = 2_000;

export function contentOf({ dataSet, transferSyntaxUid }: DicomFile, kind: ObjectKind): ObjectContent {
  const sopClassUid = text(dataSet, 'SOPClassUID') ?? '';
  const common = {
    owner: {
      patientName: text(dataSet, 'PatientName'),
      patientId: text(dataSet, 'PatientID'),
      birthDate: text(dataSet, 'PatientBirthDate'),
      sex: text(dataSet, 'PatientSex'),
    },
    className: uidName(sopClassUid) ?? sopClassUid,
  };
  if (kind === 'structured-report' || kind === 'key-objects')
    return { ...common, kind: 'report', report: readReport(dataSet) };
  if (kind === 'pdf' || kind === 'document') {
    const document = documentIn(dataSet);
    if (document !== undefined) return { ...common, ...document };
  }
  return {
    ...common,
    kind: 'facts',
    facts: factsOf(dataSet, kind, transferSyntaxUid),
    references: referencesIn(dataSet),
  };
}

/** An encapsulated document is typed by its first bytes too: what it is called decides nothing (PS3.3 C.24.2). */
function documentIn(dataSet: DataSet) {
  const bytes = dataSet.value(tagOf('EncapsulatedDocument'));
  const title = text(dataSet, 'DocumentTitle');
  if (bytes === undefined || bytes.length === 0) return undefined;
  const start = latin1(bytes.subarray(0, 1024));
  if (start.includes('%PDF-')) return { kind: 'pdf' as const, title, bytes: new Uint8Array(bytes) };
  if (!/^(?:\u00EF\u00BB\u00BF)?\s*</.test(start)) return undefined;
  const words = wordsOf(new TextDecoder().decode(bytes));
  return { kind: 'text' as const, title, text: words.slice(0, SHOWN_TEXT), isCut: words.length > SHOWN_TEXT };
}

/** The words of a clinical document (CDA), which is XML: nothing of it is interpreted. */
function wordsOf(xml: string): string {
  const root = new DOMParser().parseFromString(xml, 'application/xml');
  for (const element of root.querySelectorAll('parsererror, style, script')) element.remove();
  const blocks = root.querySelectorAll('title, text, paragraph, item, td, th, caption, content');
  const lines = [...blocks]
    .filter((element) => !element.parentElement?.closest('text') || element.matches('paragraph, item, td, th, caption'))
    .filter((element) => !element.querySelector('paragraph, item, td, th, caption'))
    .map((element) => element.textContent.replaceAll(/\s+/g, ' ').trim());
  const words = lines.filter(Boolean).join('\n');
  return words === '' ? root.documentElement.textContent.replaceAll(/\s+/g, ' ').trim() : words;
}

function factsOf(dataSet: DataSet, kind: ObjectKind, transferSyntaxUid: string): Fact[] {
  const created = [
    text(dataSet, 'PresentationCreationDate') ?? text(dataSet, 'ContentDate'),
    text(dataSet, 'PresentationCreationTime') ?? text(dataSet, 'ContentTime'),
  ];
  const facts: [FactName, string | undefined][] = [
    ['label', firstText(dataSet, ['ContentLabel', 'StructureSetLabel', 'RTPlanLabel', 'DocumentTitle'])],
    ['description', firstText(dataSet, ['ContentDescription', 'StructureSetDescription', 'RTPlanDescription'])],
    ['creator', text(dataSet, 'ContentCreatorName')],
    ['created', created.filter(Boolean).join(' ')],
    ['mediaType', text(dataSet, 'MIMETypeOfEncapsulatedDocument')],
    ['coding', kind === 'video' ? (uidName(transferSyntaxUid) ?? transferSyntaxUid) : undefined],
    ['frames', kind === 'video' ? text(dataSet, 'NumberOfFrames') : undefined],
    ...waveformFacts(dataSet),
    ['parts', partsIn(dataSet)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value }]));
}

/** PS3.3 C.10.9: the first group is the recording itself. */
function waveformFacts(dataSet: DataSet): [FactName, string | undefined][] {
  const [group] = dataSet.items(tagOf('WaveformSequence'));
  if (group === undefined) return [];
  const frequency = group.number(tagOf('SamplingFrequency')) ?? 0;
  const samples = group.number(tagOf('NumberOfWaveformSamples')) ?? 0;
  const channels = group
    .items(tagOf('ChannelDefinitionSequence'))
    .slice(0, 64)
    .map((channel) => channel.items(tagOf('ChannelSourceSequence'))[0]?.text(tagOf('CodeMeaning')));
  return [
    ['channels', channels.filter(Boolean).join(', ') || text(group, 'NumberOfWaveformChannels')],
    ['duration', frequency > 0 ? `${(samples / frequency).toFixed(1)} s, ${frequency} Hz` : undefined],
  ];
}

/** Names of the regions or beams that a plan holds. */
function partsIn(dataSet: DataSet): string | undefined {
  const names = [
    ...dataSet.items(tagOf('StructureSetROISequence')).map((item) => text(item, 'ROIName')),
    ...dataSet.items(tagOf('BeamSequence')).map((item) => text(item, 'BeamName')),
    ...dataSet.items(tagOf('SegmentSequence')).map((item) => text(item, 'SegmentLabel')),
  ].filter(Boolean);
  return names.length === 0 ? undefined : names.slice(0, 100).join(', ');
}

/** The images that a presentation state or a plan is about (PS3.3 C.11.11). */
function referencesIn(dataSet: DataSet): string[] {
  const uids = dataSet
    .items(tagOf('ReferencedSeriesSequence'))
    .flatMap((series) => series.items(tagOf('ReferencedImageSequence')))
    .flatMap((image) => text(image, 'ReferencedSOPInstanceUID') ?? []);
  return [...new Set(uids)].slice(0, MAX_REFERENCES);
}

const text = (dataSet: DataSet, keyword: string): string | undefined => dataSet.text(tagOf(keyword));

function firstText(dataSet: DataSet, keywords: readonly string[]): string | undefined {
  return keywords.map((keyword) => text(dataSet, keyword)).find((value) => value !== undefined);
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
