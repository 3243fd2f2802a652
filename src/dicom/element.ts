import type { Tag } from './dictionary.ts';
import type { Encoding } from './transfer-syntax.ts';

/** One element as it lies in the bytes of its data set; all positions count from there. */
export interface Element {
  readonly tag: Tag;
  /** The tag as a number, which sorts as the tag does. */
  readonly number: number;
  /** As written, or by the dictionary where the bytes do not say (implicit VR, UN). */
  readonly vr: string;
  readonly start: number;
  readonly valueStart: number;
  /** Without the delimiter of an undefined length. */
  readonly valueEnd: number;
  readonly end: number;
  readonly undefinedLength: boolean;
  /** False when something had to be mended: its bytes from start to end may not be copied as they are. */
  readonly intact: boolean;
  /** Only of sequences that could be read. */
  readonly items?: readonly Item[];
  /** Only of encapsulated values: the Basic Offset Table first, then the fragments (PS3.5 A.4). */
  readonly fragments?: readonly ByteRange[];
}

export interface Item {
  readonly start: number;
  readonly end: number;
  readonly undefinedLength: boolean;
  /** Implicit within a UN of an explicit data set (PS3.5 6.2.2). */
  readonly encoding: Encoding;
  readonly elements: readonly Element[];
}

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}
