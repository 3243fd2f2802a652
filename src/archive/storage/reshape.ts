import { defaultVr, type NewElement } from '../../dicom/new-element.ts';
import type { ArchiveContext } from '../archive-context.ts';
import type { Caller } from '../access.ts';
import { deleteStudy, deleteStored } from '../store/study-deletion.ts';
import { type DemographicField, demographicFields, demographicNames } from '../store/study-fields.ts';
import { recordsOf, type StorageKey, type StudyRow } from '../store/study-records.ts';
import { type Change, derive, newUid } from './derive.ts';
import { StorageError } from './errors.ts';
import { instancesOf, type StoredInstance } from './instances.ts';
import { dicomUid, namespaceId, requireDelete, requireStudy } from './storage-call.ts';

export interface Reshaping {
  readonly archive: ArchiveContext;
  readonly caller: Caller;
  readonly key: StorageKey;
  readonly query: Readonly<Record<string, string>>;
}

/** A study of its own of some series, beside the study or in another namespace. */
export async function split(call: Reshaping): Promise<Response> {
  const { archive, caller, key, query } = call;
  const series = uidsIn(query['series_uid'] ?? '');
  const instances = instancesOfSeries(call, key, series);
  const remove = query['delete_series_from_original'] === '1' || query['delete_series_from_original'] === 'true';
  if (remove) requireDelete(archive, caller, key);
  const target = newStudy(call);
  await derive(archive, caller, instances, { target, change: {}, record: recordOf(call) });
  if (remove) for (const { sop_uid } of instances) deleteStored(archive, key, { sopUid: sop_uid });
  return answer(target, instances);
}

/** The series of a second study in the first, under the first one's patient and study: a study is of one patient. */
export async function merge(call: Reshaping): Promise<Response> {
  const { archive, caller, key, query } = call;
  const secondary = { ...key, study_uid: dicomUid(query['secondary_study_uid'] ?? '') };
  if (secondary.study_uid === key.study_uid)
    throw new StorageError('BAD_REQUEST', 'A study is not merged with itself.');
  const [record] = requireStudy(archive, caller, key, ['study_upload']);
  const secondaries = requireStudy(archive, caller, secondary, ['study_view']);
  const remove = query['delete_secondary_study'] === '1' || query['delete_secondary_study'] === 'true';
  if (remove) requireDelete(archive, caller, secondary);
  const instances = instancesOfSeries(call, secondary, uidsIn(query['series_uids'] ?? ''));
  const there = new Set(instancesOf(archive.database, key).map(({ sop_uid }) => sop_uid));
  if (instances.some(({ sop_uid }) => there.has(sop_uid))) {
    throw new StorageError('CONFLICT', 'Both studies hold an image with the same UID.', {
      ids: { study_uid: key.study_uid },
    });
  }
  await derive(archive, caller, instances, { target: key, change: { set: identityOf(record) } });
  if (remove) for (const each of secondaries) deleteStudy(archive, each);
  return answer(key, instances);
}

/** A copy under another Study Instance UID, with new UIDs of series and images where asked for. */
export async function clone(call: Reshaping): Promise<Response> {
  const { archive, caller, key, query } = call;
  const instances = instancesOfSeries(call, key, []);
  const target = newStudy(call);
  const kinds = { series_uid: query['new_series_uids'] === '1', sop_uid: query['new_image_uids'] === '1' };
  const uids = newUids(instances, kinds);
  uids.set(key.study_uid, target.study_uid);
  await derive(archive, caller, instances, { target, change: { uids }, record: recordOf(call) });
  return answer(target, instances);
}

/** A copy whose objects are painted anew, each under a UID of its own unless `keep_image_uids` says otherwise. */
export async function repainted(call: Reshaping, repaint: NonNullable<Change['repaint']>): Promise<Response> {
  const { archive, caller, key, query } = call;
  const instances = instancesOfSeries(call, key, []);
  const target = newStudy(call);
  const keeps = query['keep_image_uids'] === '1' || query['keep_image_uids'] === 'true';
  const uids = newUids(instances, { series_uid: false, sop_uid: !keeps });
  uids.set(key.study_uid, target.study_uid);
  await derive(archive, caller, instances, { target, change: { uids, repaint }, record: recordOf(call) });
  return answer(target, instances);
}

/** The study to be made: one that is there already is not written into. */
function newStudy({ archive, key, query }: Reshaping): StorageKey {
  const named = query['new_study_uid'] ?? query['study_uid'] ?? '';
  const namespace = query['to_namespace'] ?? '';
  const target = {
    storage_namespace: namespace === '' ? key.storage_namespace : namespaceId(namespace),
    study_uid: named === '' ? newUid() : dicomUid(named),
  };
  if (recordsOf(archive.database, target).length === 0) return target;
  throw new StorageError('CONFLICT', 'There is a study with this UID already.', { ids: { ...target } });
}

/** What the caller sees of the study goes with its copy, what was corrected of it too. */
function recordOf({ archive, caller, key }: Reshaping): Partial<StudyRow> {
  const [record] = requireStudy(archive, caller, key, ['study_view']);
  return Object.fromEntries(demographicNames.map((name) => [name, record?.[name] ?? null]));
}

function identityOf(record: StudyRow | undefined): NewElement[] {
  return identifying.map((name) => {
    const tag = demographicFields[name];
    return { tag, vr: defaultVr(tag), value: record?.[name] ?? '' };
  });
}

/** Who and which study an object is of; more would say of one acquisition what is true of another. */
const identifying = [
  'patient_name',
  'patientid',
  'patient_birth_date',
  'patient_sex',
  'study_date',
  'study_time',
  'accession_number',
  'study_description',
  'referring_physician',
] as const satisfies readonly DemographicField[];

function newUids(
  instances: readonly StoredInstance[],
  kinds: Readonly<Record<'series_uid' | 'sop_uid', boolean>>,
): Map<string, string> {
  const uids = new Map<string, string>();
  for (const instance of instances) {
    for (const kind of ['series_uid', 'sop_uid'] as const) {
      if (kinds[kind] && !uids.has(instance[kind])) uids.set(instance[kind], newUid());
    }
  }
  return uids;
}

function instancesOfSeries({ archive }: Reshaping, key: StorageKey, series: readonly string[]): StoredInstance[] {
  const all = instancesOf(archive.database, key);
  const ids = { namespace: key.storage_namespace, study_uid: key.study_uid };
  if (all.length === 0) throw new StorageError('NO_IMAGES_IN_STUDY', 'The study has no images.', { ids });
  const missing = series.find((uid) => all.every(({ series_uid }) => series_uid !== uid));
  if (missing !== undefined)
    throw new StorageError('SERIES_NOT_FOUND', 'The series was not found.', { ids: { ...ids, series_uid: missing } });
  return series.length === 0 ? all : all.filter(({ series_uid }) => series.includes(series_uid));
}

const uidsIn = (text: string): string[] =>
  text
    .split(',')
    .map((uid) => uid.trim())
    .filter(Boolean)
    .map(dicomUid);

function answer(target: StorageKey, instances: readonly StoredInstance[]): Response {
  const { storage_namespace: namespace, study_uid } = target;
  return Response.json({ namespace, study_uid, image_count: instances.length });
}
