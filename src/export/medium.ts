import type { FilePath } from '../disc-image/directory-tree.ts';
import type { Contained } from '../source/place.ts';

/**
 * What a file-set is written onto: a folder, an archive, a disc image. Files come one after the other, their lengths
 * unknown before. It lies under a name of its own until all of it is checked.
 */
export interface Medium {
  /** Where it is written. */
  readonly path: string;
  /** Adds a file. When `content` throws, so does this, and the medium is as if nothing had been added. */
  add(path: FilePath, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
  /** Takes away the file that was added last. */
  takeBack(): Promise<void>;
  /** How large it would be if it were finished now. */
  readonly bytes: number;
  /** Nothing is added any more: it can be read. */
  finish(): Promise<void>;
  /** What can be read of it now that it is finished. */
  contents(): Promise<Contained>;
  /** Closes it and deletes what was written. */
  discard(): Promise<void>;
}
