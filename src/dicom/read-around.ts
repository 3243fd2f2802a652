import { numberReader, readTag, swapped } from './byte-order.ts';
import { ByteCursor, type ByteSource } from './byte-source.ts';
import { DataSet } from './data-set.ts';
import { formatTag, type Tag } from './dictionary.ts';
import type { ByteRange, Element } from './element.ts';
import { concat, inflateStream } from './inflate.ts';
import { readDicom, readMetaGroup, type DicomFile, type ReadOptions } from './read-dicom.ts';
import { readHeader, UNDEFINED_LENGTH, type Header, type Source } from './read-elements.ts';
import { DicomReadError, NeedMoreBytesError } from './read-error.ts';
import { type Encoding, isDeflated } from './transfer-syntax.ts';
import { delimiter, ITEM, ITEM_END, SEQUENCE_END } from './write-elements.ts';

/** Enough for the header of many objects; more is read until it is. */
const FIRST_READ = 16 << 10;
/** What may be kept in memory: all that is not pixels. */
const MAX_KEPT = 256 << 20;
const MAX_FRAGMENTS = 2_000_000;

/** A file that was read without the value of its pixels. */
export interface FileAround {
  /** As if the pixels' value were empty. */
  readonly file: DicomFile;
  /** Undefined for a file without pixels, and for odd ones, which `file` holds wholly. */
  readonly pixels: PixelsElsewhere | undefined;
  /** Where the data set starts that is deflated; positions beyond count in the inflated one. */
  readonly deflatedFrom: number | undefined;
}

/** The element that holds the pixels; all positions count in the file. */
export interface PixelsElsewhere {
  /** As `file` has it. */
  readonly element: Element;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
  /** All of it is there. */
  readonly intact: boolean;
  /** Of encapsulated pixels: the Basic Offset Table first. */
  readonly fragments: readonly ByteRange[] | undefined;
}

/**
 * Reads a file of any size through once, and keeps in memory what is not pixels. Of a source that is not seekable
 * the beginning is opened once and never again.
 * @throws DicomReadError
 */
export async function readAround(source: ByteSource, options: Pick<ReadOptions, 'charset'> = {}): Promise<FileAround> {
  const opened = new ByteCursor(source);
  try {
    const { head, meta } = await readHead(opened, source.size);
    const deflatedFrom = isDeflated(meta.transferSyntaxUid ?? '') ? meta.end : undefined;
    if (deflatedFrom === undefined) return { ...(await around(opened, head, source.size, options)), deflatedFrom };
    opened.unread(head.subarray(deflatedFrom));
    const inflated = new ByteCursor({ seekable: false, stream: () => inflateStream(opened.rest()) });
    inflated.position = deflatedFrom;
    const read = await around(inflated, head.subarray(0, deflatedFrom), undefined, { ...options, inflated: true });
    return { ...read, deflatedFrom };
  } finally {
    await opened.close();
  }
}

/** What {@link readAround} says of a file in memory that is whole and ends with its pixels; undefined for any other. */
export function aroundEnd(
  file: DicomFile,
): { readonly file: DicomFile; readonly pixels: { readonly tag: Tag; readonly start: number } } | undefined {
  const { dataSet, meta, pixels } = file;
  const { bytes, encoding, charset } = dataSet;
  const elements = dataSet.elements();
  const last = elements.at(-1);
  if (pixels === undefined || last?.start !== pixels.start || !last.intact || last.end !== bytes.length)
    return undefined;
  // Of a deflated file the bytes are others; big endian pixels are turned around.
  if (meta.bytes !== bytes || !encoding.littleEndian) return undefined;
  const header = readHeader(sourceOf(bytes), last.start, encoding);
  if (header === undefined || !holdsPixels(header, last.start, encoding)) return undefined;
  const { start, valueStart } = last;
  const kept = emptied(concat([bytes.subarray(0, valueStart)]), header);
  const isOpen = last.undefinedLength;
  const empty = { ...last, valueEnd: valueStart, end: kept.length, ...(isOpen ? { fragments: [] } : {}) };
  return {
    file: {
      ...file,
      meta: new DataSet(kept, meta.encoding, meta.elements()),
      dataSet: new DataSet(kept, encoding, [...elements.slice(0, -1), empty], charset.overriding ? charset : undefined),
      preamble: file.preamble && kept.subarray(0, file.preamble.length),
    },
    pixels: { tag: last.tag, start },
  };
}

/** The file with an inflated data set, as positions count in it. */
export function inflatedFrom(source: ByteSource, deflatedFrom: number): Pick<ByteSource, 'seekable' | 'stream'> {
  return { seekable: false, stream: () => inflatedFile(source, deflatedFrom) };
}

async function* inflatedFile(source: ByteSource, deflatedFrom: number): AsyncGenerator<Uint8Array> {
  const cursor = new ByteCursor(source);
  try {
    yield await cursor.take(deflatedFrom);
    yield* inflateStream(cursor.rest());
  } finally {
    await cursor.close();
  }
}

async function readHead(
  cursor: ByteCursor,
  size: number,
): Promise<{ head: Uint8Array; meta: ReturnType<typeof readMetaGroup> }> {
  let head = await cursor.take(FIRST_READ);
  for (;;) {
    try {
      return { head, meta: readMetaGroup(head, head.length < size) };
    } catch (error) {
      if (!(error instanceof NeedMoreBytesError)) throw error;
      head = await extended(head, cursor, error.needed);
    }
  }
}

/** `begun`: what was read already. */
async function around(
  cursor: ByteCursor,
  begun: Uint8Array,
  size: number | undefined,
  options: ReadOptions,
): Promise<Pick<FileAround, 'file' | 'pixels'>> {
  let head = begun;
  let wanted = Math.max(head.length, FIRST_READ);
  for (;;) {
    head = await extended(head, cursor, wanted);
    if (head.length < wanted) return { file: readDicom(head, options), pixels: undefined };
    try {
      const partial = { ...options, untilPixelData: true, partial: true };
      const file = readDicom(head, size === undefined ? partial : { ...partial, totalBytes: size });
      return await overPixels(cursor, head, file, { ...options, size });
    } catch (error) {
      if (!(error instanceof NeedMoreBytesError)) throw error;
      wanted = Math.max(error.needed, head.length * 2);
    }
  }
}

async function overPixels(
  cursor: ByteCursor,
  head: Uint8Array,
  begun: DicomFile,
  options: ReadOptions & { readonly size: number | undefined },
): Promise<Pick<FileAround, 'file' | 'pixels'>> {
  const { encoding } = begun.dataSet;
  const header = begun.pixels && readHeader(sourceOf(head), begun.pixels.start, encoding);
  if (begun.pixels === undefined || header === undefined || !holdsPixels(header, begun.pixels.start, encoding))
    return { file: readDicom(await whole(head, cursor), options), pixels: undefined };
  const { start } = begun.pixels;
  cursor.unread(head.subarray(header.valueStart));
  const value = await overValue(cursor, header, options.size ?? Number.MAX_SAFE_INTEGER);
  const previous = begun.dataSet.elements().at(-1)?.tag ?? '';
  // Out of order and cut short: what follows the data set, rather than an element of it.
  const isJunk = header.length !== UNDEFINED_LENGTH && !value.intact && header.tag <= previous;
  if (isJunk) return { file: readDicom(head.subarray(0, start), options), pixels: undefined };
  const kept = concat([head.subarray(0, start), emptied(head.slice(start, header.valueStart), header)]);
  const file = readDicom(await whole(kept, cursor), options);
  const element = file.dataSet.elements().find((each) => each.start === start);
  if (element === undefined || file.dataSet.encoding !== encoding)
    throw new DicomReadError('bad-dataset', 'The file cannot be read without its pixels');
  const repairs = [...new Set([...begun.repairs, ...file.repairs])];
  return {
    file: { ...file, pixels: begun.pixels, repairs },
    pixels: { element, start, valueStart: header.valueStart, ...value },
  };
}

/** A short length is one of little (PS3.5 7.1.2), and what is not of bytes is no pixels. */
function holdsPixels({ vr, valueStart }: Header, start: number, { explicitVr }: Encoding): boolean {
  return vr.startsWith('O') && !(explicitVr && valueStart === start + 8);
}

type Value = Pick<PixelsElsewhere, 'end' | 'intact' | 'fragments'>;

async function overValue(cursor: ByteCursor, header: Header, size: number): Promise<Value> {
  if (header.length === UNDEFINED_LENGTH) return await overFragments(cursor, header, size);
  const declared = header.valueStart + header.length;
  await cursor.skip(Math.min(declared, size) - cursor.position);
  return { end: cursor.position, intact: cursor.position === declared, fragments: undefined };
}

/** PS3.5 A.4. */
async function overFragments(cursor: ByteCursor, header: Header, size: number): Promise<Value> {
  const numbers = numberReader(header.valueEncoding.littleEndian);
  const fragments: ByteRange[] = [];
  let intact = true;
  for (;;) {
    const item = await cursor.take(8);
    if (item.length < 8) return { end: cursor.position, intact: false, fragments };
    const tag = readTag(numbers, item, 0);
    const start = cursor.position;
    if (tag === SEQUENCE_END) return { end: start, intact, fragments };
    if (tag === ITEM_END) {
      intact = false;
      continue;
    }
    if (tag !== ITEM) {
      if (fragments.length === 0)
        throw new DicomReadError('bad-dataset', `No items where ${formatTag(header.tag)} of undefined length begins`);
      await cursor.skip(size - start);
      return { end: cursor.position, intact: false, fragments };
    }
    if (fragments.length === MAX_FRAGMENTS)
      throw new DicomReadError('too-large', `More than ${MAX_FRAGMENTS} fragments`);
    const declared = start + numbers.readUint32(item, 4);
    await cursor.skip(Math.min(declared, size) - start);
    fragments.push({ start, end: cursor.position });
    if (cursor.position < declared) return { end: cursor.position, intact: false, fragments };
  }
}

/** The header of an element, as of one whose value is empty. */
function emptied(bytes: Uint8Array, { length, valueEncoding }: Header): Uint8Array {
  if (length !== UNDEFINED_LENGTH) return bytes.fill(0, bytes.length - 4);
  const end = delimiter(SEQUENCE_END, 0);
  return concat([bytes, valueEncoding.littleEndian ? end : swapped(end, 2)]);
}

function sourceOf(bytes: Uint8Array): Source {
  return { bytes, partial: false, repairs: new Set() };
}

/** All that is left, behind what was read. */
async function whole(read: Uint8Array, cursor: ByteCursor): Promise<Uint8Array> {
  return await extended(read, cursor, Number.MAX_SAFE_INTEGER);
}

/** With more bytes, so that they are `wanted`, or all there are. */
async function extended(read: Uint8Array, cursor: ByteCursor, wanted: number): Promise<Uint8Array> {
  const more = await cursor.take(Math.min(wanted, MAX_KEPT + 1) - read.length);
  if (read.length + more.length > MAX_KEPT)
    throw new DicomReadError('too-large', 'What is not pixels of the file is too large');
  return more.length === 0 ? read : concat([read, more]);
}
