import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type ArchiveContext, timestamp } from '../archive-context.ts';
import type { Caller } from '../access.ts';
import { tagOf } from '../../dicom/dictionary.ts';
import { editDicom, type Edit, type VisitedElement } from '../../dicom/edit-dicom.ts';
import { element, type NewElement } from '../../dicom/new-element.ts';
import { DicomReadError } from '../../dicom/read-error.ts';
import { DicomWriteError } from '../../dicom/write-error.ts';
import type { PlacedFile } from '../store/object-store.ts';
import type { ReceivedFile } from '../store/receive.ts';
import { addStudy, recordsOf, settle, type StorageKey, type StudyRow } from '../store/study-records.ts';
import { StorageError, storeFailure } from './errors.ts';
import { fileInstance, type StoredInstance } from './instances.ts';
import { damaged } from './payload.ts';
import { requireUpload } from './storage-call.ts';
import { readStoredHeader, type StoredHeader } from './stored-header.ts';

const STUDY_INSTANCE_UID = tagOf('StudyInstanceUID');
/** An object is changed in memory. */
const maxChanged = 1024 ** 3;

export const newUid = (): string => `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;

/** What becomes of the objects on their way into another study. */
export interface Change {
  /** Old UIDs to new ones, of series and images, wherever they stand: references too. */
  readonly uids?: ReadonlyMap<string, string>;
  /** Further elements of every object. */
  readonly set?: readonly NewElement[];
  /** The object with other pixels; undefined when it keeps its own. */
  readonly repaint?: (instance: StoredInstance) => Promise<Uint8Array<ArrayBuffer>> | undefined;
}

interface Made {
  readonly file: ReceivedFile;
  readonly placed: PlacedFile;
  readonly header: StoredHeader;
}

/**
 * Copies objects into a study, changed: all of them, or none when one fails. `record`: what is known of the study
 * when it is not there yet; nothing, when it must be.
 */
export async function derive(
  archive: ArchiveContext,
  caller: Caller,
  instances: readonly StoredInstance[],
  { target, change, record }: { target: StorageKey; change: Change; record?: Partial<StudyRow> },
): Promise<void> {
  requireUpload(archive, caller, target.storage_namespace);
  const made: Made[] = [];
  try {
    for (const instance of instances) made.push(await changed(archive, instance, target, change));
    archive.database.write(() => {
      const at = timestamp(archive.now());
      if (recordsOf(archive.database, target).length === 0) addRecord(archive, caller, target, record ?? {}, at);
      for (const { file, placed, header } of made) {
        archive.objects.commit(placed);
        fileInstance(archive.database, target, { sha256: file.sha256, size: file.size, header }, at);
      }
      settle(archive.database, target, at);
    });
  } catch (error) {
    for (const { file } of made) archive.objects.removeUnknown(file.sha256);
    throw storeFailure(error);
  } finally {
    for (const { file } of made) await file.discard();
  }
}

function addRecord(archive: ArchiveContext, caller: Caller, target: StorageKey, record: Partial<StudyRow>, at: string) {
  addStudy(
    archive.database,
    {
      ...record,
      ...target,
      phi_namespace: target.storage_namespace,
      source: 'upload',
      created_by: caller.kind === 'user' ? caller.user.uuid : null,
      created_in: caller.kind === 'link' ? caller.session.sidHash : null,
      phantom: 0,
    },
    at,
  );
}

async function changed(
  archive: ArchiveContext,
  instance: StoredInstance,
  target: StorageKey,
  { uids = new Map(), set = [], repaint }: Change,
): Promise<Made> {
  const handle = await archive.objects.open(instance.object, instance.size);
  if (handle === undefined) throw damaged(instance);
  await handle.close();
  if (instance.size > maxChanged) throw new StorageError('PAYLOAD_TOO_LARGE', 'The object is too large to be changed.');
  const bytes = (await repaint?.(instance)) ?? (await readFile(archive.objects.pathOf(instance.object)));
  const visit = (visited: VisitedElement): Edit => renamed(visited, uids);
  const file = await archive.objects.receive(
    one(edited(bytes, instance, { visit, set: [...set, studyOf(target)] })),
    maxChanged * 2,
  );
  try {
    return { file, header: await readStoredHeader(file.path, file.size), placed: await archive.objects.place(file) };
  } catch (error) {
    await file.discard();
    throw error;
  }
}

const studyOf = (target: StorageKey): NewElement => element('StudyInstanceUID', target.study_uid);

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function edited(bytes: Uint8Array, instance: StoredInstance, edits: Parameters<typeof editDicom>[1]): Uint8Array {
  try {
    return editDicom(bytes, edits);
  } catch (cause) {
    if (!(cause instanceof DicomReadError || cause instanceof DicomWriteError)) throw cause;
    const ids = { study_uid: instance.study_uid, image_uid: instance.sop_uid };
    throw new StorageError('STORE_OPERATION_FAILED', 'An object of the study cannot be written anew.', { cause, ids });
  }
}

/** The file's own group follows its data set by itself (PS3.10 7.1). */
function renamed({ element: each, dataSet, path }: VisitedElement, uids: ReadonlyMap<string, string>): Edit {
  if (each.vr !== 'UI' || each.tag.startsWith('0002') || (path.length === 0 && each.tag === STUDY_INSTANCE_UID))
    return 'keep';
  const texts = dataSet.textsOf(each);
  return texts.some((text) => uids.has(text)) ? { value: texts.map((text) => uids.get(text) ?? text) } : 'keep';
}
