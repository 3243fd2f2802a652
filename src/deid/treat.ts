import type { DeidOption, TagChange, Treatment, TreatmentPreview } from '../contract/import.ts';
import { tagOf } from '../dicom/dictionary.ts';
import { editFile, type Edit, type VisitedElement } from '../dicom/edit-dicom.ts';
import { readInstanceHeader } from '../dicom/instance-header.ts';
import { element, type NewElement } from '../dicom/new-element.ts';
import { readDicom, type DicomFile } from '../dicom/read-dicom.ts';
import { identityToSet, ORIGINAL_ATTRIBUTES, originalAttributes } from './burn-in.ts';
import { changeBySetting, changeOf } from './changes.ts';
import { deidentify } from './deidentify.ts';
import { KeyedMap } from './keyed.ts';
import { notCoveredBy } from './not-covered.ts';
import { checkedOptions } from './options.ts';
import { TreatmentRefusedError } from './refused.ts';

const MIN_KEY_BYTES = 32;
const CHARSET = tagOf('SpecificCharacterSet');

export interface TreatmentContext {
  /** At least 32 random bytes that never leave this machine: whoever has them can link old and new identifiers. */
  readonly key: Uint8Array;
  /** The instant that is written as the time of a change. */
  readonly now: Date;
  /** What the texts are in, when someone decided that the file declares it wrongly; terms as in (0008,0005). */
  readonly charset?: string | undefined;
}

export interface TreatedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sopInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly changes: readonly TagChange[];
  /** Elements of the data set that are as they were, at any depth. */
  readonly kept: number;
  readonly notCovered: TreatmentPreview['notCovered'];
}

/**
 * An object as it leaves this machine. `as-is` gives back the very same bytes, unless the character set is corrected;
 * the others leave the pixels as they are.
 * @throws DicomReadError, DicomWriteError, TreatmentRefusedError (ResidualIdentityError), InvalidRequestError: then
 * nothing may be sent
 */
export function treat(bytes: Uint8Array<ArrayBuffer>, treatment: Treatment, context: TreatmentContext): TreatedFile {
  const file = readDicom(bytes, { charset: context.charset });
  if (file.dataSet.has(tagOf('DirectoryRecordSequence')))
    throw new TreatmentRefusedError('dicomdir', 'A DICOMDIR names patients and is never sent.');
  switch (treatment.kind) {
    case 'as-is':
      return asIs(file, bytes, new Edits());
    case 'burn-in':
      return burnIn(file, bytes, treatment.set, context);
    case 'deidentify':
      return deidentified(file, treatment.options ?? [], context);
    default:
      return treatment satisfies never;
  }
}

function asIs(file: DicomFile, bytes: Uint8Array<ArrayBuffer>, edits: Edits): TreatedFile {
  if (!file.dataSet.charset.overriding) return treated(file, file, bytes, edits, []);
  const written = editFile(file, { visit: (visited) => edits.note(visited, 'keep') });
  return treated(file, readDicom(written), written, edits, []);
}

function deidentified(file: DicomFile, chosen: readonly DeidOption[], context: TreatmentContext): TreatedFile {
  if (context.key.length < MIN_KEY_BYTES)
    throw new TreatmentRefusedError('no-key', 'The key of the identifier map is missing.', { next: 'report-bug' });
  const edits = new Edits();
  const options = checkedOptions(chosen);
  const {
    bytes,
    file: result,
    set,
  } = deidentify(file, options, new KeyedMap(context.key), (visited, edit) => edits.note(visited, edit));
  return treated(file, result, bytes, edits, notCoveredBy(file.dataSet, options), settings(file, set));
}

function burnIn(
  file: DicomFile,
  bytes: Uint8Array<ArrayBuffer>,
  values: Extract<Treatment, { kind: 'burn-in' }>['set'],
  context: TreatmentContext,
): TreatedFile {
  const set = identityToSet(file.dataSet, values);
  const edits = new Edits();
  if (set.length === 0) return asIs(file, bytes, edits);
  const item = originalAttributes(file.dataSet, set, context.now);
  const sequence = { tag: ORIGINAL_ATTRIBUTES, vr: 'SQ', value: { items: [item] } };
  const all = file.dataSet.has(ORIGINAL_ATTRIBUTES) ? set : [...set, sequence];
  const visit = (visited: VisitedElement): Edit => {
    const isOriginals = visited.path.length === 0 && visited.element.tag === ORIGINAL_ATTRIBUTES;
    return edits.note(visited, isOriginals ? { append: [item] } : 'keep');
  };
  const written = editFile(file, { visit, set: all });
  return treated(file, readDicom(written), written, edits, [], settings(file, all));
}

/** Collects what happens to elements, for the preview. */
class Edits {
  readonly changes: TagChange[] = [];
  kept = 0;

  note(visited: VisitedElement, edit: Edit): Edit {
    if (edit !== 'keep') this.changes.push(changeOf(visited, edit));
    else if (!visited.element.tag.startsWith('0002')) this.kept++;
    return edit;
  }
}

function settings(file: DicomFile, set: readonly NewElement[]): TagChange[] {
  return set.map((each) => changeBySetting(each, file.dataSet));
}

function treated(
  file: DicomFile,
  result: DicomFile,
  bytes: Uint8Array<ArrayBuffer>,
  edits: Edits,
  notCovered: TreatmentPreview['notCovered'],
  more: readonly TagChange[] = [],
): TreatedFile {
  const { sopInstanceUid, studyInstanceUid, seriesInstanceUid } = readInstanceHeader(result);
  const charset = result.dataSet.texts(CHARSET);
  const declared =
    file.dataSet.texts(CHARSET).join('\\') === charset.join('\\') ? [] : [element('SpecificCharacterSet', charset)];
  const changes = [...edits.changes, ...more, ...settings(file, declared)].toSorted((a, b) =>
    a.path + a.tag < b.path + b.tag ? -1 : 1,
  );
  return { bytes, sopInstanceUid, studyInstanceUid, seriesInstanceUid, changes, kept: edits.kept, notCovered };
}
