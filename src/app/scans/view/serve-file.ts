import type { Readable } from 'node:stream';
import { FileroomError } from '../../../contract/problem.ts';
import { reasonOf } from '../../../source/reason.ts';
import type { SourceFile } from '../../../source/source-file.ts';
import { streamSourceFile } from '../../../source/source-file.ts';
import type { Mended } from './mend.ts';
import { mediumFault } from './medium-fault.ts';

export interface ServedFile {
  readonly bytes: number;
  readonly body: ReadableStream<Uint8Array>;
}

/**
 * A file of a source, a piece at a time; with `mended`, its mended head and the rest as it lies. The first piece is
 * read before there is an answer: a disc that has gone is a refusal with its reason, not an answer that breaks off.
 */
export async function serveFile(
  file: SourceFile,
  mended: Mended | undefined,
  signal: AbortSignal,
): Promise<ServedFile> {
  const pieces = mended === undefined ? whole(file, signal) : joined(file, mended, signal);
  const bytes = mended === undefined ? file.bytes : mended.head.length + (mended.rest?.bytes ?? 0);
  let first: IteratorResult<Uint8Array, undefined>;
  try {
    first = await pieces.next();
  } catch (error) {
    if (signal.aborted || error instanceof FileroomError) throw error;
    throw mediumFault(reasonOf(error), error);
  }
  return { bytes, body: ReadableStream.from(after(first, pieces)) };
}

async function* after(
  first: IteratorResult<Uint8Array, undefined>,
  rest: AsyncGenerator<Uint8Array, undefined>,
): AsyncGenerator<Uint8Array, undefined> {
  try {
    if (first.done === true) return;
    yield first.value;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* whole(file: SourceFile, signal: AbortSignal): AsyncGenerator<Uint8Array, undefined> {
  for await (const piece of stream(file, signal)) yield piece as Uint8Array;
}

async function* joined(
  file: SourceFile,
  { head, rest }: Mended,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, undefined> {
  yield head;
  if (rest === undefined) return;
  let skip = rest.start;
  let left = rest.bytes;
  for await (const each of stream(file, signal)) {
    const piece = (each as Uint8Array).subarray(skip, skip + left);
    skip = Math.max(0, skip - (each as Uint8Array).length);
    left -= piece.length;
    if (piece.length > 0) yield piece;
    if (left === 0) return;
  }
}

const stream = (file: SourceFile, signal: AbortSignal): Readable => streamSourceFile(file, signal);
