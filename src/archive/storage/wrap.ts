import { z } from 'zod';
import { entryOf, tagOf } from '../../dicom/dictionary.ts';
import { defaultVr, element, type NewElement } from '../../dicom/new-element.ts';
import { writeDicom } from '../../dicom/write-dicom.ts';
import { DicomWriteError } from '../../dicom/write-error.ts';
import { wrapFile } from '../../wrap/wrap-file.ts';
import { WrapError, type Wrapped } from '../../wrap/wrapped.ts';
import { type ArchiveContext, timestamp } from '../archive-context.ts';
import type { Caller } from '../access.ts';
import { EXPLICIT_LE } from '../../dicom/transfer-syntax.ts';
import { recordsOf, type StorageKey } from '../store/study-records.ts';
import { newUid } from './derive.ts';
import { StorageError } from './errors.ts';
import { dicomUid, requireUpload } from './storage-call.ts';
import { upload } from './upload.ts';

/** Photographs, scans and reports; taken into memory whole. */
export const maxWrapped = 256 * 1024 * 1024;

const Tags = z.record(z.string(), z.union([z.string(), z.number().transform(String)]));

/**
 * Makes a DICOM object of a file of another kind and files it: a Secondary Capture of a picture, an Encapsulated
 * PDF, a Video Photographic Image of a film. `tags`, a JSON object by tag, says whom it is of. The form's `file` is what its bytes say, whatever its name.
 */
export async function wrap(
  archive: ArchiveContext,
  caller: Caller,
  { namespace, named }: { readonly namespace: string; readonly named: string | null },
  request: Request,
): Promise<Response> {
  requireUpload(archive, caller, namespace);
  const declared = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(declared <= maxWrapped))
    throw new StorageError('PAYLOAD_TOO_LARGE', 'The file is too large, or does not say how large it is.');
  const form = await request.formData().catch((cause: unknown) => {
    throw new StorageError('BAD_REQUEST', 'The file is no multipart form.', { cause });
  });
  const file = form.get('file');
  if (file === null || typeof file === 'string' || file.size === 0) {
    throw new StorageError('BAD_REQUEST', 'The form has no file in "file", or an empty one.');
  }
  const tags = form.get('tags');
  const bytes = new Uint8Array(await file.arrayBuffer());
  return wrapBytes(archive, caller, { namespace, named }, { bytes, tags: typeof tags === 'string' ? tags : '' });
}

/** The same of bytes that came in parts or lie beside a study. */
export async function wrapBytes(
  archive: ArchiveContext,
  caller: Caller,
  { namespace, named }: { readonly namespace: string; readonly named: string | null },
  file: { readonly bytes: Uint8Array; readonly tags: string },
): Promise<Response> {
  requireUpload(archive, caller, namespace);
  const given = tagsOf(file.tags);
  const study = dicomUid(named ?? given.get(tagOf('StudyInstanceUID')) ?? newUid());
  const wrapped = kindOf(file.bytes);
  const bytes = objectOf(
    wrapped,
    { ...knownOf(archive, namespace, study), ...Object.fromEntries(given), [tagOf('StudyInstanceUID')]: study },
    archive.now(),
  );
  return upload(archive, caller, { namespace, named }, { body: one(bytes), declared: bytes.length });
}

/** Files an object that the archive makes itself, of the study's patient, in a series of its own. */
export async function fileObject(
  archive: ArchiveContext,
  caller: Caller,
  { storage_namespace: namespace, study_uid }: StorageKey,
  made: Pick<Wrapped, 'sopClassUid' | 'modality' | 'elements'>,
): Promise<Response> {
  const wrapped: Wrapped = { ...made, transferSyntaxUid: EXPLICIT_LE, content: [] };
  const tags = { ...knownOf(archive, namespace, study_uid), [tagOf('StudyInstanceUID')]: study_uid };
  const bytes = objectOf(wrapped, tags, archive.now());
  return upload(archive, caller, { namespace, named: study_uid }, { body: one(bytes), declared: bytes.length });
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function tagsOf(text: string): ReadonlyMap<string, string> {
  if (text.trim() === '') return new Map();
  const parsed = Tags.safeParse(jsonOf(text));
  if (!parsed.success) throw new StorageError('JSON_DESERIALIZE_EXCEPTION', 'The tags are no JSON object of texts.');
  return new Map(
    Object.entries(parsed.data).map(([name, value]) => {
      const tag = name.replaceAll(/[(),\s]/g, '').toUpperCase();
      const isWritable =
        /^[0-9A-F]{8}$/.test(tag) &&
        !tag.startsWith('0002') &&
        entryOf(tag) !== undefined &&
        tag !== tagOf('PixelData');
      if (!isWritable) throw new StorageError('VALIDATION_ERROR', 'One of the tags is none that can be set.');
      return [tag, value];
    }),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // refused as what it is not
  }
}

/** Whom the study is of, as it is known here, so that an object without tags is not of nobody. */
function knownOf(archive: ArchiveContext, namespace: string, study_uid: string): Record<string, string> {
  const [record] = recordsOf(archive.database, { storage_namespace: namespace, study_uid });
  return {
    [tagOf('PatientName')]: record?.patient_name ?? '',
    [tagOf('PatientID')]: record?.patientid ?? '',
    [tagOf('PatientBirthDate')]: record?.patient_birth_date ?? '',
    [tagOf('PatientSex')]: record?.patient_sex ?? '',
    [tagOf('StudyDate')]: record?.study_date ?? '',
    [tagOf('StudyTime')]: record?.study_time ?? '',
    [tagOf('AccessionNumber')]: record?.accession_number ?? '',
    [tagOf('ReferringPhysicianName')]: record?.referring_physician ?? '',
    [tagOf('StudyID')]: '',
  };
}

function kindOf(bytes: Uint8Array): Wrapped {
  try {
    return wrapFile(bytes);
  } catch (cause) {
    if (!(cause instanceof WrapError)) throw cause;
    throw new StorageError('VALIDATION_ERROR', cause.message, { cause });
  }
}

function objectOf(wrapped: Wrapped, tags: Readonly<Record<string, string>>, now: number): Uint8Array {
  const [date = '', time = ''] = timestamp(now).split(' ');
  const own: readonly NewElement[] = [
    element('SpecificCharacterSet', 'ISO_IR 192'),
    element('SOPClassUID', wrapped.sopClassUid),
    element('SOPInstanceUID', newUid()),
    element('SeriesInstanceUID', newUid()),
    element('SeriesNumber', ''),
    element('InstanceNumber', '1'),
    element('Modality', wrapped.modality),
    // Made from a file by a workstation (PS3.3 C.8.6.1).
    ...(wrapped.content.length > 0 ? [element('ConversionType', 'WSD')] : []),
    element('ContentDate', date.replaceAll('-', '')),
    element('ContentTime', time.replaceAll(':', '')),
    ...(wrapped.modality === 'DOC' ? [element('DocumentTitle', ''), element('BurnedInAnnotation', 'YES')] : []),
    ...wrapped.elements,
    ...wrapped.content,
  ];
  const elements = new Map(own.map((each) => [each.tag, each]));
  for (const [tag, value] of Object.entries(tags)) {
    const vr = defaultVr(tag);
    elements.set(tag, { tag, vr, value: value.includes('\\') ? value.split('\\') : value });
  }
  try {
    return writeDicom({ transferSyntaxUid: wrapped.transferSyntaxUid, elements: [...elements.values()] });
  } catch (cause) {
    if (!(cause instanceof DicomWriteError)) throw cause;
    throw new StorageError('VALIDATION_ERROR', 'One of the tags has a value that cannot be written.', { cause });
  }
}
