import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { InvalidRequestError, NotFoundError } from '../contract/problem.ts';
import { realPathOf, realPathOfSync } from './file-name.ts';

/** Whether the real path `path` is `root` or lies below it. Both must be free of symbolic links. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** What a chosen path means for those who read below it: a folder is its own root, a file's root is its folder. */
export interface Root {
  readonly root: string;
  /** The source without links. */
  readonly path: string;
  readonly isFolder: boolean;
}

export async function rootOf(source: string): Promise<Root> {
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
 * @param source its path, or what {@link rootOf} says of it now
 * @throws NotFoundError when the source or the file has gone, InvalidRequestError when the path leads outside, or into
 * a disc image or archive: what lies there has no path of its own.
 */
export async function openSourceFile(source: string | Root, relativePath: string): Promise<string> {
  const { root, path: sourcePath, isFolder } = typeof source === 'string' ? await rootOf(source) : source;
  const wanted = pathBelow(root, relativePath);
  // Beside a file that was chosen nothing else was: a path that is not its own is one within it.
  if (!isFolder && wanted !== sourcePath)
    throw new InvalidRequestError('inside-container', 'The file lies in a disc image or archive: mount or unpack it.', {
      next: 'choose-another-source',
    });
  let path: string;
  try {
    path = await realPathOf(wanted);
  } catch (cause) {
    throw fileGone(cause);
  }
  if (!isInside(root, path)) throw outside();
  return path;
}

/**
 * {@link openSourceFile} in a folder whose root was asked for before. When that has become a link to somewhere else
 * meanwhile, what lies there is outside. Synchronously, for threads that have nothing else to do.
 */
export function openFileBelow(root: string, relativePath: string): string {
  const wanted = pathBelow(root, relativePath);
  let path: string;
  try {
    path = realPathOfSync(wanted);
  } catch (cause) {
    throw fileGone(cause);
  }
  if (!isInside(root, path)) throw outside();
  return path;
}

function pathBelow(root: string, relativePath: string): string {
  if (relativePath.includes('\0') || isAbsolute(relativePath)) throw outside();
  const wanted = join(root, relativePath);
  if (!isInside(root, wanted)) throw outside();
  return wanted;
}

function fileGone(cause: unknown): NotFoundError {
  return new NotFoundError('source-file-gone', 'A file of the source is no longer there.', {
    next: 'reinsert-disc',
    cause,
  });
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
