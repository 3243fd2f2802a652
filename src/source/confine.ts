import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { InvalidRequestError, NotFoundError } from '../contract/problem.ts';
import { realPathOf } from './file-name.ts';

/** Whether the real path `path` is `root` or lies below it. Both must be free of symbolic links. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/**
 * What a chosen path means for those who read below it: a folder is its own root, a file's root is its folder.
 * `path` is the source without links.
 */
export async function rootOf(source: string): Promise<{ root: string; path: string; isFolder: boolean }> {
  try {
    const path = await realpath(source);
    const isFolder = (await stat(path)).isDirectory();
    return { root: isFolder ? path : dirname(path), path, isFolder };
  } catch (cause) {
    throw sourceGone(cause);
  }
}

/**
 * To be asked when files that were found are there no more. Where a disc was mounted there is often still a folder,
 * with nothing in it.
 * @throws NotFoundError when the source itself has gone.
 */
export async function checkSource(source: string): Promise<void> {
  const { path, isFolder } = await rootOf(source);
  let isEmpty: boolean;
  try {
    isEmpty = isFolder && (await readdir(path)).length === 0;
  } catch (cause) {
    throw sourceGone(cause);
  }
  if (isEmpty) throw sourceGone();
}

/**
 * The absolute path of a file that a scan reported, safe to open: it exists, and following every link it is
 * still inside its source.
 * @throws NotFoundError when the source or the file has gone, InvalidRequestError when the path leads outside, or into
 * a disc image or archive: what lies there has no path of its own.
 */
export async function openSourceFile(sourcePath: string, relativePath: string): Promise<string> {
  const { root, path: source, isFolder } = await rootOf(sourcePath);
  if (relativePath.includes('\0') || isAbsolute(relativePath)) throw outside();
  const wanted = join(root, relativePath);
  if (!isInside(root, wanted)) throw outside();
  // Beside a file that was chosen nothing else was: a path that is not its own is one within it.
  if (!isFolder && wanted !== source)
    throw new InvalidRequestError('inside-container', 'The file lies in a disc image or archive: mount or unpack it.', {
      next: 'choose-another-source',
    });
  let path: string;
  try {
    path = await realPathOf(wanted);
  } catch (cause) {
    throw new NotFoundError('source-file-gone', 'A file of the source is no longer there.', {
      next: 'reinsert-disc',
      cause,
    });
  }
  if (!isInside(root, path)) throw outside();
  return path;
}

function outside(): InvalidRequestError {
  return new InvalidRequestError('outside-root', 'The path leads outside its source.', {
    next: 'choose-another-source',
  });
}

function sourceGone(cause?: unknown): NotFoundError {
  return new NotFoundError('source-gone', 'The disc or folder is not there, or may not be read.', {
    next: 'choose-another-source',
    cause,
  });
}
