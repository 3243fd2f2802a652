import { constants, type FileHandle, lstat, open, readdir, realpath } from 'node:fs/promises';
import { FileroomError } from '../contract/problem.ts';
import type { PlannedObject } from './plan.ts';

const CHUNK = 256 * 1024;

/** The file to send is not what it was when it was chosen, or cannot be read. */
export class SourceError extends FileroomError {
  readonly name = 'SourceError';
}

type SourceFile = Pick<PlannedObject, 'sourceRoot' | 'file' | 'bytes' | 'mtimeMs'>;

/** Throws {@link SourceError} unless the file is there, readable, and has the size and time it had when it was chosen. */
export async function checkSource(source: SourceFile): Promise<void> {
  const handle = await openSource(source);
  await handle.close();
}

// A pipe that was put in its place must not hold us up. Windows has no such flag, and no such pipes.
const READ = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/** Opens the file and checks what is open, not what the name may mean a moment later. */
async function openSource(source: SourceFile): Promise<FileHandle> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(source.file, READ);
    const [opened, named, path] = await Promise.all([handle.stat(), lstat(source.file), realpath(source.file)]);
    // A link that came since the scan may lead anywhere.
    const isNamed = path === source.file && opened.ino === named.ino && opened.dev === named.dev;
    if (!isNamed || !opened.isFile()) throw sourceChanged();
    if (opened.size === 0) throw new SourceError('empty', 'The file is empty.');
    if (opened.size !== source.bytes || Math.trunc(opened.mtimeMs) !== source.mtimeMs) throw sourceChanged();
    return handle;
  } catch (error) {
    await handle?.close();
    throw unreadable(error);
  }
}

export function sourceChanged(): SourceError {
  return new SourceError('source-changed', 'The file has changed since it was scanned. Scan the source again.', {
    next: 'choose-another-source',
  });
}

/**
 * True when not one file but the whole source is gone: an ejected disc leaves no folder or an empty one.
 * A source that is a single file cannot be told from a deleted file.
 */
export async function isSourceGone(source: SourceFile): Promise<boolean> {
  if (source.sourceRoot === source.file) return false;
  try {
    return (await readdir(source.sourceRoot)).length === 0;
  } catch {
    return true;
  }
}

/**
 * The file's first `bytes` bytes as a stream, one chunk in memory at a time. What goes wrong with the file
 * is also told to `onFailure`: the reader at the other end may wrap the error beyond recognition.
 */
export function streamSource(
  source: SourceFile,
  onBytes: (count: number) => void,
  onFailure: (error: SourceError) => void,
): ReadableStream<Uint8Array> {
  let handle: FileHandle | undefined;
  let position = 0;
  const fail = (error: SourceError): never => {
    onFailure(error);
    throw error;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          handle ??= await openSource(source);
          const chunk = new Uint8Array(Math.min(CHUNK, source.bytes - position));
          const { bytesRead } = await handle.read(chunk, 0, chunk.byteLength, position);
          if (bytesRead === 0) throw new SourceError('truncated', 'The file ends too early.');
          position += bytesRead;
          onBytes(bytesRead);
          controller.enqueue(chunk.subarray(0, bytesRead));
        } catch (error) {
          await handle?.close();
          fail(unreadable(error));
        }
        if (position < source.bytes) return;
        await handle?.close();
        controller.close();
      },
      async cancel() {
        await handle?.close();
      },
    },
    { highWaterMark: 0 },
  );
}

function unreadable(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new SourceError('source-missing', 'The file is not there any more.', {
      next: 'reinsert-disc',
      cause: error,
    });
  }
  return new SourceError('unreadable', `The file cannot be read (${code ?? 'unknown reason'}).`, {
    next: 'reinsert-disc',
    cause: error,
  });
}
