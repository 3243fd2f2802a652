import { type DicomJson, toDicomJson } from '../../dicom/dicom-json.ts';
import { entryOf, formatTag, isPrivate } from '../../dicom/dictionary.ts';
import type { ArchiveContext } from '../archive-context.ts';
import { demographicFields, demographicNames } from '../store/study-fields.ts';
import type { StorageKey, StudyRow } from '../store/study-records.ts';
import { StorageError } from './errors.ts';
import { instancesOf, type StoredInstance } from './instances.ts';
import { readStoredFile, readStoredHeader } from './stored-header.ts';

/** What of an object's attributes is asked for: the parameters `groups`, `include_tags`, `exclude_unnamed`. */
type Query = Readonly<Record<string, string>>;

/** The attributes of an object in the DICOM JSON model (PS3.18 F.2), those that are asked for. */
export async function jsonOfImage(archive: ArchiveContext, instance: StoredInstance, query: Query): Promise<DicomJson> {
  const { dataSet } = await readStoredFile(archive.objects.pathOf(instance.object), instance.size);
  const groups = new Set((query['groups'] ?? '').toUpperCase().match(/[0-9A-F]{4}/g));
  const tags = new Set(tagsIn(query['include_tags'] ?? ''));
  const isWanted = ([tag]: readonly [string, unknown]): boolean => {
    if (query['exclude_unnamed'] === '1' && (isPrivate(tag) || entryOf(tag) === undefined)) return false;
    return (groups.size === 0 && tags.size === 0) || tags.has(tag) || groups.has(tag.slice(0, 4));
  };
  return Object.fromEntries(Object.entries(toDicomJson(dataSet)).filter(isWanted));
}

/** `(0010,0020)`, `0010,0020` or `00100020`, in any list. */
const tagsIn = (text: string): string[] =>
  (text.toUpperCase().match(/[0-9A-F]{4},?[0-9A-F]{4}/g) ?? []).map((tag) => tag.replace(',', ''));

/** The same of every object of a study, or of one of its series, by its SOP Instance UID. */
export async function jsonOfStudy(archive: ArchiveContext, key: StorageKey, query: Query): Promise<Response> {
  const series = query['series_uid'] ?? '';
  const images = instancesOf(archive.database, key).filter(({ series_uid }) => series === '' || series_uid === series);
  if (images.length === 0) throw nothing(key);
  const found: Record<string, DicomJson> = {};
  for (const image of images) found[image.sop_uid] = await jsonOfImage(archive, image, query);
  return Response.json(found);
}

/** Attributes by their tag, with name and value as people read them. */
export async function attributesOf(archive: ArchiveContext, instance: StoredInstance, query: Query): Promise<Response> {
  const attributes = Object.entries(await jsonOfImage(archive, instance, query)).map(([tag, { vr, Value = [] }]) => {
    const name = entryOf(tag)?.keyword ?? null;
    const value = vr === 'SQ' ? Value : Value.map(plain).join('\\');
    return [formatTag(tag), { tag: formatTag(tag), name, vr, value }];
  });
  return Response.json(Object.fromEntries(attributes));
}

/** The attributes of a study's first object, which are those of the study as far as it has any. */
export async function tagsOf(archive: ArchiveContext, key: StorageKey, query: Query): Promise<Response> {
  const [first] = instancesOf(archive.database, key);
  if (first === undefined) throw nothing(key);
  return attributesOf(archive, first, query);
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
