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
  return nodes.flatMap((node) => writeNode(node, encoding));
}

function writeNode(node: WriteNode, encoding: Encoding): Uint8Array[] {
  const { tag } = node;
  switch (node.kind) {
    case 'raw':
      return [node.bytes];
    case 'value':
      return [header(tag, node.vr, node.value.length, encoding), node.value];
    case 'fragments':
      return [
        header(tag, node.vr, UNDEFINED_LENGTH, encoding),
        ...node.fragments.flatMap((fragment) => [delimiter(ITEM, fragment.length), fragment]),
        delimiter(SEQUENCE_END, 0),
      ];
    case 'sequence':
      return writeSequence(node, encoding);
    case 'elsewhere':
      return [];
    default:
      return node satisfies never;
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
  const view = new DataView(bytes.buffer);
  setTag(view, tag);
  bytes[4] = written.charCodeAt(0);
  bytes[5] = written.charCodeAt(1);
  if (long) view.setUint32(8, length, true);
  else view.setUint16(6, length, true);
  return bytes;
}

/** A tag and a 32-bit length: an item's, a delimiter's, or an implicit element's. */
export function delimiter(tag: Tag, length: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  setTag(view, tag);
  view.setUint32(4, length, true);
  return bytes;
}

function setTag(view: DataView, tag: Tag): void {
  const number = Number.parseInt(tag, 16);
  view.setUint16(0, number >>> 16, true);
  view.setUint16(2, number & 0xffff, true);
}

function lengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}
