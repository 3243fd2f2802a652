import { readFile } from 'node:fs/promises';
import type { ArchiveContext } from '../archive-context.ts';
import { tagOf } from '../../dicom/dictionary.ts';
import { readAround } from '../../dicom/read-around.ts';
import { DicomReadError } from '../../dicom/read-error.ts';
import { readDicom } from '../../dicom/read-dicom.ts';
import { bytesContent, bytesOf, type Content } from './content.ts';
import { StorageError } from './errors.ts';
import { payloadOf, sourceOf } from './payload.ts';
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

/** The film inside an object (PS3.5 8.2.5 to 8.2.9), in the container it came in; 415 when it holds none. */
export async function videoOf(archive: ArchiveContext, instance: StoredInstance): Promise<Content> {
  if (!videoSyntax.test(instance.transfer_syntax_uid)) throw notVideo(instance);
  const stored = await payloadOf(archive, instance, { set: [], replace: new Map() });
  const { file, pixels } = await readAround(sourceOf(stored));
  // A short file is read wholly, and nothing of it lies elsewhere.
  const element = pixels ?? file.dataSet.elements().find(({ tag }) => tag === tagOf('PixelData'));
  const fragments = element?.fragments ?? [];
  // The first one is the Basic Offset Table.
  const ranges = fragments.slice(1);
  const size = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  if (size === 0) throw notVideo(instance);
  const first = ranges[0]?.start ?? 0;
  const [type, ending] = kindOfVideo(await bytesOf(stored.open(first, Math.min(stored.size, first + 8))));
  async function* open(start: number, end: number): AsyncGenerator<Uint8Array> {
    let at = 0;
    for (const range of ranges) {
      const [from, to] = [Math.max(start, at), Math.min(end, at + range.end - range.start)];
      if (from < to) yield* stored.open(range.start + from - at, range.start + to - at);
      at += range.end - range.start;
    }
  }
  const headers = {
    'content-type': type,
    'content-disposition': `attachment; filename="video.${ending}"`,
    etag: `"${instance.version}-video"`,
  };
  return { size, headers, open };
}

/** MPEG-2, MPEG-4 AVC/H.264, HEVC/H.265 (PS3.6 A). */
const videoSyntax = /^1\.2\.840\.10008\.1\.2\.4\.10[0-8](\.1)?$/;

function kindOfVideo(start: Buffer): readonly [type: string, ending: string] {
  if (start.toString('latin1', 4, 8) === 'ftyp') return ['video/mp4', 'mp4'];
  if (start[0] === 0x47) return ['video/mp2t', 'ts'];
  if (start.readUIntBE(0, 3) === 1) return ['video/mpeg', 'mpg'];
  return ['application/octet-stream', 'bin'];
}

const notVideo = ({ study_uid, sop_uid }: StoredInstance): StorageError =>
  new StorageError('NOT_VIDEO_IN_IMAGE', 'The object holds no film.', { ids: { study_uid, image_uid: sop_uid } });

/** What a computer found in an image is read as the report that it is, by `json`. */
export const notReadAsCad = ({ study_uid, sop_uid }: StoredInstance): StorageError =>
  new StorageError('NOT_ACCEPTABLE', 'Reports of computer-aided detection are not drawn here. Read them as JSON.', {
    ids: { study_uid, image_uid: sop_uid },
  });

const notPdf = (instance: StoredInstance, cause?: unknown): StorageError =>
  new StorageError('NOT_PDF_FILE', 'The object holds no PDF.', {
    cause,
    ids: { study_uid: instance.study_uid, image_uid: instance.sop_uid },
  });
