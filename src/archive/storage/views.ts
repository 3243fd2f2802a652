import { type DicomJson, toDicomJson } from '../../dicom/dicom-json.ts';
import { entryOf, formatTag, isPrivate } from '../../dicom/dictionary.ts';
import type { NewElement } from '../../dicom/new-element.ts';
import type { DicomFile } from '../../dicom/read-dicom.ts';
import { DicomReadError } from '../../dicom/read-error.ts';
import type { ArchiveContext } from '../archive-context.ts';
import { demographicFields, demographicNames } from '../store/study-fields.ts';
import type { StorageKey, StudyRow } from '../store/study-records.ts';
import { StorageError } from './errors.ts';
import { instancesOf, type StoredInstance } from './instances.ts';
import { damaged } from './payload.ts';
import { isOn, type Query } from './query.ts';
import { readStoredFile, readStoredHeader } from './stored-header.ts';

/** What is read, and what a record lays over it. */
interface View {
  readonly archive: ArchiveContext;
  readonly overrides: readonly NewElement[];
  /** What of the attributes is asked for: `groups`, `include_tags`, `exclude_unnamed`, `all_dicom_values`. */
  readonly query: Query;
}

/** The attributes of an object in the DICOM JSON model (PS3.18 F.2), those that are asked for. */
export async function jsonOfImage({ archive, overrides, query }: View, instance: StoredInstance): Promise<DicomJson> {
  const { dataSet, meta } = await readStored(archive, instance);
  const groups = new Set((query['groups'] ?? '').toUpperCase().match(/[0-9A-F]{4}/g));
  const tags = new Set(tagsIn(query['include_tags'] ?? ''));
  const isWanted = ([tag]: readonly [string, unknown]): boolean => {
    if (isOn(query['exclude_unnamed']) && (isPrivate(tag) || entryOf(tag) === undefined)) return false;
    return (groups.size === 0 && tags.size === 0) || tags.has(tag) || groups.has(tag.slice(0, 4));
  };
  // The file's own group is about the file: only who wants all values, or asks for it, gets it.
  const wantsMeta =
    isOn(query['all_dicom_values']) || groups.has('0002') || [...tags].some((tag) => tag.startsWith('0002'));
  const all = { ...(wantsMeta && toDicomJson(meta)), ...laidOver(toDicomJson(dataSet), overrides) };
  return Object.fromEntries(Object.entries(all).filter(isWanted));
}

/** @throws ERROR_ON_READING_DICOM_TAGS for a file that is not what was stored */
async function readStored(archive: ArchiveContext, instance: StoredInstance): Promise<DicomFile> {
  const handle = await archive.objects.open(instance.object, instance.size);
  if (handle === undefined) throw damaged(instance);
  await handle.close();
  try {
    return await readStoredFile(archive.objects.pathOf(instance.object), instance.size);
  } catch (cause) {
    if (!(cause instanceof DicomReadError)) throw cause;
    const ids = { study_uid: instance.study_uid, image_uid: instance.sop_uid };
    throw new StorageError('ERROR_ON_READING_DICOM_TAGS', 'The object cannot be read.', { cause, ids });
  }
}

/** In the order of their tags, as data sets are. */
export function laidOver(stored: DicomJson, overrides: readonly NewElement[]): DicomJson {
  if (overrides.length === 0) return stored;
  const own = overrides.map(
    ({ tag, vr, value }) => [tag, { vr, Value: [value].flat().map((one) => jsonValue(vr, one)) }] as const,
  );
  return Object.fromEntries(
    Object.entries({ ...stored, ...Object.fromEntries(own) }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** PS3.18 F.2.2 and F.2.3. */
function jsonValue(vr: string, value: unknown): unknown {
  if (vr === 'DS') return Number.isNaN(Number(value)) ? value : Number(value);
  if (vr !== 'PN') return value;
  const groups = String(value).split('=');
  const names = ['Alphabetic', 'Ideographic', 'Phonetic'].map((name, index) => [name, groups[index] ?? ''] as const);
  return Object.fromEntries(names.filter(([, text]) => text !== ''));
}

/** `(0010,0020)`, `0010,0020` or `00100020`, in any list. */
const tagsIn = (text: string): string[] =>
  (text.toUpperCase().match(/[0-9A-F]{4},?[0-9A-F]{4}/g) ?? []).map((tag) => tag.replace(',', ''));

/** The same of every object of a study, or of one of its series, by its SOP Instance UID. */
export async function jsonOfStudy(view: View, key: StorageKey): Promise<Response> {
  const series = view.query['series_uid'] ?? '';
  const all = instancesOf(view.archive.database, key);
  if (all.length === 0) throw nothing(key);
  const images = all.filter(({ series_uid }) => series === '' || series_uid === series);
  if (images.length === 0) throw noSuchSeries(key, series);
  const found: Record<string, DicomJson> = {};
  for (const image of images) found[image.sop_uid] = await jsonOfImage(view, image);
  return Response.json(found);
}

/** Attributes by their tag, with name and value as people read them. */
export async function attributesOf(view: View, instance: StoredInstance): Promise<Response> {
  const attributes = Object.entries(await jsonOfImage(view, instance)).map(([tag, { vr, Value = [] }]) => {
    const name = entryOf(tag)?.keyword ?? null;
    const value = vr === 'SQ' ? Value : Value.map(plain).join('\\');
    return [formatTag(tag), { tag: formatTag(tag), name, vr, value }];
  });
  return Response.json(Object.fromEntries(attributes));
}

/** The attributes of a study's first object, which are those of the study as far as it has any. */
export async function tagsOf(view: View, key: StorageKey): Promise<Response> {
  const [first] = instancesOf(view.archive.database, key);
  if (first === undefined) throw nothing(key);
  return attributesOf(view, first);
}

/** Who the study is of: what the record says, and else what is stored. */
export async function phiOf(
  archive: ArchiveContext,
  record: StudyRow | undefined,
  instance: StoredInstance | undefined,
): Promise<Response> {
  const stored =
    instance && (await readStoredHeader(archive.objects.pathOf(instance.object), instance.size)).demographics;
  const phi = demographicNames.map((name) => [name, record?.[name] || stored?.[name] || null] as const);
  const tags = phi.map(([name, value]) => [formatTag(demographicFields[name]), value]);
  return Response.json({ ...Object.fromEntries(phi), tags: Object.fromEntries(tags) });
}

/** One value as text: a person's name without its alphabet, a number as it is. */
function plain(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Object.values(value).join('=');
  return String(value);
}

const nothing = ({ storage_namespace: namespace, study_uid }: StorageKey): StorageError =>
  new StorageError('NO_IMAGES_IN_STUDY', 'The study has no images.', { ids: { namespace, study_uid } });

export const noSuchSeries = (
  { storage_namespace: namespace, study_uid }: StorageKey,
  series_uid: string,
): StorageError =>
  new StorageError('SERIES_NOT_FOUND', 'The series was not found.', { ids: { namespace, study_uid, series_uid } });
