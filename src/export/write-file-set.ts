import { createHash, randomUUID } from 'node:crypto';
import { lstat, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportFormat } from '../contract/export.ts';
import type { ObjectFailure } from '../contract/import.ts';
import { FileroomError, LocalStorageError, type NextStep } from '../contract/problem.ts';
import { tagOf } from '../dicom/dictionary.ts';
import { type DirectoryEntry, directoryEntry, writeDicomdir } from '../dicom/write-dicomdir.ts';
import { ExportError, asWriteError } from './export-error.ts';
import { FileIds } from './file-ids.ts';
import { FolderMedium } from './folder-medium.ts';
import { DiscMedium } from './disc-medium.ts';
import { mediaProfileOf } from './media-profile.ts';
import type { FilePath } from '../disc-image/directory-tree.ts';
import type { Medium } from './medium.ts';
import { inOrder } from './in-order.ts';
import { readAhead } from './read-ahead.ts';
import { type WrittenFile, readBack } from './read-back.ts';
import { readme } from './readme.ts';
import { ZipMedium } from './zip-medium.ts';

/** One object to hand over. */
export interface ExportObject {
  /** For people, to name it by: where it comes from. */
  readonly path: string;
  readonly sopInstanceUid: string;
  /** Makes it what it will be, before its turn. Throws what is wrong with it. */
  prepare(signal: AbortSignal): Promise<PreparedObject>;
}

export interface PreparedObject {
  /** What its bytes say it is: when they say otherwise, its source has changed. */
  readonly sopInstanceUid: string;
  /** A Part 10 file, as often as it is asked for. */
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** It is not needed any more. */
  release?(): Promise<void>;
}

export interface FileSetOptions {
  readonly format: ExportFormat;
  /** A folder that is there, and the name in it without an ending. */
  readonly folder: string;
  readonly name: string;
  /** Bytes that a medium takes at most: more become several. */
  readonly capacity?: number | undefined;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: FileSetProgress) => void;
}

export interface FileSetProgress {
  readonly phase: 'writing' | 'checking';
  readonly objectsDone: number;
  readonly bytesDone: number;
  readonly failures: readonly ObjectFailure[];
}

/** What was written and read back. */
export interface FileSets {
  readonly outputs: readonly { readonly path: string; readonly objects: number; readonly bytes: number }[];
  readonly failures: readonly ObjectFailure[];
  /** Of PS3.11. */
  readonly profile: string | undefined;
}

const SOP_INSTANCE_UID = tagOf('SOPInstanceUID');
const endings: Readonly<Record<ExportFormat, string>> = { folder: '', zip: '.zip', iso: '.iso' };
const LABEL = 'FILEROOM';
/** Objects that are made ready while another is written. */
const AHEAD = 3;
/** No less than README and DICOMDIR take: for themselves, and for each object. */
const BYTES_OF_SET = 64 * 1024;
const BYTES_OF_ENTRY = 2048;
/** With these, the next object would fare no better. */
const endsAll: ReadonlySet<NextStep | undefined> = new Set([
  'sign-in-again',
  'enter-pin',
  'check-connection',
  'free-disk-space',
  'correct-input',
]);

/**
 * Writes objects as file-sets with a DICOMDIR (PS3.10 8). They get their names only when all was read back; until then,
 * and when anything ends it, there is nothing under these names. An object that cannot be handed over is named, and
 * the others are.
 * @throws ExportError, LocalStorageError, the signal's reason, and what ends it from the objects' side
 */
export async function writeFileSets(objects: readonly ExportObject[], options: FileSetOptions): Promise<FileSets> {
  const writer = new Writer(options);
  try {
    return await writer.write(objects);
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

interface FileSet {
  readonly medium: Medium;
  readonly ids: FileIds;
  readonly entries: DirectoryEntry[];
  readonly files: WrittenFile[];
  /** All of its objects'. */
  readonly transferSyntaxUids: Set<string>;
  bytes: number;
}

class Writer {
  readonly #options: FileSetOptions;
  readonly #sets: FileSet[] = [];
  readonly #failures: ObjectFailure[] = [];
  #objectsDone = 0;
  #bytesDone = 0;

  constructor(options: FileSetOptions) {
    this.#options = options;
  }

  async write(objects: readonly ExportObject[]): Promise<FileSets> {
    const { signal } = this.#options;
    await this.#refuseTaken([this.#targetOf(undefined)]);
    const prepare = async (object: ExportObject): Promise<PreparedObject> => object.prepare(signal);
    for await (const { item, result } of inOrder(objects, AHEAD, prepare, release)) {
      signal.throwIfAborted();
      await this.#writeOne(item, result);
      this.#objectsDone += 1;
      this.#told('writing');
    }
    await this.#dropEmpty();
    if (this.#sets.length === 0)
      throw new ExportError('nothing-exported', 'None of the objects could be exported.', { next: 'retry' });
    for (const set of this.#sets) await this.#finish(set);
    for (const { medium, files } of this.#sets) {
      this.#told('checking');
      await readBack(medium, files, signal);
    }
    return { outputs: await this.#publish(), failures: this.#failures, profile: this.#profile() };
  }

  async discard(): Promise<void> {
    for (const { medium } of this.#sets) await medium.discard();
  }

  /** One that was begun for an object that then failed. */
  async #dropEmpty(): Promise<void> {
    const last = this.#sets.at(-1);
    if (last === undefined || last.entries.length > 0) return;
    await last.medium.discard();
    this.#sets.pop();
  }

  async #writeOne({ path, sopInstanceUid }: ExportObject, result: PromiseSettledResult<PreparedObject>): Promise<void> {
    try {
      if (result.status === 'rejected') throw result.reason;
      try {
        const last = this.#sets.at(-1) ?? (await this.#open());
        if (!(await this.#add(last, result.value))) {
          const isEmpty = last.entries.length === 0;
          if (isEmpty || !(await this.#add(await this.#open(), result.value)))
            throw new ExportError('too-large-for-disc', 'The object alone is larger than the disc.');
        }
      } finally {
        await result.value.release?.();
      }
    } catch (error) {
      this.#options.signal.throwIfAborted();
      if (!(error instanceof FileroomError) || error instanceof LocalStorageError || endsAll.has(error.next))
        throw error;
      const { code, message } = error;
      this.#failures.push({ path, sopInstanceUid, code, message });
    }
  }

  /** False when the medium is full; then it is as it was. */
  async #add(set: FileSet, object: PreparedObject): Promise<boolean> {
    const { signal, capacity } = this.#options;
    const { file, content } = await readAhead(object.open(signal));
    const sopInstanceUid = file.dataSet.text(SOP_INSTANCE_UID) ?? '';
    if (sopInstanceUid !== object.sopInstanceUid) {
      await content.return(undefined);
      throw new ExportError('source-changed', 'Another object is there now. Scan the source again.', {
        next: 'choose-another-source',
      });
    }
    const path = set.ids.next(file.dataSet);
    const written = await this.#addFile(set, path, this.#counted(content));
    const reserve = BYTES_OF_SET + (set.entries.length + 1) * BYTES_OF_ENTRY;
    if (capacity !== undefined && set.medium.bytes + reserve > capacity) {
      await set.medium.takeBack();
      this.#bytesDone -= written.bytes;
      return false;
    }
    set.files.push({ path: path.join('/'), sha256: written.sha256, sopInstanceUid });
    set.bytes += written.bytes;
    set.entries.push(directoryEntry(path, file));
    set.transferSyntaxUids.add(file.transferSyntaxUid);
    return true;
  }

  async *#counted(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      this.#options.signal.throwIfAborted();
      this.#bytesDone += chunk.byteLength;
      yield chunk;
    }
  }

  async #addFile(
    { medium }: FileSet,
    path: FilePath,
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<{ readonly sha256: string; readonly bytes: number }> {
    const hash = createHash('sha256');
    let bytes = 0;
    async function* hashed(): AsyncGenerator<Uint8Array> {
      for await (const chunk of content) {
        hash.update(chunk);
        bytes += chunk.byteLength;
        yield chunk;
      }
    }
    await medium.add(path, hashed());
    return { sha256: hash.digest('hex'), bytes };
  }

  async #finish(set: FileSet): Promise<void> {
    const { entries, files, transferSyntaxUids } = set;
    const texts: readonly (readonly [name: string, bytes: Uint8Array])[] = [
      ['README.TXT', readme({ objects: entries.length, profile: mediaProfileOf(transferSyntaxUids) })],
      ['DICOMDIR', writeDicomdir(entries, { fileSetId: LABEL, uid: newUid() })],
    ];
    for (const [name, bytes] of texts) {
      const written = await this.#addFile(set, [name], [bytes]);
      files.push({ path: name, sha256: written.sha256 });
    }
    await set.medium.finish();
  }

  async #open(): Promise<FileSet> {
    const { format, now } = this.#options;
    const number = this.#sets.length + 1;
    const path = partOf(this.#options, number);
    const medium =
      format === 'folder'
        ? await FolderMedium.create(path)
        : format === 'zip'
          ? await ZipMedium.create(path, { date: now })
          : await DiscMedium.create(path, { label: number === 1 ? LABEL : `${LABEL}_${number}`, date: now });
    const set = { medium, ids: new FileIds(), entries: [], files: [], transferSyntaxUids: new Set<string>(), bytes: 0 };
    this.#sets.push(set);
    return set;
  }

  /** The name without a number, unless there are several. */
  async #publish(): Promise<FileSets['outputs']> {
    const outputs = this.#sets.map(({ medium, entries, bytes }, index) => ({
      medium,
      path: this.#targetOf(this.#sets.length === 1 ? undefined : index + 1),
      objects: entries.length,
      bytes,
    }));
    await this.#refuseTaken(outputs.map(({ path }) => path));
    this.#options.signal.throwIfAborted();
    try {
      for (const { medium, path } of outputs) await rename(medium.path, path);
    } catch (error) {
      throw asWriteError(error);
    }
    return outputs.map(({ path, objects, bytes }) => ({ path, objects, bytes }));
  }

  #targetOf(number: number | undefined): string {
    return targetOf(this.#options, number);
  }

  async #refuseTaken(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      const found = await lstat(path).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw asWriteError(error);
      });
      if (found !== undefined)
        throw new ExportError('out-exists', 'There is something of this name already. Choose another name.', {
          next: 'correct-input',
        });
    }
  }

  #profile(): string | undefined {
    return mediaProfileOf(new Set(this.#sets.flatMap(({ transferSyntaxUids }) => [...transferSyntaxUids])));
  }

  #told(phase: FileSetProgress['phase']): void {
    const { onProgress } = this.#options;
    onProgress?.({ phase, objectsDone: this.#objectsDone, bytesDone: this.#bytesDone, failures: this.#failures });
  }
}

type Target = Pick<FileSetOptions, 'format' | 'folder' | 'name'>;

function targetOf({ format, folder, name }: Target, number: number | undefined): string {
  return join(folder, `${name}${number === undefined ? '' : `-${number}`}${endings[format]}`);
}

/** Its name until it has been read back. */
function partOf(target: Target, number: number): string {
  return `${targetOf(target, number === 1 ? undefined : number)}.part`;
}

/** What an export that was killed has left where it wrote: whole media, the last one broken off. */
export async function partsOf(target: Target): Promise<string[]> {
  const parts: string[] = [];
  for (let number = 1; ; number += 1) {
    const path = partOf(target, number);
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    );
    if (!isThere) return parts;
    parts.push(path);
  }
}

const release = async (prepared: PreparedObject): Promise<void> => prepared.release?.();
const newUid = (): string => `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
