import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ScanProblem, ScanProblemCode } from '../contract/scan.ts';
import { isInside, rootOf } from '../source/confine.ts';
import { isUnsureName, nameOfBytes, realPathOf, systemPath } from '../source/file-name.ts';
import { type DiscOrder, discOrder } from './disc-order.ts';
import { byCodeUnit } from './order.ts';
import { BrokenContainerError, isCalledContainer, listContainer } from '../source/containers/container.ts';
import { type Contained, type Place, startOf } from '../source/place.ts';
import { reasonOf } from '../source/reason.ts';

export interface FoundFile {
  /** Index into the sources. */
  readonly source: number;
  /** Relative to the source's root, or within the image or archive, with forward slashes. */
  readonly path: string;
  /** The file on disk: itself, or the disc image or archive that holds it. */
  readonly absolutePath: string;
  /** Where in that it lies. */
  readonly place?: Place;
  /** The path of the image or archive that was found in the source and holds it. */
  readonly container?: string;
  /** It is an image or archive, and why it was not opened. */
  readonly fault?: string;
  /** Chosen by itself, not found in a folder. */
  readonly chosen: boolean;
  /** Where its bytes begin on the disc or in the image, where that is known: see `inMediumOrder`. */
  readonly order?: number;
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
 * Lists all files below the sources, in the order of their names; what is in a disc image or archive likewise, with
 * paths as `export.zip/DICOM/IM1` when it was found in a folder. Links are not followed: what they lead to is
 * inside the source and found there, or it is outside and not ours to read. A file that two sources hold is
 * listed once.
 * @throws NotFoundError when a source is not there.
 */
export async function walk(sources: readonly string[], options: WalkOptions = {}): Promise<Walked> {
  const walker = new Walker(options);
  for (const [index, source] of sources.entries()) {
    const { root, isFolder } = await rootOf(source);
    if (isFolder) await walker.folder({ source: index, folder: root, order: await discOrder(root) }, '', 0);
    else await walker.file({ source: index, folder: root, order: undefined }, basename(await realpath(source)));
  }
  return walker;
}

type Entry = Pick<Dirent, 'name' | 'isSymbolicLink' | 'isDirectory' | 'isFile'>;

/** A folder's entries, those too whose names are no Unicode. */
async function entriesOf(path: string): Promise<Entry[]> {
  const entries = await readdir(systemPath(path), { withFileTypes: true });
  if (!entries.some(({ name }) => isUnsureName(name))) return entries;
  const named = await readdir(systemPath(path), { withFileTypes: true, encoding: 'buffer' });
  return named.map((entry) => ({
    name: nameOfBytes(entry.name),
    isSymbolicLink: () => entry.isSymbolicLink(),
    isDirectory: () => entry.isDirectory(),
    isFile: () => entry.isFile(),
  }));
}

interface Root {
  readonly source: number;
  readonly folder: string;
  readonly order: DiscOrder | undefined;
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

  async folder(root: Root, path: string, depth: number): Promise<void> {
    this.#options.signal?.throwIfAborted();
    if (depth > this.#limits.depth) {
      this.#report(path, 'too-large', 'The folders are nested too deep to follow.');
      return;
    }
    let entries: Entry[];
    try {
      entries = await entriesOf(join(root.folder, path));
    } catch (error) {
      this.#failed(path, error);
      return;
    }
    for (const entry of entries.sort((a, b) => byCodeUnit(a.name, b.name))) {
      await this.#entry(root, path === '' ? entry.name : `${path}/${entry.name}`, depth + 1, entry);
    }
  }

  /** A source that is a file. */
  async file(root: Root, path: string): Promise<void> {
    try {
      const contained = await listContainer(join(root.folder, path));
      if (contained === undefined) await this.#entry(root, path, 0, await lstat(join(root.folder, path)));
      else this.#container(root, path, contained);
    } catch (error) {
      if (error instanceof BrokenContainerError) this.#unreadable(path, `${error.message}.`);
      else this.#failed(path, error);
    }
  }

  /** `name`: of a container that was found in a folder, and not chosen itself. */
  #container(root: Root, path: string, { files, problems, ignored = 0 }: Contained, name?: string): void {
    const below = (inner: string): string =>
      [name, inner].filter((part) => part !== undefined && part !== '').join('/');
    this.ignored += ignored;
    for (const problem of problems) this.#unreadable(below(problem.path) || path, problem.message, problem.code);
    // An empty one is a file all the same.
    if (files.length + problems.length + ignored === 0) this.ignored += 1;
    const absolutePath = join(root.folder, path);
    for (const file of files.toSorted((a, b) => byCodeUnit(a.path, b.path))) {
      const container = file.container === undefined ? name : below(file.container);
      this.#file({
        source: root.source,
        path: below(file.path),
        absolutePath,
        place: file.place,
        chosen: false,
        order: startOf(file.place),
        ...(container === undefined ? {} : { container }),
      });
    }
  }

  /** A file of a folder: opened, when it is what its name says, a disc image or archive. */
  async #fileOrContainer(root: Root, path: string): Promise<void> {
    const order = root.order?.(path);
    const file: FoundFile = {
      source: root.source,
      path,
      absolutePath: join(root.folder, path),
      chosen: false,
      ...(order === undefined ? {} : { order }),
    };
    if (!isCalledContainer(path)) {
      this.#file(file);
      return;
    }
    try {
      const contained = await listContainer(file.absolutePath);
      if (contained === undefined) this.#file(file);
      else this.#container(root, path, contained, path);
    } catch (error) {
      if (error instanceof BrokenContainerError) this.#file({ ...file, fault: `${error.message}.` });
      else this.#failed(path, error);
    }
  }

  async #entry(root: Root, path: string, depth: number, type: Entry | Stats): Promise<void> {
    const absolutePath = join(root.folder, path);
    if (type.isSymbolicLink()) await this.#link(root.folder, path, absolutePath);
    else if (type.isDirectory()) await this.folder(root, path, depth);
    else if (!type.isFile()) this.#unreadable(path, 'It is not a file but a device, pipe or socket.');
    else if (depth === 0) this.#file({ source: root.source, path, absolutePath, chosen: true });
    else await this.#fileOrContainer(root, path);
  }

  async #link(root: string, path: string, absolutePath: string): Promise<void> {
    let inside: boolean;
    try {
      inside = isInside(root, await realPathOf(absolutePath));
    } catch (error) {
      this.#failed(path, error);
      return;
    }
    this.ignored += 1;
    if (!inside) this.#report(path, 'outside-root', 'A link leads outside the source; it was not followed.');
  }

  #file(file: FoundFile): void {
    const key = file.place === undefined ? file.absolutePath : `${file.absolutePath}\0${file.path}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
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
    this.#unreadable(path, `It cannot be read: ${reasonOf(error)}.`);
  }

  #unreadable(path: string, message: string, code: ScanProblemCode = 'unreadable'): void {
    this.unreadable += 1;
    this.#report(path, code, message);
  }

  #report(path: string, code: ScanProblemCode, message: string): void {
    this.problems.push({ path, code, message });
  }
}
