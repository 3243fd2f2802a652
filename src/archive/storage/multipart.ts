import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { Caller } from '../access.ts';
import { StorageError, storeFailure } from './errors.ts';

/** An object that comes in parts, each with its checksum, in any order and again where one went wrong. */
interface PartialUpload {
  readonly session: string;
  readonly folder: string;
  readonly parts: Map<number, number>;
  bytes: number;
}

const maxPart = 64 * 1024 * 1024;
const maxParts = 100_000;
/** Of one session. */
const maxUploads = 8;

/** The uploads in parts of this process. What is unfinished when it ends goes with its folder. */
export class PartialUploads {
  readonly #root: string;
  readonly #limit: number;
  readonly #uploads = new Map<string, PartialUpload>();

  /** `root`: a folder that is emptied after a crash. `limit`: bytes of one upload. */
  constructor(root: string, limit: number) {
    this.#root = root;
    this.#limit = limit;
  }

  async begin({ session }: Caller): Promise<string> {
    const own = [...this.#uploads].filter(([, upload]) => upload.session === session.sidHash);
    // The oldest was given up, or its sender will begin again. Nobody's pushes out another's.
    for (const [oldest] of own.slice(0, Math.max(0, own.length - maxUploads + 1))) await this.#forget(oldest);
    const uuid = randomUUID();
    const folder = path.join(this.#root, `parts-${uuid}`);
    await mkdir(folder, { mode: 0o700 });
    this.#uploads.set(uuid, { session: session.sidHash, folder, parts: new Map(), bytes: 0 });
    return uuid;
  }

  /** @param checksum CRC-32 of the bytes, decimal @param number from 0 */
  async put(caller: Caller, uuid: string, part: { number: number; checksum: string; request: Request }): Promise<void> {
    const upload = this.#find(caller, uuid);
    const { number, checksum, request } = part;
    if (!Number.isInteger(number) || number < 0 || number >= maxParts) {
      throw new StorageError('BAD_REQUEST', 'The part has no number.');
    }
    const declared = Number(request.headers.get('content-length') ?? Number.NaN);
    if (!(declared <= maxPart) || upload.bytes + declared > this.#limit) {
      throw new StorageError('PAYLOAD_TOO_LARGE', 'The part is too large.');
    }
    const bytes = Buffer.from(await request.arrayBuffer());
    if (bytes.length !== declared || String(crc32(bytes)) !== checksum.trim()) {
      throw new StorageError('VALIDATION_ERROR', 'The part is not what its checksum says. Send it again.');
    }
    try {
      await writeFile(path.join(upload.folder, String(number)), bytes, { mode: 0o600 });
    } catch (error) {
      throw storeFailure(error);
    }
    upload.bytes += bytes.length - (upload.parts.get(number) ?? 0);
    upload.parts.set(number, bytes.length);
  }

  /** The parts one behind the other. @throws when one is missing, or they are not as long together as was said. */
  take(caller: Caller, uuid: string, bytes: number): AsyncIterable<Uint8Array> {
    const upload = this.#find(caller, uuid);
    const numbers = [...upload.parts.keys()].sort((a, b) => a - b);
    if (numbers.some((number, index) => number !== index) || upload.bytes !== bytes) {
      throw new StorageError('VALIDATION_ERROR', 'Parts are missing. Send them, then complete the upload again.');
    }
    return contentOf(numbers.map((number) => path.join(upload.folder, String(number))));
  }

  /** Forgets an upload, taken or given up. */
  async end(caller: Caller, uuid: string): Promise<void> {
    this.#find(caller, uuid);
    await this.#forget(uuid);
  }

  #find({ session }: Caller, uuid: string): PartialUpload {
    const upload = this.#uploads.get(uuid);
    if (upload?.session === session.sidHash) return upload;
    throw new StorageError('NOT_FOUND', 'The upload was not found. Begin again.', { ids: { upload_uuid: uuid } });
  }

  async #forget(uuid: string): Promise<void> {
    const upload = this.#uploads.get(uuid);
    this.#uploads.delete(uuid);
    if (upload !== undefined) await rm(upload.folder, { recursive: true, force: true });
  }
}

async function* contentOf(files: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const file of files) yield* createReadStream(file) as AsyncIterable<Uint8Array>;
}
