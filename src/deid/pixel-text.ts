import { latin1 } from '../dicom/byte-order.ts';
import { concat } from '../dicom/inflate.ts';
import { type Tag, tagOf } from '../dicom/dictionary.ts';
import type { DicomFile } from '../dicom/read-dicom.ts';
import { isNoChanceInMany, PIXELS } from './chance.ts';
import type { IdentifierKind, Needles } from './needles.ts';

const SHORTEST = 6;
/** What is looked at again with the bytes that follow: longer than a name. */
const OVERLAP = 512;

/**
 * Searches pixels for text that is no sample: in the streams of compressed frames (comments, EXIF, boxes of XML, what
 * fills up fragments and lies between them), and behind the last sample of others. ASCII alone, in single bytes and
 * UTF-16: other letters cannot be told from samples.
 */
export class PixelText {
  readonly tag: Tag;
  private readonly needles: Needles;
  /** Of samples that are not compressed. */
  private samples: number;
  private rest: Uint8Array = new Uint8Array();
  private kind: IdentifierKind | undefined;

  constructor(tag: Tag, needles: Needles, samples: number) {
    this.tag = tag;
    this.needles = needles;
    this.samples = samples;
  }

  /** What was found so far. */
  get found(): IdentifierKind | undefined {
    return this.kind;
  }

  /** The next bytes of the value. */
  push(bytes: Uint8Array): void {
    const skipped = Math.min(this.samples, bytes.length);
    this.samples -= skipped;
    if (this.kind !== undefined || skipped === bytes.length) return;
    const all = concat([this.rest, bytes.subarray(skipped)]);
    this.kind = identifierInAscii(all, this.needles);
    this.rest = all.slice(Math.max(0, all.length - OVERLAP));
  }
}

/** The search of the pixels of a file; undefined when all of them are samples. */
export function pixelTextOf({ dataSet, pixels }: DicomFile, needles: Needles): PixelText | undefined {
  if (pixels === undefined || needles.isEmpty) return undefined;
  const { tag, length } = pixels;
  if (length === undefined) return new PixelText(tag, needles, 0);
  const number = (keyword: string): number | undefined => dataSet.number(tagOf(keyword));
  const bits = tag === PIXELS[0] ? (number('BitsAllocated') ?? 0) : tag === PIXELS[1] ? 32 : 64;
  // YBR_FULL_422 may come with or without half of its chroma samples (PS3.3 C.7.6.3.1.2).
  const frame = (number('Rows') ?? 0) * (number('Columns') ?? 0) * (number('SamplesPerPixel') ?? 1) * bits;
  const samples = Math.ceil((frame * Math.max(1, number('NumberOfFrames') ?? 1)) / 8);
  // One byte makes the length even (PS3.5 7.1.1).
  return samples > 0 && length > samples + 1 ? new PixelText(tag, needles, samples) : undefined;
}

/** Runs of printable ASCII in bytes of any kind, and of the same in UTF-16: the byte in between is zero. */
export function identifierInAscii(bytes: Uint8Array, needles: Needles): IdentifierKind | undefined {
  for (let at = 0; at < bytes.length; at++) {
    if (!isPrintable(bytes[at])) continue;
    const step = bytes[at + 1] === 0 && isPrintable(bytes[at + 2]) ? 2 : 1;
    const start = at;
    const isNext = (): boolean => isPrintable(bytes[at + step]) && (step === 1 || bytes[at + 1] === 0);
    while (isNext()) at += step;
    if ((at - start) / step + 1 < SHORTEST) continue;
    const run = latin1(bytes, start, at + 1);
    const kind = needles.find(step === 1 ? run : run.replaceAll('\0', ''), isNoChanceInMany);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function isPrintable(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x20 && byte < 0x7f;
}
