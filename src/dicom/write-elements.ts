import { formatTag, type Tag } from './dictionary.ts';
import type { Encoding } from './transfer-syntax.ts';
import { hasLongHeader } from './vr.ts';
import { DicomWriteError } from './write-error.ts';

/** What a file is written from: bytes copied as they are, and elements made anew. Always little endian. */
export type WriteNode =
  | { readonly kind: 'raw'; readonly tag: Tag; readonly bytes: Uint8Array }
  | { readonly kind: 'value'; readonly tag: Tag; readonly vr: string; readonly value: Uint8Array }
  | {
      readonly kind: 'sequence';
      readonly tag: Tag;
      readonly undefinedLength: boolean;
      readonly items: readonly WriteItem[];
    }
  | { readonly kind: 'fragments'; readonly tag: Tag; readonly vr: string; readonly fragments: readonly Uint8Array[] }
  /** Bytes that someone else puts there. */
  | { readonly kind: 'elsewhere'; readonly tag: Tag };

export interface WriteItem {
  readonly undefinedLength: boolean;
  readonly encoding: Encoding;
  readonly nodes: readonly WriteNode[];
}

export const ITEM = 'FFFEE000';
export const ITEM_END = 'FFFEE00D';
export const SEQUENCE_END = 'FFFEE0DD';
const UNDEFINED_LENGTH = 0xffffffff;
const MAX_SHORT_LENGTH = 0xffff;

/** The bytes of `nodes` in pieces: raw ones are not copied. */
export function writeNodes(nodes: readonly WriteNode[], encoding: Encoding): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (const node of nodes) writeNode(node, encoding, pieces);
  return pieces;
}

function writeNode(node: WriteNode, encoding: Encoding, pieces: Uint8Array[]): void {
  const { tag } = node;
  switch (node.kind) {
    case 'raw':
      pieces.push(node.bytes);
      break;
    case 'value':
      pieces.push(header(tag, node.vr, node.value.length, encoding), node.value);
      break;
    case 'fragments':
      pieces.push(header(tag, node.vr, UNDEFINED_LENGTH, encoding));
      for (const fragment of node.fragments) pieces.push(delimiter(ITEM, fragment.length), fragment);
      pieces.push(delimiter(SEQUENCE_END, 0));
      break;
    case 'sequence':
      // Not spread into a call: there may be a million of them.
      for (const piece of writeSequence(node, encoding)) pieces.push(piece);
      break;
    case 'elsewhere':
      break;
    default:
      node satisfies never;
  }
}

function writeSequence(node: WriteNode & { readonly kind: 'sequence' }, encoding: Encoding): Uint8Array[] {
  const content = node.items.flatMap(writeItem);
  // Implicit items in an explicit data set can only lie in a UN of undefined length (PS3.5 6.2.2).
  const hidden = encoding.explicitVr && node.items.some((item) => !item.encoding.explicitVr);
  if (!node.undefinedLength && !hidden) return [header(node.tag, 'SQ', lengthOf(content), encoding), ...content];
  const vr = hidden ? 'UN' : 'SQ';
  return [header(node.tag, vr, UNDEFINED_LENGTH, encoding), ...content, delimiter(SEQUENCE_END, 0)];
}

function writeItem(item: WriteItem): Uint8Array[] {
  const content = writeNodes(item.nodes, item.encoding);
  if (!item.undefinedLength) return [delimiter(ITEM, lengthOf(content)), ...content];
  return [delimiter(ITEM, UNDEFINED_LENGTH), ...content, delimiter(ITEM_END, 0)];
}

/** What stands before a value, PS3.5 7.1.2 and 7.1.3. */
export function header(tag: Tag, vr: string, length: number, encoding: Encoding): Uint8Array {
  if (length >= UNDEFINED_LENGTH && length !== UNDEFINED_LENGTH)
    throw new DicomWriteError('too-large', `${formatTag(tag)} is too large`);
  if (!encoding.explicitVr) return delimiter(tag, length);
  // A value too long for a 16-bit length is written as UN (PS3.5 6.2.2, note 7).
  const written = !hasLongHeader(vr) && length > MAX_SHORT_LENGTH ? 'UN' : vr;
  const long = hasLongHeader(written);
  const bytes = new Uint8Array(long ? 12 : 8);
  setTag(bytes, tag);
  bytes[4] = written.charCodeAt(0);
  bytes[5] = written.charCodeAt(1);
  if (long) setLength(bytes, 8, length);
  else {
    bytes[6] = length;
    bytes[7] = length >>> 8;
  }
  return bytes;
}

/** A tag and a 32-bit length: an item's, a delimiter's, or an implicit element's. */
export function delimiter(tag: Tag, length: number): Uint8Array {
  const bytes = new Uint8Array(8);
  setTag(bytes, tag);
  setLength(bytes, 4, length);
  return bytes;
}

// Byte by byte: a DataView would have to be made for each, and takes the few bytes out of the heap of JavaScript.
function setTag(bytes: Uint8Array, tag: Tag): void {
  const number = Number.parseInt(tag, 16);
  bytes[0] = number >>> 16;
  bytes[1] = number >>> 24;
  bytes[2] = number;
  bytes[3] = number >>> 8;
}

function setLength(bytes: Uint8Array, at: number, length: number): void {
  bytes[at] = length;
  bytes[at + 1] = length >>> 8;
  bytes[at + 2] = length >>> 16;
  bytes[at + 3] = length >>> 24;
}

function lengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}
