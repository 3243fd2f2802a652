import { randomBytes } from 'node:crypto';
import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { StagingStatus } from '../../contract/scan.ts';
import { checkSource } from '../../source/confine.ts';
import { sniff } from '../../source/sniff.ts';
import type { SourceFile } from '../../source/source-file.ts';
import type { Location } from '../outcome.ts';
import type { FoundFile } from '../walk.ts';
import { copyFile, diskFull, hashOf, onDisk } from './copy-file.ts';
import { CopyJournal, type CopiedFile, keyOf } from './journal.ts';
import { PatientReader, SourceReadError, type SourceReader, type SourceStat, systemReader } from './read-source.ts';

export interface StagingOptions {
  /** In the order of the scan. */
  readonly sources: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly onStatus?: (status: StagingStatus) => void;
  readonly reader?: SourceReader;
}

/** What became of one file. */
export type Staged =
  | { readonly kind: 'copied'; readonly at: Location }
  /** Not copied: nobody misses it. */
  | { readonly kind: 'program'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly bytes: number; readonly reason: string };

/**
 * A verified copy of a scan's files in a folder of this computer: one file after the other as they lie on the medium,
 * under short names, each compared with what was read before it counts. Opened again on the same folder, it takes over
 * what is there and holds good.
 */
export class Staging {
  readonly #folder: string;
  readonly #options: StagingOptions;
  readonly #journal: CopyJournal;
  readonly #reader: SourceReader;
  readonly #patient: PatientReader;
  readonly #stats = new Map<string, SourceStat>();
  #status: StagingStatus = {
    state: 'copying',
    filesTotal: 0,
    filesCopied: 0,
    filesFailed: 0,
    bytesTotal: 0,
    bytesCopied: 0,
  };

  private constructor(folder: string, journal: CopyJournal, options: StagingOptions) {
    this.#folder = folder;
    this.#journal = journal;
    this.#options = options;
    this.#reader = options.reader ?? systemReader;
    this.#patient = new PatientReader(this.#reader, options.signal);
  }

  /** @param folder which is there, and only its owner's */
  static async open(folder: string, options: StagingOptions): Promise<Staging> {
    const journal = await CopyJournal.open(join(folder, 'copies.jsonl'));
    const names = journal.names();
    // What a crash left half written.
    for (const name of await onDisk(async () => readdir(folder)))
      if (copyName.test(name) && !names.has(name)) await onDisk(async () => rm(join(folder, name)));
    return new Staging(folder, journal, options);
  }

  get status(): StagingStatus {
    return this.#status;
  }

  /** Says what is to be copied. @throws LocalStorageError when there is no room for it. */
  async plan(files: readonly FoundFile[]): Promise<void> {
    let bytesTotal = 0;
    let missing = 0;
    for (const file of files) {
      this.#options.signal?.throwIfAborted();
      const found = await this.#stat(file);
      if (found === undefined) continue;
      bytesTotal += found.bytes;
      if (!matches(this.#journal.find(file), found)) missing += found.bytes;
    }
    this.#change({ filesTotal: files.length, bytesTotal });
    const { bavail, bsize } = await onDisk(async () => statfs(this.#folder));
    if (missing > bavail * bsize) throw diskFull();
  }

  /**
   * Copies one file, or takes over its copy. One at a time.
   * @throws LocalStorageError when the disk of this computer fails, NotFoundError when the source is gone.
   */
  async copy(file: FoundFile): Promise<Staged> {
    const found = await this.#stat(file);
    const staged =
      found === undefined ? failed(0, 'the medium does not say what it is') : await this.#copy(file, found);
    if (staged.kind === 'failed') {
      const source = this.#options.sources[file.source];
      // A disc that was taken out is one problem, not a thousand.
      if (source !== undefined) await checkSource(source);
      if (!programName.test(file.path)) this.#change({ filesFailed: this.#status.filesFailed + 1 });
    } else if (staged.kind === 'program') {
      const { filesTotal, bytesTotal } = this.#status;
      this.#change({ filesTotal: filesTotal - 1, bytesTotal: bytesTotal - staged.bytes });
    } else {
      const { filesCopied, bytesCopied } = this.#status;
      this.#change({ filesCopied: filesCopied + 1, bytesCopied: bytesCopied + (found?.bytes ?? 0) });
    }
    return staged;
  }

  /** `complete`: everything on the sources was found. Only now, and if nothing failed, the disc may be removed. */
  async finish(complete: boolean): Promise<void> {
    await this.#journal.sync();
    this.#change({ state: complete && this.#status.filesFailed === 0 ? 'safe' : 'incomplete' });
  }

  /** The copy of a file; undefined when there is none. */
  async locate(source: number, path: string): Promise<SourceFile | undefined> {
    const copy = this.#journal.find({ source, path });
    if (copy === undefined) return undefined;
    const absolutePath = join(this.#folder, copy.name);
    const { size, mtimeMs } = await onDisk(async () => stat(absolutePath));
    return { absolutePath, bytes: size, mtimeMs };
  }

  async close(): Promise<void> {
    await this.#journal.close();
  }

  async #copy(file: FoundFile, found: SourceStat): Promise<Staged> {
    try {
      const known = this.#journal.find(file);
      if (matches(known, found) && (await this.#holds(known, file, found))) return this.#copied(known);
      // Names of no meaning are short whatever the source calls its files, and nobody ever had them before.
      const name = randomBytes(6).toString('hex');
      const chunks = this.#patient.read(file, found.bytes);
      const copy = await copyFile(chunks, join(this.#folder, name), (head) => sniff(head).kind !== 'program');
      if (copy === undefined) return { kind: 'program', bytes: found.bytes };
      const { source, path } = file;
      const entry = { source, path, bytes: copy.bytes, mtimeMs: found.mtimeMs, sha256: copy.sha256, name };
      await this.#journal.add(entry);
      return this.#copied(entry);
    } catch (error) {
      if (error instanceof SourceReadError) return failed(found.bytes, error.message);
      throw error;
    }
  }

  /**
   * Whether the copy is still what it was, and begins as the file on the source does: another disc in the same drive
   * may have a file of the same name, size and date.
   */
  async #holds(known: CopiedFile, file: FoundFile, { bytes }: SourceStat): Promise<boolean> {
    const path = join(this.#folder, known.name);
    try {
      if ((await hashOf(path)) !== known.sha256) return false;
    } catch {
      return false; // the copy is gone or broken: it is made again
    }
    if (bytes === 0) return true;
    const [there, here] = await Promise.all([
      firstOf(this.#patient.read(file, bytes)),
      firstOf(systemReader.read({ absolutePath: path }, 0)),
    ]);
    const length = Math.min(there.length, here.length);
    return Buffer.compare(there.subarray(0, length), here.subarray(0, length)) === 0;
  }

  #copied({ name }: CopiedFile): Staged {
    return { kind: 'copied', at: { absolutePath: join(this.#folder, name) } };
  }

  /** Asked once of each file. Undefined when the medium does not even say that. */
  async #stat(file: FoundFile): Promise<SourceStat | undefined> {
    const key = keyOf(file);
    const known = this.#stats.get(key);
    if (known !== undefined) return known;
    try {
      const found = await this.#reader.stat(file);
      this.#stats.set(key, found);
      return found;
    } catch {
      return undefined; // its file is then one that failed, with this as the reason
    }
  }

  #change(changed: Partial<StagingStatus>): void {
    this.#status = { ...this.#status, ...changed };
    this.#options.onStatus?.(this.#status);
  }
}

const copyName = /^[0-9a-f]{12}$/;

const failed = (bytes: number, reason: string): Staged => ({ kind: 'failed', bytes, reason });

function matches(copy: CopiedFile | undefined, { bytes, mtimeMs }: SourceStat): copy is CopiedFile {
  return copy !== undefined && copy.bytes === bytes && copy.mtimeMs === mtimeMs;
}

async function firstOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of chunks) return chunk;
  return new Uint8Array();
}

/** Of what cannot be read at all only the name tells: these are a viewer's, and no patient's. */
const programName =
  /\.(?:exe|dll|ocx|msi|cab|bat|cmd|com|sys|inf|ini|ico|cur|chm|hlp|lnk|jar|class|so|dylib|manifest|config)$/i;
