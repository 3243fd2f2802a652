import { latin1 } from './byte-order.ts';
import { overridingCharset } from './charset.ts';
import { DataSet } from './data-set.ts';
import type { Tag } from './dictionary.ts';
import type { Element } from './element.ts';
import { inflateDataSet } from './inflate.ts';
import { readElements, readHeader, UNDEFINED_LENGTH, type Source } from './read-elements.ts';
import { DicomReadError, NeedMoreBytesError, type RepairCode } from './read-error.ts';
import { sniffEncoding } from './sniff.ts';
import { encodingOf, explicitLittle, implicitLittle, isDeflated, transferSyntaxOf } from './transfer-syntax.ts';
import { isCharsetDependent, vrAt } from './vr.ts';

export interface ReadOptions {
  /** Stop before the pixels: at their element's value. */
  readonly untilPixelData?: boolean;
  /** The bytes are the file's beginning. Where they do not suffice, NeedMoreBytesError says how many do. */
  readonly partial?: boolean;
  /** Read all texts in this character set (terms as in (0008,0005)), whatever the file declares. */
  readonly charset?: string | undefined;
  /** The data set of a deflated file comes inflated. */
  readonly inflated?: boolean;
  /** The length of the whole file; without it, of partial input, a truncated file is not noticed. */
  readonly totalBytes?: number;
}

export interface DicomFile {
  /** Group 0002; empty for a bare data set. */
  readonly meta: DataSet;
  readonly dataSet: DataSet;
  /** What the data set really is in, which a wrong meta group may deny. */
  readonly transferSyntaxUid: string;
  readonly repairs: readonly RepairCode[];
  /** The element that holds the pixels, whether they were read or not. */
  readonly pixels: PixelElement | undefined;
  /** The 128 bytes before `DICM`, when they are there. */
  readonly preamble: Uint8Array | undefined;
}

export interface PixelElement {
  readonly tag: Tag;
  /** Where the element starts, counted in the file; in the inflated data set of a deflated one. */
  readonly start: number;
  readonly valueStart: number;
  /** As declared; undefined for encapsulated pixels. */
  readonly length: number | undefined;
}

const PIXEL_DATA = 0x7fe00010;
const FLOAT_PIXEL_DATA = 0x7fe00008;
const DOUBLE_FLOAT_PIXEL_DATA = 0x7fe00009;
const TRANSFER_SYNTAX_UID = '00020010';
const META_GROUP_LENGTH = '00020000';

/**
 * Reads a DICOM file or bare data set. Elements refer to `bytes`, which must not be changed.
 * @throws DicomReadError; NeedMoreBytesError for partial input only.
 */
export function readDicom(bytes: Uint8Array, options: ReadOptions = {}): DicomFile {
  const totalBytes = options.totalBytes ?? (options.partial === true ? Number.MAX_SAFE_INTEGER : bytes.length);
  const partial = options.partial === true && bytes.length < totalBytes;
  try {
    return readFile({ bytes, partial, repairs: new Set() }, totalBytes, options);
  } catch (error) {
    if (!(error instanceof NeedMoreBytesError) || error.needed <= totalBytes) throw error;
    throw new NeedMoreBytesError(totalBytes);
  }
}

function readFile(source: Source, totalBytes: number, options: ReadOptions): DicomFile {
  const { bytes, repairs } = source;
  if (totalBytes === 0) throw new DicomReadError('empty', 'The file is empty');
  if (source.partial && bytes.length < 512) throw new NeedMoreBytesError(512);
  const layout = layoutOf(bytes, repairs);
  const meta = readMeta(source, layout.metaStart);
  const declared = meta.dataSet.text(TRANSFER_SYNTAX_UID);
  const body = bodyOf(source, meta.end, totalBytes, declared, options.inflated === true);
  const untilPixelData = options.untilPixelData === true;
  const inflated = body.source.bytes !== bytes;
  const stopped = inflated ? readInflated(body, untilPixelData, bytes.length) : readBody(body, untilPixelData);
  const override = options.charset === undefined ? undefined : overridingCharset(options.charset);
  const dataSet = new DataSet(body.source.bytes, body.encoding, stopped.elements, override);
  const { pixels } = stopped;
  if (!inflated && pixels?.length !== undefined && pixels.valueStart + pixels.length > totalBytes)
    repairs.add('truncated');
  const { charset } = dataSet;
  const isGuess = charset.misspelt || (charset.guessed && (charset.terms.some(Boolean) || hasForeignText(dataSet)));
  if (isGuess && !charset.overriding) repairs.add('charset-guessed');
  return {
    meta: meta.dataSet,
    dataSet,
    transferSyntaxUid: body.transferSyntaxUid,
    repairs: [...repairs],
    pixels,
    preamble: layout.preamble,
  };
}

/**
 * Where the data set starts, and the transfer syntax that group 0002 declares.
 * @throws DicomReadError; NeedMoreBytesError when `bytes`, a file's beginning, ends within the group.
 */
export function readMetaGroup(bytes: Uint8Array, partial: boolean): { end: number; transferSyntaxUid?: string } {
  const source = { bytes, partial, repairs: new Set<RepairCode>() };
  const { dataSet, end } = readMeta(source, layoutOf(bytes, source.repairs).metaStart);
  const transferSyntaxUid = dataSet.text(TRANSFER_SYNTAX_UID);
  return transferSyntaxUid === undefined ? { end } : { end, transferSyntaxUid };
}

/** Where the meta group starts (PS3.10 7.1). */
function layoutOf(bytes: Uint8Array, repairs: Set<RepairCode>): { metaStart: number; preamble?: Uint8Array } {
  if (latin1(bytes, 128, 132) === 'DICM') return { metaStart: 132, preamble: bytes.subarray(0, 128) };
  repairs.add('no-preamble');
  if (latin1(bytes, 0, 4) === 'DICM') return { metaStart: 4 };
  // A preamble that nothing but a data set follows.
  const isSense = (start: number): boolean =>
    sniffEncoding(bytes, start, bytes.length, { declared: undefined, known: false }) !== undefined;
  return { metaStart: bytes.length > 128 && !isSense(0) && isSense(128) ? 128 : 0 };
}

/** Group 0002 ends where its elements end: its group length is often wrong. */
function readMeta(source: Source, start: number): { dataSet: DataSet; end: number } {
  const { bytes, repairs } = source;
  if (bytes.length - start < 8 || bytes[start] !== 2 || bytes[start + 1] !== 0) {
    repairs.add('no-meta');
    return { dataSet: new DataSet(bytes, explicitLittle, []), end: start };
  }
  const encoding = vrAt(bytes, start + 4) !== undefined ? explicitLittle : implicitLittle;
  if (encoding === implicitLittle) repairs.add('bad-meta');
  const { elements, end } = readElements(source, start, encoding, (tag) => tag >>> 16 !== 2);
  if (elements.some((element) => !element.intact))
    throw new DicomReadError('truncated', 'The file ends within its meta group');
  const dataSet = new DataSet(bytes, encoding, elements);
  const [first] = elements;
  const declaredLength = first?.tag === META_GROUP_LENGTH ? dataSet.number(META_GROUP_LENGTH) : undefined;
  if (first === undefined || declaredLength !== end - first.end) repairs.add('bad-meta');
  return { dataSet, end };
}

interface Body {
  readonly source: Source;
  readonly start: number;
  readonly encoding: ReturnType<typeof encodingOf>;
  readonly transferSyntaxUid: string;
}

/** The bytes of the data set and what they are really in. */
function bodyOf(
  source: Source,
  start: number,
  totalBytes: number,
  declared: string | undefined,
  isInflated: boolean,
): Body {
  const { bytes, partial, repairs } = source;
  if (declared !== undefined && isDeflated(declared)) {
    if (isInflated) return { source, start, encoding: explicitLittle, transferSyntaxUid: declared };
    const inflated = inflateDataSet(bytes.subarray(start), partial);
    return { source: { ...source, bytes: inflated }, start: 0, encoding: explicitLittle, transferSyntaxUid: declared };
  }
  const expected = declared === undefined ? undefined : encodingOf(declared);
  const known = !repairs.has('no-meta');
  const found = sniffEncoding(bytes, start, totalBytes, { declared: expected, known });
  if (found === undefined) throw new DicomReadError('not-dicom', 'No DICOM data set was found');
  if (declared !== undefined && found === expected)
    return { source, start, encoding: found, transferSyntaxUid: declared };
  if (!repairs.has('no-meta')) repairs.add(declared === undefined ? 'bad-meta' : 'wrong-transfer-syntax');
  return { source, start, encoding: found, transferSyntaxUid: transferSyntaxOf(found) };
}

function readBody(
  body: Body,
  untilPixelData: boolean,
): { elements: readonly Element[]; pixels: PixelElement | undefined } {
  const { source, start, encoding } = body;
  const { elements, end } = readElements(source, start, encoding, untilPixelData ? isPixels : undefined);
  if (!untilPixelData) {
    const element = elements.find(({ number }) => isPixels(number));
    if (element === undefined) return { elements, pixels: undefined };
    const { tag, start: pixelStart, valueStart, valueEnd, undefinedLength } = element;
    const length = undefinedLength ? undefined : valueEnd - valueStart;
    return { elements, pixels: { tag, start: pixelStart, valueStart, length } };
  }
  const header = end < source.bytes.length ? readHeader(source, end, encoding) : undefined;
  if (header === undefined) return { elements, pixels: undefined };
  const { tag, valueStart, length } = header;
  const declared = length === UNDEFINED_LENGTH ? undefined : length;
  return { elements, pixels: { tag, start: end, valueStart, length: declared } };
}

/** Of a partial stream nobody can say how many deflated bytes hold the inflated ones that are missing. */
function readInflated(body: Body, untilPixelData: boolean, deflatedBytes: number): ReturnType<typeof readBody> {
  try {
    return readBody(body, untilPixelData);
  } catch (error) {
    throw error instanceof NeedMoreBytesError ? new NeedMoreBytesError(deflatedBytes * 2) : error;
  }
}

function isPixels(tag: number): boolean {
  return tag === PIXEL_DATA || tag === FLOAT_PIXEL_DATA || tag === DOUBLE_FLOAT_PIXEL_DATA;
}

/** Text beyond ASCII without a character set to read it by. */
function hasForeignText(dataSet: DataSet): boolean {
  return dataSet
    .elements()
    .some((element) => isCharsetDependent(element.vr) && dataSet.valueOf(element).some((byte) => byte > 0x7f));
}
