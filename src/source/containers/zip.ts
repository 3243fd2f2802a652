import type { Contained, ContainedFile, ReadAt } from '../place.ts';

/** More entries than any disc has files. */
const MOST_ENTRIES = 1_000_000;
const STORED = 0;
const DEFLATED = 8;

/**
 * The entries of a ZIP archive (APPNOTE 6.3.10), by its central directory; nothing is unpacked.
 * @throws when the archive cannot be read.
 */
export async function listZip(read: ReadAt, size: number): Promise<Contained> {
  // Only who opens an archive loads the library.
  const { Reader, ZipReader } = await import('@zip.js/zip.js');
  class Source extends Reader<undefined> {
    override readonly size = size;
    override readUint8Array(index: number, length: number): Promise<Uint8Array> {
      return read(index, length);
    }
  }
  const reader = new ZipReader(new Source(undefined), {
    useWebWorkers: false,
    // Names are looked at here, so that one bad name does not hide the other files.
    filenameValidation: 'tolerant',
  });
  const files: ContainedFile[] = [];
  const problems: Contained['problems'][number][] = [];
  for await (const entry of reader.getEntriesGenerator()) {
    if (entry.directory) continue;
    const path = entry.filename.replaceAll('\\', '/');
    if (files.length === MOST_ENTRIES) {
      problems.push({ path, code: 'too-large', message: `There are more than ${MOST_ENTRIES} files in the archive.` });
      break;
    }
    if (path.startsWith('/') || path.includes('\0') || path.split('/').includes('..'))
      problems.push({ path, code: 'outside-root', message: 'Its path leads outside the archive.' });
    else if (entry.encrypted)
      problems.push({ path, code: 'unreadable', message: 'It is encrypted: unpack the archive with its password.' });
    else if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
      problems.push({ path, code: 'unreadable', message: 'It is compressed in a way that is not supported.' });
    else
      files.push({
        path,
        place: {
          kind: 'zip-entry',
          headerOffset: entry.offset,
          deflated: entry.compressionMethod === DEFLATED,
          storedBytes: entry.compressedSize,
          bytes: entry.uncompressedSize,
        },
      });
  }
  return { files, problems };
}
