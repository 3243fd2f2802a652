import { readFile } from 'node:fs/promises';
import type { ArchiveContext } from '../archive-context.ts';
import { tagOf } from '../../dicom/dictionary.ts';
import { DicomReadError } from '../../dicom/read-error.ts';
import { readDicom } from '../../dicom/read-dicom.ts';
import { bytesContent, type Content } from './content.ts';
import { StorageError } from './errors.ts';
import type { StoredInstance } from './instances.ts';

const ENCAPSULATED_PDF = '1.2.840.10008.5.1.4.1.1.104.1';
/** Reports have some megabytes; the whole object is read. */
const maxPdf = 256 * 1024 * 1024;

/** The PDF inside an object (PS3.3 A.45.1); 415 when it holds none. */
export async function pdfOf(archive: ArchiveContext, instance: StoredInstance): Promise<Content> {
  if (instance.sop_class_uid !== ENCAPSULATED_PDF || instance.size > maxPdf) throw notPdf(instance);
  const bytes = await readFile(archive.objects.pathOf(instance.object));
  return bytesContent(documentIn(bytes, instance), {
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="report.pdf"',
    'content-security-policy': "sandbox; default-src 'none'",
  });
}

function documentIn(bytes: Uint8Array, instance: StoredInstance): Uint8Array {
  try {
    const { dataSet } = readDicom(bytes);
    const value = dataSet.value(tagOf('EncapsulatedDocument'));
    const length = dataSet.number(tagOf('EncapsulatedDocumentLength'));
    if (value === undefined) throw notPdf(instance);
    // A byte that only makes the length even is no part of the document (PS3.3 C.24.2).
    return length === undefined ? value : value.subarray(0, length);
  } catch (cause) {
    if (!(cause instanceof DicomReadError)) throw cause;
    throw notPdf(instance, cause);
  }
}

const notPdf = (instance: StoredInstance, cause?: unknown): StorageError =>
  new StorageError('NOT_PDF_FILE', 'The object holds no PDF.', {
    cause,
    ids: { study_uid: instance.study_uid, image_uid: instance.sop_uid },
  });
