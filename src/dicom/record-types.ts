import { tagOf, type Tag } from './dictionary.ts';

/** The type of the directory record of an object, and the keys that are its own (PS3.3 F.4, F.5). */
export interface LeafType {
  readonly type: string;
  readonly keys: readonly Tag[];
  /** Those that stand in the record only where the object has them (Type 1C). */
  readonly optional: readonly Tag[];
}

const leaf = (type: string, ...keywords: string[]): LeafType => ({
  type,
  keys: ['InstanceNumber', ...keywords.filter((each) => !each.endsWith('?'))].map(tagOf),
  optional: keywords.filter((each) => each.endsWith('?')).map((each) => tagOf(each.slice(0, -1))),
});

const image = leaf('IMAGE');
const content = ['ContentDate', 'ContentTime'];
const report = leaf('SR DOCUMENT', 'CompletionFlag', 'VerificationFlag', ...content, 'ConceptNameCodeSequence');
const keyObjects = leaf('KEY OBJECT DOC', ...content, 'ConceptNameCodeSequence');
const presentation = leaf(
  'PRESENTATION',
  'PresentationCreationDate',
  'PresentationCreationTime',
  'ContentLabel',
  'ContentDescription',
  'ReferencedSeriesSequence?',
  'BlendingSequence?',
);
const waveform = leaf('WAVEFORM', ...content);
const document = leaf(
  'ENCAP DOC',
  ...content,
  'DocumentTitle',
  'HL7InstanceIdentifier?',
  'ConceptNameCodeSequence',
  'MIMETypeOfEncapsulatedDocument',
);
const spectroscopy = [
  'ReferencedImageEvidenceSequence?',
  'NumberOfFrames',
  'Rows',
  'Columns',
  'DataPointRows',
  'DataPointColumns',
];
const registration = leaf('REGISTRATION', ...content, 'ContentLabel', 'ContentDescription');

const storage = '1.2.840.10008.5.1.4.1.1';
/** The longest beginning decides; what is not here is an image. */
const types: readonly (readonly [start: string, type: LeafType])[] = [
  [`${storage}.88.59`, keyObjects],
  [`${storage}.88`, report],
  [`${storage}.11`, presentation],
  [`${storage}.9`, waveform],
  [`${storage}.104`, document],
  [`${storage}.66.1`, registration],
  [`${storage}.66.2`, leaf('FIDUCIAL', ...content, 'ContentLabel', 'ContentDescription')],
  [`${storage}.66.3`, registration],
  [`${storage}.66.5`, leaf('SURFACE', ...content)],
  [`${storage}.66.6`, leaf('TRACT', ...content)],
  [`${storage}.66`, leaf('RAW DATA', ...content)],
  [`${storage}.66.4`, image],
  [`${storage}.67`, leaf('VALUE MAP', ...content, 'ContentLabel', 'ContentDescription')],
  [`${storage}.4.2`, leaf('SPECTROSCOPY', 'ImageType', ...content, ...spectroscopy)],
  [`${storage}.481.2`, leaf('RT DOSE', 'DoseSummationType')],
  [`${storage}.481.3`, leaf('RT STRUCTURE SET', 'StructureSetLabel', 'StructureSetDate', 'StructureSetTime')],
  [`${storage}.481.5`, leaf('RT PLAN', 'RTPlanLabel', 'RTPlanDate', 'RTPlanTime')],
  [`${storage}.481.8`, leaf('RT PLAN', 'RTPlanLabel', 'RTPlanDate', 'RTPlanTime')],
  [`${storage}.481.4`, leaf('RT TREAT RECORD', 'TreatmentDate', 'TreatmentTime')],
  [`${storage}.481.6`, leaf('RT TREAT RECORD', 'TreatmentDate', 'TreatmentTime')],
  [`${storage}.481.7`, leaf('RT TREAT RECORD', 'TreatmentDate', 'TreatmentTime')],
];

export function leafOf(sopClassUid: string): LeafType {
  const matching = types.filter(([start]) => sopClassUid === start || sopClassUid.startsWith(`${start}.`));
  return matching.toSorted(([a], [b]) => b.length - a.length)[0]?.[1] ?? image;
}
