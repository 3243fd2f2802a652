import type { Entry } from '@zip.js/zip.js';
import type { Contained, ContainedFile, ReadAt } from '../place.ts';
import { ContainerFault } from './fault.ts';
import { utf8Or } from './names.ts';

/** More entries than any disc has files. */
const MOST_ENTRIES = 1_000_000;
const STORED = 0;
const DEFLATED = 8;
/** Deflate makes no more of a byte, and a little for the last one (RFC 1951: 258 bytes of two bits). */
const MOST_INFLATION = 1032;

/**
 * The entries of a ZIP archive (APPNOTE 6.3.10), by its central directory; nothing is unpacked.
 * @throws when the archive cannot be read.
 */
export async function listZip(read: ReadAt, size: number): Promise<Contained> {
  // Only who opens an archive loads the library.
  const { ERR_SPLIT_ZIP_FILE, Reader, ZipReader } = await import('@zip.js/zip.js');
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
  const names = new Set<string>();
  let storedBytes = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory) continue;
      const path = pathOf(entry);
      if (files.length === MOST_ENTRIES) {
        problems.push({
          path,
          code: 'too-large',
          message: `There are more than ${MOST_ENTRIES} files in the archive.`,
        });
        break;
      }
      storedBytes += entry.compressedSize;
      // Entries that share their bytes make a small archive unpack to petabytes.
      if (storedBytes > size) throw new ContainerFault('Its entries overlap, so it is no honest archive');
      const problem = names.has(path) ? sameName : problemOf(entry, path);
      names.add(path);
      if (problem === undefined) files.push({ path, place: placeOf(entry) });
      else problems.push({ path, ...problem });
    }
  } catch (cause) {
    if (!(cause instanceof Error) || cause.message !== ERR_SPLIT_ZIP_FILE) throw cause;
    throw new ContainerFault('It is one part of a split archive: join or unpack the parts first', { cause });
  }
  return { files, problems };
}

/** Without the flag for UTF-8 (APPNOTE 4.4.4, bit 11) names are CP437, but macOS writes UTF-8 and no flag. */
function pathOf({ filename, filenameUTF8, rawFilename }: Entry): string {
  return (filenameUTF8 ? filename : utf8Or(rawFilename, () => filename))
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '');
}

/** A path must say which file it means. */
const sameName = { code: 'unreadable', message: 'Another file in the archive has the same name.' } as const;

function problemOf(entry: Entry, path: string): Omit<Contained['problems'][number], 'path'> | undefined {
  const segments = path.split('/');
  if (/^\/|^[a-z]:/i.test(path) || path.includes('\0') || segments.includes('..') || segments.includes('.'))
    return { code: 'outside-root', message: 'Its path leads outside the archive.' };
  if (entry.encrypted) return { code: 'unreadable', message: 'It is encrypted: unpack the archive with its password.' };
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    return { code: 'unreadable', message: 'It is compressed in a way that is not supported: unpack the archive.' };
  if (entry.uncompressedSize > (entry.compressedSize + 1) * MOST_INFLATION)
    return { code: 'too-large', message: 'It says that it is larger than it can be.' };
  return undefined;
}

function placeOf({ offset, compressionMethod, compressedSize, uncompressedSize }: Entry): ContainedFile['place'] {
  const deflated = compressionMethod === DEFLATED;
  // What is stored is as long as its bytes, whatever else the directory says.
  const bytes = deflated ? uncompressedSize : compressedSize;
  return { kind: 'zip-entry', headerOffset: offset, deflated, storedBytes: compressedSize, bytes };
}
