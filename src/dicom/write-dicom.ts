import { charsetOf, type Charset } from './charset.ts';
import { tagOf, type Tag } from './dictionary.ts';
import { encodeValue } from './encode-value.ts';
import { metaElements, writeHead } from './file-meta.ts';
import { concat } from './inflate.ts';
import type { NewElement } from './new-element.ts';
import { encodingOf, explicitLittle, isDeflated, type Encoding } from './transfer-syntax.ts';
import { DicomWriteError } from './write-error.ts';
import { writeNodes, type WriteNode } from './write-elements.ts';

const SPECIFIC_CHARACTER_SET = tagOf('SpecificCharacterSet');

/**
 * A new Part 10 file. Elements may come in any order; texts are written in the character set that they name.
 * Pixels of a compressed transfer syntax are given as fragments.
 * @throws DicomWriteError for a value that cannot be written, for big endian and for deflated.
 */
export function writeDicom(file: {
  readonly transferSyntaxUid: string;
  readonly elements: readonly NewElement[];
}): Uint8Array<ArrayBuffer> {
  const { transferSyntaxUid, elements } = file;
  const encoding = encodingOf(transferSyntaxUid);
  if (!encoding.littleEndian || isDeflated(transferSyntaxUid))
    throw new DicomWriteError('bad-value', 'Big endian and deflated files are read, not written');
  const meta = metaElements({
    sopClassUid: uidIn(elements, tagOf('SOPClassUID')),
    sopInstanceUid: uidIn(elements, tagOf('SOPInstanceUID')),
    transferSyntaxUid,
  });
  const metaNodes = newNodes(meta, charsetOf([]), explicitLittle);
  return concat([
    ...writeHead(undefined, metaNodes),
    ...writeNodes(newNodes(elements, charsetOf([]), encoding), encoding),
  ]);
}

/** New elements in tag order, encoded in the character set that they or the data set around them name. */
export function newNodes(elements: readonly NewElement[], inherited: Charset, encoding: Encoding): WriteNode[] {
  const named = elements.find((each) => each.tag === SPECIFIC_CHARACTER_SET);
  const charset = named === undefined ? inherited : charsetOf(termsOf(named));
  return elements.toSorted((a, b) => (a.tag < b.tag ? -1 : 1)).map((each) => newNode(each, charset, encoding));
}

export function newNode(element: NewElement, charset: Charset, encoding: Encoding): WriteNode {
  const { tag, vr, value } = element;
  if (typeof value === 'object' && 'items' in value) {
    const items = value.items.map((nested) => ({
      undefinedLength: false,
      encoding,
      nodes: newNodes(nested, charset, encoding),
    }));
    return { kind: 'sequence', tag, undefinedLength: false, items };
  }
  if (typeof value === 'object' && 'fragments' in value) {
    const fragments = value.fragments.map((fragment) =>
      fragment.length % 2 === 0 ? fragment : concat([fragment, Uint8Array.of(0)]),
    );
    return { kind: 'fragments', tag, vr, fragments };
  }
  return { kind: 'value', tag, vr, value: encodeValue(element, charset) };
}

function termsOf(element: NewElement): string[] {
  const { value } = element;
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : [];
}

function uidIn(elements: readonly NewElement[], tag: Tag): string {
  const value = elements.find((each) => each.tag === tag)?.value;
  if (typeof value !== 'string')
    throw new DicomWriteError('bad-value', 'SOP Class UID and SOP Instance UID are needed');
  return value;
}
