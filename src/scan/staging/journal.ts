import { type FileHandle, open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { onDisk } from './copy-file.ts';

/** A verified copy: what it is of, and under which short name it lies beside the journal. */
export const CopiedFile = z.object({
  source: z.number().int(),
  path: z.string(),
  bytes: z.number(),
  /** Of the file on the source. */
  mtimeMs: z.number(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().regex(/^[0-9a-f]{12}$/),
});
export type CopiedFile = z.infer<typeof CopiedFile>;

export const keyOf = ({ source, path }: { readonly source: number; readonly path: string }): string =>
  `${source}\0${path}`;

/**
 * What was copied, one line of JSON for each file, written when its copy was verified. A line that a crash cut off is
 * no line; of two for one file the later holds.
 */
export class CopyJournal {
  readonly #file: FileHandle;
  readonly #copies: Map<string, CopiedFile>;

  private constructor(file: FileHandle, copies: readonly CopiedFile[]) {
    this.#file = file;
    this.#copies = new Map(copies.map((copy) => [keyOf(copy), copy]));
  }

  static async open(path: string): Promise<CopyJournal> {
    return onDisk(async () => {
      const file = await open(path, 'a+', 0o600);
      const text = await readFile(path, 'utf8');
      // A line that was cut off ends here, so that the next one is whole.
      if (text !== '' && !text.endsWith('\n')) await file.appendFile('\n');
      return new CopyJournal(file, text.split('\n').flatMap(parseLine));
    });
  }

  /** The names of all copies. */
  names(): ReadonlySet<string> {
    return new Set([...this.#copies.values()].map(({ name }) => name));
  }

  find(file: { readonly source: number; readonly path: string }): CopiedFile | undefined {
    return this.#copies.get(keyOf(file));
  }

  async add(copy: CopiedFile): Promise<void> {
    await onDisk(async () => this.#file.appendFile(`${JSON.stringify(copy)}\n`));
    this.#copies.set(keyOf(copy), copy);
  }

  /** Everything is on the disk, whatever happens to the power. */
  async sync(): Promise<void> {
    await onDisk(async () => this.#file.sync());
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

function parseLine(line: string): CopiedFile[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return []; // cut off by a crash: the file is copied again
  }
  const { success, data } = CopiedFile.safeParse(value);
  return success ? [data] : [];
}
