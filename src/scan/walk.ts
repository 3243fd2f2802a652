import type { Dirent, Stats } from 'node:fs';
import { access, lstat, readdir, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ScanProblem, ScanProblemCode } from '../contract/scan.ts';
import { isInside, rootOf } from './confine.ts';
import { byCodeUnit } from './order.ts';
import { reasonOf } from './reason.ts';

export interface FoundFile {
  /** Index into the sources. */
  readonly source: number;
  /** Relative to the source's root, with forward slashes. */
  readonly path: string;
  readonly absolutePath: string;
  /** Chosen by itself, not found in a folder. */
  readonly chosen: boolean;
}

/** Everything below the sources: the files to read, and how many entries were counted but will not be. */
export interface Walked {
  readonly files: readonly FoundFile[];
  readonly ignored: number;
  readonly unreadable: number;
  readonly problems: readonly ScanProblem[];
}

export interface WalkOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onFile?: (file: FoundFile) => void;
  readonly limits?: { readonly depth: number; readonly files: number };
}

/** Beyond any disc: a DVD full of 4 KiB files holds about a million; no disc nests 64 folders. */
const generous = { depth: 64, files: 1_000_000 };

/**
 * Lists all files below the sources, in the order of their names. Links are not followed: what they lead to is
 * inside the source and found there, or it is outside and not ours to read. A file that two sources hold is
 * listed once.
 * @throws NotFoundError when a source is not there.
 */
export async function walk(sources: readonly string[], options: WalkOptions = {}): Promise<Walked> {
  const walker = new Walker(options);
  for (const [index, source] of sources.entries()) {
    const { root, isFolder } = await rootOf(source);
    if (isFolder) await walker.folder({ source: index, root }, '', 0);
    else await walker.file({ source: index, root }, basename(await realpath(source)));
  }
  return walker;
}

/** Node puts it for bytes of a name that are no UTF-8, and then looks for another name than the disc's. */
const REPLACEMENT = '\uFFFD';

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false; // that is the answer
  }
}

interface Place {
  readonly source: number;
  readonly root: string;
}

class Walker implements Walked {
  readonly files: FoundFile[] = [];
  readonly problems: ScanProblem[] = [];
  ignored = 0;
  unreadable = 0;
  readonly #seen = new Set<string>();
  readonly #options: WalkOptions;
  readonly #limits: { readonly depth: number; readonly files: number };

  constructor(options: WalkOptions) {
    this.#options = options;
    this.#limits = options.limits ?? generous;
  }

  async folder(place: Place, path: string, depth: number): Promise<void> {
    this.#options.signal?.throwIfAborted();
    if (depth > this.#limits.depth) {
      this.#report(path, 'too-large', 'The folders are nested too deep to follow.');
      return;
    }
    let entries: Dirent[];
    try {
      entries = await readdir(join(place.root, path), { withFileTypes: true });
    } catch (error) {
      this.#failed(path, error);
      return;
    }
    for (const entry of entries.sort((a, b) => byCodeUnit(a.name, b.name))) {
      await this.#entry(place, path === '' ? entry.name : `${path}/${entry.name}`, depth + 1, entry);
    }
  }

  /** A source that is a file. */
  async file(place: Place, path: string): Promise<void> {
    try {
      await this.#entry(place, path, 0, await lstat(join(place.root, path)));
    } catch (error) {
      this.#failed(path, error);
    }
  }

  async #entry(place: Place, path: string, depth: number, type: Dirent | Stats): Promise<void> {
    const absolutePath = join(place.root, path);
    if (type.isSymbolicLink()) await this.#link(place.root, path, absolutePath);
    else if (type.isDirectory()) await this.folder(place, path, depth);
    else if (!type.isFile()) this.#unreadable(path, 'It is not a file but a device, pipe or socket.');
    else if (path.includes(REPLACEMENT) && !(await exists(absolutePath)))
      this.#unreadable(path, 'It cannot be read: its name is not written in Unicode.');
    else this.#file({ source: place.source, path, absolutePath, chosen: depth === 0 });
  }

  async #link(root: string, path: string, absolutePath: string): Promise<void> {
    let inside: boolean;
    try {
      inside = isInside(root, await realpath(absolutePath));
    } catch (error) {
      this.#failed(path, error);
      return;
    }
    this.ignored += 1;
    if (!inside) this.#report(path, 'outside-root', 'A link leads outside the source; it was not followed.');
  }

  #file(file: FoundFile): void {
    if (this.#seen.has(file.absolutePath)) return;
    this.#seen.add(file.absolutePath);
    if (this.files.length < this.#limits.files) {
      this.files.push(file);
      this.#options.onFile?.(file);
      return;
    }
    if (this.#seen.size === this.#limits.files + 1) {
      this.#report(
        file.path,
        'too-large',
        `From here on nothing was read: there are more than ${this.#limits.files} files.`,
      );
    }
    this.ignored += 1;
  }

  #failed(path: string, error: unknown): void {
    const reason = path.includes(REPLACEMENT) ? 'its name is not written in Unicode' : reasonOf(error);
    this.#unreadable(path, `It cannot be read: ${reason}.`);
  }

  #unreadable(path: string, message: string): void {
    this.unreadable += 1;
    this.#report(path, 'unreadable', message);
  }

  #report(path: string, code: ScanProblemCode, message: string): void {
    this.problems.push({ path, code, message });
  }
}
