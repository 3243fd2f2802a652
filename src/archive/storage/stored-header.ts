import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { type InstanceHeader, readInstanceHeader } from '../../dicom/instance-header.ts';
import { type DicomFile, readDicom } from '../../dicom/read-dicom.ts';
import { NeedMoreBytesError } from '../../dicom/read-error.ts';
import { demographicFields, demographicNames, type Demographics } from '../store/study-fields.ts';

export interface StoredHeader extends InstanceHeader {
  readonly demographics: Demographics;
}

const firstRead = 256 * 1024;
/** No header is larger; of a file that says otherwise no more is taken into memory. */
const maxHeader = 128 * 1024 * 1024;

/**
 * Reads what an object says of itself, of its file only as much as that takes: nothing, where `head`, its first bytes,
 * holds it. Throws DicomReadError.
 */
export async function readStoredHeader(file: string, size: number, head?: Uint8Array): Promise<StoredHeader> {
  const dicom = (head && inHead(head, size)) ?? (await readStoredFile(file, size));
  const demographics = Object.fromEntries(
    demographicNames.map((name) => [name, dicom.dataSet.texts(demographicFields[name]).join('\\').slice(0, 1024)]),
  );
  return { ...readInstanceHeader(dicom), demographics };
}

/** The object up to its pixels. Throws DicomReadError. */
export async function readStoredFile(file: string, size: number): Promise<DicomFile> {
  await using handle = await open(file, 'r');
  // Awaited here: the file is closed when it has been read, and not before.
  return await readHead(handle, size);
}

function inHead(head: Uint8Array, size: number): DicomFile | undefined {
  try {
    return readDicom(head, { untilPixelData: true, partial: head.length < size, totalBytes: size });
  } catch (error) {
    if (error instanceof NeedMoreBytesError) return undefined;
    throw error;
  }
}

async function readHead(handle: FileHandle, size: number): Promise<DicomFile> {
  let length = Math.min(firstRead, size);
  for (;;) {
    const bytes = new Uint8Array(length);
    await handle.read(bytes, 0, length, 0);
    try {
      return readDicom(bytes, { untilPixelData: true, partial: length < size, totalBytes: size });
    } catch (error) {
      if (!(error instanceof NeedMoreBytesError) || length >= Math.min(size, maxHeader)) throw error;
      length = Math.min(size, maxHeader, Math.max(error.needed, length * 2));
    }
  }
}
