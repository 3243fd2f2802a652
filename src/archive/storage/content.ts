import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ArchiveContext } from '../archive-context.ts';
import { StorageError } from './errors.ts';

/** What a download gives out: how much there is, and any part of it. */
export interface Content {
  readonly size: number;
  readonly headers: Readonly<Record<string, string>>;
  /** From `start` to before `end`. */
  readonly open: (start: number, end: number) => AsyncIterable<Uint8Array>;
}

/** An object's file from its place in the store; undefined when it is gone or was cut. */
export async function storedContent(
  archive: ArchiveContext,
  { sha256, size }: { readonly sha256: string; readonly size: number },
  headers: Content['headers'],
): Promise<Content | undefined> {
  const handle = await archive.objects.open(sha256, size);
  if (handle === undefined) return undefined;
  await handle.close();
  const file = archive.objects.pathOf(sha256);
  // A stream of a file cannot begin at its end.
  const open: Content['open'] = (start, end) =>
    start < end ? createReadStream(file, { start, end: end - 1 }) : Readable.from([]);
  return { size, headers, open };
}

export function bytesContent(bytes: Uint8Array, headers: Content['headers']): Content {
  return {
    size: bytes.length,
    headers,
    open: async function* (start, end) {
      yield bytes.subarray(start, end);
    },
  };
}

/** Answers GET and HEAD with all of it, or with the one range that is asked for (RFC 9110 13 and 14). */
export function answerContent(request: Request, content: Content): Response {
  const { size } = content;
  const { etag } = content.headers;
  const headers = new Headers({ ...content.headers, 'accept-ranges': 'bytes' });
  if (etag !== undefined && request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers });
  const ifRange = request.headers.get('if-range');
  const isSame = ifRange === null || ifRange === etag;
  const range = isSame ? rangeOf(request.headers.get('range') ?? '', size) : undefined;
  const [start, end] = range ?? [0, size];
  headers.set('content-length', String(end - start));
  if (range !== undefined) headers.set('content-range', `bytes ${start}-${end - 1}/${size}`);
  const isEmpty = request.method === 'HEAD' || start === end;
  return new Response(isEmpty ? null : streamOf(content.open(start, end)), {
    status: range === undefined ? 200 : 206,
    headers,
  });
}

/** Several ranges in one answer are never asked for by those who read images: they get all of it. */
function rangeOf(header: string, size: number): [start: number, end: number] | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header.replaceAll(' ', '')) ?? [];
  if (first === '' && last === '') return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (start < end) return [start, end];
  throw new StorageError('REQUESTED_RANGE_NOT_SATISFIABLE', 'The range lies outside of what is there.', {
    headers: { 'content-range': `bytes */${size}` },
  });
}

const streamOf = (body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> =>
  Readable.toWeb(Readable.from(body, { objectMode: false })) as ReadableStream<Uint8Array>;

/** All of it in memory: for what has been found small enough. */
export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
