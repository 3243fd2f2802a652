import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { readDicomdir } from '../dicom/dicomdir.ts';
import { inspectFile } from '../dicom/inspect.ts';
import { readInstanceHeader } from '../dicom/instance-header.ts';
import { type DicomFile, readDicom } from '../dicom/read-dicom.ts';
import { DicomReadError, NeedMoreBytesError } from '../dicom/read-error.ts';
import { tagOf } from '../dicom/dictionary.ts';
import type { RepairCode } from '../contract/scan.ts';
import { pixelsEndFault } from './pixels-end.ts';
import type { Outcome, ReadTask } from './outcome.ts';
import { reasonOf } from './reason.ts';
import { sliceOf } from './slice.ts';
import { sniff } from './sniff.ts';

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
export async function readFile({ absolutePath }: ReadTask): Promise<Outcome> {
  let handle: FileHandle;
  try {
    // Without O_NONBLOCK, opening a pipe that took the file's place would wait for ever.
    handle = await open(absolutePath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    return unreadable(error);
  }
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return { kind: 'unreadable', code: 'unreadable', message: 'It is no longer a file.' };
    return stats.size === 0 ? { kind: 'empty' } : await readContent(handle, stats.size);
  } catch (error) {
    return unreadable(error);
  } finally {
    await handle.close();
  }
}

async function readContent(handle: FileHandle, totalBytes: number): Promise<Outcome> {
  const head = await readStart(handle, Math.min(FIRST_READ, totalBytes));
  const content = sniff(head);
  if (content.kind !== 'dicom' && content.kind !== 'unknown') return content;
  try {
    const { file, bytes } = await readHeader(handle, head, totalBytes);
    if (isDicomdir(file)) return await readDirectory(handle, bytes, totalBytes);
    return toInstance(file, await pixelsEndFault(file, totalBytes, (at, length) => readAt(handle, at, length)));
  } catch (error) {
    if (!(error instanceof DicomReadError)) throw error;
    // Without `DICM` nothing says that this was meant to be DICOM, unless it reads like it until it breaks off.
    if (content.kind === 'unknown' && error.code !== 'missing-uid' && error.code !== 'truncated') return content;
    return { kind: 'unreadable', code: error.code, message: `${error.message}.` };
  }
}

/** Reads on until the parser has the whole header. */
async function readHeader(
  handle: FileHandle,
  head: Uint8Array,
  totalBytes: number,
): Promise<{ file: DicomFile; bytes: Uint8Array }> {
  let bytes = head;
  for (;;) {
    try {
      return { file: readDicom(bytes, { untilPixelData: true, partial: true, totalBytes }), bytes };
    } catch (error) {
      if (!(error instanceof NeedMoreBytesError)) throw error;
      const wanted = Math.min(Math.max(error.needed, bytes.length * 2), totalBytes);
      if (wanted > MOST)
        throw new DicomReadError('too-large', `Its header is longer than ${MOST} bytes`, { cause: error });
      bytes = await readStart(handle, wanted);
      if (bytes.length < error.needed)
        throw new DicomReadError('truncated', 'The file became shorter while it was read');
    }
  }
}

function isDicomdir({ meta, dataSet }: DicomFile): boolean {
  return meta.text(MEDIA_STORAGE_SOP_CLASS_UID) === MEDIA_STORAGE_DIRECTORY || dataSet.has(DIRECTORY_RECORD_SEQUENCE);
}

async function readDirectory(handle: FileHandle, head: Uint8Array, totalBytes: number): Promise<Outcome> {
  if (totalBytes > MOST) return badDirectory(`it is longer than ${MOST} bytes`);
  const bytes = head.length === totalBytes ? head : await readStart(handle, totalBytes);
  try {
    return { kind: 'dicomdir', directory: readDicomdir(bytes) };
  } catch (error) {
    if (error instanceof DicomReadError) return badDirectory(error.message);
    throw error;
  }
}

const badDirectory = (reason: string): Outcome => ({
  kind: 'unreadable',
  code: 'bad-dicomdir',
  message: `The DICOMDIR cannot be read: ${reason}.`,
});

function toInstance(file: DicomFile, pixels: RepairCode | undefined): Outcome {
  const header = readInstanceHeader(file);
  const { dataSet } = file;
  const repairs = [...new Set([...file.repairs, ...(pixels === undefined ? [] : [pixels]), ...inspectFile(file)])];
  const slice = sliceOf(dataSet.numbers(IMAGE_ORIENTATION_PATIENT), dataSet.numbers(IMAGE_POSITION_PATIENT));
  return { kind: 'instance', header, repairs, ...(slice === undefined ? {} : { slice }) };
}

/** The first `length` bytes, or all there are. */
function readStart(handle: FileHandle, length: number): Promise<Uint8Array> {
  return readAt(handle, 0, length);
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function unreadable(error: unknown): Outcome {
  if (!(error instanceof Error && 'code' in error)) throw error;
  return { kind: 'unreadable', code: 'unreadable', message: `It cannot be read: ${reasonOf(error)}.` };
}
