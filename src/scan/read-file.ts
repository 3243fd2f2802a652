import { readDicomdir } from '../dicom/dicomdir.ts';
import { inspectFile } from '../dicom/inspect.ts';
import { readInstanceHeader } from '../dicom/instance-header.ts';
import { type DicomFile, readDicom } from '../dicom/read-dicom.ts';
import { DicomReadError, NeedMoreBytesError } from '../dicom/read-error.ts';
import { tagOf } from '../dicom/dictionary.ts';
import type { RepairCode } from '../contract/scan.ts';
import { pixelsEndFault } from './pixels-end.ts';
import type { Finding, Outcome, ReadTask } from './outcome.ts';
import { reasonOf } from '../source/reason.ts';
import { sliceOf } from './slice.ts';
import { sniff } from '../source/sniff.ts';
import { BrokenEntryError, openBytes, type SourceBytes } from '../source/source-bytes.ts';

/** The header of nearly every instance, and the signature of an ISO image, fit in the first read. */
const FIRST_READ = 64 * 1024;
/** The longest header, and the longest DICOMDIR, that are read. */
const MOST = 64 * 1024 * 1024;

const MEDIA_STORAGE_DIRECTORY = '1.2.840.10008.1.3.10';
const MEDIA_STORAGE_SOP_CLASS_UID = tagOf('MediaStorageSOPClassUID');
const DIRECTORY_RECORD_SEQUENCE = tagOf('DirectoryRecordSequence');
const IMAGE_ORIENTATION_PATIENT = tagOf('ImageOrientationPatient');
const IMAGE_POSITION_PATIENT = tagOf('ImagePositionPatient');

/** Says what one file is, from as little of its beginning as will do. Never throws for what is in the file. */
export function readFile({ absolutePath, place, charset }: ReadTask): Outcome {
  let source: SourceBytes | undefined;
  try {
    source = openBytes(absolutePath, place);
    if (source === undefined) return { bytes: 0, ...noFile };
    return { bytes: source.size, ...(source.size === 0 ? { kind: 'empty' } : readContent(source, charset)) };
  } catch (error) {
    return { bytes: 0, ...unreadable(error) };
  } finally {
    source?.close();
  }
}

const noFile: Finding = { kind: 'unreadable', code: 'unreadable', message: 'It is no longer a file.' };

/** One for all files: nothing of a file's bytes outlives its outcome. */
const firstBytes = new Uint8Array(FIRST_READ);

function readContent(source: SourceBytes, charset: string | undefined): Finding {
  const head = source.readInto(firstBytes);
  const content = sniff(head);
  if (content.kind !== 'dicom' && content.kind !== 'unknown') return content;
  try {
    const { file, bytes } = readHeader(source, head, charset);
    if (isDicomdir(file)) return readDirectory(source, bytes, charset);
    return toInstance(file, pixelsEndFault(file, source));
  } catch (error) {
    if (!(error instanceof DicomReadError)) throw error;
    // Without `DICM` nothing says that this was meant to be DICOM, unless it reads like it until it breaks off.
    if (content.kind === 'unknown' && error.code !== 'missing-uid' && error.code !== 'truncated') return content;
    return { kind: 'unreadable', code: error.code, message: `${error.message}.` };
  }
}

/** Reads on until the parser has the whole header. */
export function readHeader(
  source: SourceBytes,
  head: Uint8Array,
  charset: string | undefined,
): { file: DicomFile; bytes: Uint8Array } {
  const totalBytes = source.size;
  let bytes = head;
  for (;;) {
    try {
      return { file: readDicom(bytes, { untilPixelData: true, partial: true, totalBytes, charset }), bytes };
    } catch (error) {
      if (!(error instanceof NeedMoreBytesError)) throw error;
      const wanted = Math.min(Math.max(error.needed, bytes.length * 2), totalBytes);
      if (wanted > MOST)
        throw new DicomReadError('too-large', `Its header is longer than ${MOST} bytes`, { cause: error });
      bytes = source.read(0, wanted);
      if (bytes.length < error.needed)
        throw new DicomReadError('truncated', 'The file became shorter while it was read');
    }
  }
}

function isDicomdir({ meta, dataSet }: DicomFile): boolean {
  return meta.text(MEDIA_STORAGE_SOP_CLASS_UID) === MEDIA_STORAGE_DIRECTORY || dataSet.has(DIRECTORY_RECORD_SEQUENCE);
}

function readDirectory(source: SourceBytes, head: Uint8Array, charset: string | undefined): Finding {
  if (source.size > MOST) return badDirectory(`it is longer than ${MOST} bytes`);
  const bytes = head.length === source.size ? head : source.read(0, source.size);
  try {
    return { kind: 'dicomdir', directory: readDicomdir(bytes, { charset }) };
  } catch (error) {
    if (error instanceof DicomReadError) return badDirectory(error.message);
    throw error;
  }
}

const badDirectory = (reason: string): Finding => ({
  kind: 'unreadable',
  code: 'bad-dicomdir',
  message: `The DICOMDIR cannot be read: ${reason}.`,
});

function toInstance(file: DicomFile, pixels: RepairCode | undefined): Finding {
  const header = readInstanceHeader(file);
  const { dataSet } = file;
  const repairs = [...new Set([...file.repairs, ...(pixels === undefined ? [] : [pixels]), ...inspectFile(file)])];
  const slice = sliceOf(dataSet.numbers(IMAGE_ORIENTATION_PATIENT), dataSet.numbers(IMAGE_POSITION_PATIENT));
  return { kind: 'instance', header, repairs, ...(slice === undefined ? {} : { slice }) };
}

function unreadable(error: unknown): Finding {
  if (error instanceof BrokenEntryError)
    return { kind: 'unreadable', code: 'unreadable', message: `${error.message}.` };
  if (!(error instanceof Error && 'code' in error)) throw error;
  return { kind: 'unreadable', code: 'unreadable', message: `It cannot be read: ${reasonOf(error)}.` };
}
