import type { Stats } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
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
  readonly bytes: number;
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
    else await walker.entry({ source: index, root }, basename(await realpath(source)), 0);
  }
  return walker;
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
    let names: string[];
    try {
      names = await readdir(join(place.root, path));
    } catch (error) {
      this.#failed(path, error);
      return;
    }
    for (const name of names.sort(byCodeUnit)) {
      await this.entry(place, path === '' ? name : `${path}/${name}`, depth + 1);
    }
  }

  /** One name in a folder (depth 1 and more), or a source that is a file (depth 0). */
  async entry(place: Place, path: string, depth: number): Promise<void> {
    const absolutePath = join(place.root, path);
    let stats: Stats;
    try {
      stats = await lstat(absolutePath);
      if (stats.isSymbolicLink()) {
        await this.#link(place.root, path, absolutePath);
        return;
      }
    } catch (error) {
      this.#failed(path, error);
      return;
    }
    if (stats.isDirectory()) await this.folder(place, path, depth);
    else if (stats.isFile())
      this.#file({ source: place.source, path, absolutePath, bytes: stats.size, chosen: depth === 0 });
    else this.#unreadable(path, 'It is not a file but a device, pipe or socket.');
  }

  async #link(root: string, path: string, absolutePath: string): Promise<void> {
    const inside = isInside(root, await realpath(absolutePath));
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
    // Node puts U+FFFD for bytes that are no UTF-8, and then looks for another name than the disc's.
    const reason = path.includes('\uFFFD') ? 'its name is not written in Unicode' : reasonOf(error);
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
