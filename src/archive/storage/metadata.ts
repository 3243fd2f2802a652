import type { ArchiveContext } from '../archive-context.ts';
import { toDicomJson } from '../../dicom/dicom-json.ts';
import type { NewElement } from '../../dicom/new-element.ts';
import type { StorageKey } from '../store/study-records.ts';
import { StorageError } from './errors.ts';
import { instancesOf } from './instances.ts';
import { readStoredFile } from './stored-header.ts';
import { laidOver } from './views.ts';

/**
 * The attributes of a study's objects as the DICOM JSON model has them (PS3.18 10.4.1.1.2), one object after the
 * other as it is read: a study of thousands is never whole in memory.
 */
export function metadataOf(
  archive: ArchiveContext,
  key: StorageKey,
  only: { readonly series?: string | undefined; readonly instance?: string | undefined },
  overrides: readonly NewElement[],
): Response {
  const instances = instancesOf(archive.database, key).filter(
    ({ series_uid, sop_uid }) =>
      (only.series === undefined || only.series === series_uid) &&
      (only.instance === undefined || only.instance === sop_uid),
  );
  if (instances.length === 0) {
    const ids = { namespace: key.storage_namespace, study_uid: key.study_uid };
    throw new StorageError('NOT_FOUND', 'There is no such object.', { ids });
  }
  const texts = async function* (): AsyncGenerator<string> {
    for (const [index, { object, size }] of instances.entries()) {
      const { dataSet } = await readStoredFile(archive.objects.pathOf(object), size);
      yield `${index === 0 ? '[' : ','}${JSON.stringify(laidOver(toDicomJson(dataSet), overrides))}`;
    }
    yield ']';
  };
  const body = ReadableStream.from(texts()).pipeThrough(new TextEncoderStream());
  return new Response(body, { headers: { 'content-type': 'application/dicom+json' } });
}
