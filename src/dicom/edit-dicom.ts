import { latin1, swapped } from './byte-order.ts';
import { utf8 } from './charset.ts';
import type { DataSet } from './data-set.ts';
import { tagOf, type Tag } from './dictionary.ts';
import type { Element } from './element.ts';
import { encodeValue, padded } from './encode-value.ts';
import { metaElements, writeHead } from './file-meta.ts';
import { concat } from './inflate.ts';
import { element, type NewElement, type NewValue } from './new-element.ts';
import { readDicom, type DicomFile } from './read-dicom.ts';
import { EXPLICIT_LE, explicitLittle, implicitLittle, isDeflated, type Encoding } from './transfer-syntax.ts';
import { isCharsetDependent, isSingleText, unitBytes } from './vr.ts';
import { DicomWriteError } from './write-error.ts';
import { newNode } from './write-dicom.ts';
import { writeNodes, type WriteNode } from './write-elements.ts';

/** What becomes of one element. A kept sequence is entered, and its elements are visited. */
export type Edit =
  | 'keep'
  | 'remove'
  | 'empty'
  | { readonly value: NewValue; readonly vr?: string }
  /** Items to add behind those of a sequence, which stay as they are. */
  | { readonly append: readonly (readonly NewElement[])[] };

export interface VisitedElement {
  readonly element: Element;
  /** The data set or item that holds it; `dataSet.textsOf(element)` reads its values. */
  readonly dataSet: DataSet;
  /** The sequences above it, outermost first; items count from 1. Empty at the top level. */
  readonly path: readonly { readonly tag: Tag; readonly item: number }[];
}

export interface Edits {
  /** Called once for every element at any depth, group 0002 included, in the order of the file. */
  readonly visit?: (visited: VisitedElement) => Edit;
  /** Top-level elements to add, or to write in the place of those with their tag. They are not visited. */
  readonly set?: readonly NewElement[];
  /** Fill the preamble with zeros: it may hold anything (PS3.10 7.1), programs too. */
  readonly clearPreamble?: boolean;
}

const SPECIFIC_CHARACTER_SET = tagOf('SpecificCharacterSet');
const SOP_CLASS_UID = tagOf('SOPClassUID');
const SOP_INSTANCE_UID = tagOf('SOPInstanceUID');
/** Media Storage SOP Class and Instance UID, Transfer Syntax UID. */
const MUST_AGREE = new Set(['00020002', '00020003', '00020010']);
const IMPLEMENTATION_VERSION = '00020013';
const DIRECTORY_RECORDS = tagOf('DirectoryRecordSequence');

/**
 * Writes the file anew with the edits; all other elements, pixels included, are copied byte for byte.
 * Exceptions: lengths of sequences around an edit, and of broken elements, are recomputed; group 0002 is completed
 * and follows the data set's SOP Instance UID; a big endian or deflated file becomes explicit little endian;
 * a new value is written in the file's character set, by code extension where it has one, and all texts become UTF-8
 * when a new value has no place in it; stray trailing bytes go.
 *
 * `charset` is for files that declare a wrong character set: their texts are in that one, their bytes stay, and
 * Specific Character Set (0008,0005) is corrected wherever it stands (terms with backslashes between them).
 * @throws DicomReadError, DicomWriteError
 */
export function editDicom(
  bytes: Uint8Array,
  edits: Edits,
  { charset }: { readonly charset?: string | undefined } = {},
): Uint8Array<ArrayBuffer> {
  return editFile(readDicom(bytes, { charset }), edits);
}

/**
 * {@link editDicom} of a file that was read wholly. One that was read in another character set than it declares
 * declares it afterwards.
 */
export function editFile(file: DicomFile, edits: Edits): Uint8Array<ArrayBuffer> {
  const { before, after } = editAround(file, edits, undefined);
  return concat([...before, ...after]);
}

export interface EditedAround {
  readonly before: readonly Uint8Array[];
  readonly after: readonly Uint8Array[];
  /** Whether the element stays; else all of the file is in `before`. */
  readonly kept: boolean;
}

/** {@link editFile} for a file without the value of one top-level element: what comes before and behind it. */
export function editAround(file: DicomFile, edits: Edits, elsewhere: Element | undefined): EditedAround {
  if (file.dataSet.has(DIRECTORY_RECORDS))
    throw new DicomWriteError('not-editable', 'The records of a DICOMDIR point at each other by position');
  if (edits.set?.some(({ tag }) => tag === SPECIFIC_CHARACTER_SET) === true)
    throw new DicomWriteError('bad-value', 'The character set follows the values that are written');
  const decisions = decide(file, edits);
  const { charset } = file.dataSet;
  const write = (toUtf8: boolean): EditedAround => new Editor(file, edits, { decisions, elsewhere, toUtf8 }).write();
  // A name for it that the standard does not have cannot be declared.
  if (charset.overriding && charset.guessed) return write(true);
  try {
    return write(false);
  } catch (error) {
    if (!(error instanceof DicomWriteError) || error.code !== 'not-in-character-set') throw error;
    return write(true);
  }
}

function decide(file: DicomFile, edits: Edits): ReadonlyMap<Element, Edit> {
  const decisions = new Map<Element, Edit>();
  const { visit } = edits;
  if (visit === undefined) return decisions;
  const replaced = new Set(edits.set?.map((each) => each.tag));
  const enter = (dataSet: DataSet, path: VisitedElement['path']): void => {
    for (const each of dataSet.elements()) {
      if (path.length === 0 && replaced.has(each.tag)) continue;
      const edit = visit({ element: each, dataSet, path });
      if (edit !== 'keep') decisions.set(each, edit);
      else if (each.items !== undefined)
        for (const [index, item] of dataSet.itemsOf(each).entries())
          enter(item, [...path, { tag: each.tag, item: index + 1 }]);
    }
  };
  enter(file.meta, []);
  enter(file.dataSet, []);
  return decisions;
}

interface Plan {
  readonly decisions: ReadonlyMap<Element, Edit>;
  readonly elsewhere: Element | undefined;
  readonly toUtf8: boolean;
}

class Editor {
  private readonly file: DicomFile;
  private readonly set: readonly NewElement[];
  private readonly clearPreamble: boolean;
  private readonly decisions: Plan['decisions'];
  private readonly elsewhere: Plan['elsewhere'];
  private readonly toUtf8: boolean;
  /** What is to be written anew, or holds something that is. */
  private readonly changed = new Set<Element>();
  /** Group lengths (PS3.5 7.2, retired) would be wrong after an edit. */
  private readonly dropGroupLengths: boolean;

  constructor(file: DicomFile, edits: Edits, { decisions, elsewhere, toUtf8 }: Plan) {
    this.file = file;
    this.set = edits.set ?? [];
    this.clearPreamble = edits.clearPreamble === true;
    this.decisions = decisions;
    this.elsewhere = elsewhere;
    this.toUtf8 = toUtf8;
    this.findChanges(file.meta);
    this.findChanges(file.dataSet);
    this.dropGroupLengths = this.changed.size > 0 || this.set.length > 0 || this.declared(file.dataSet) !== undefined;
  }

  write(): EditedAround {
    const { dataSet } = this.file;
    const encoding = this.target(dataSet.encoding);
    const nodes = this.topLevel(dataSet, encoding);
    const meta = this.meta(nodes);
    const preamble = this.clearPreamble ? undefined : this.file.preamble;
    const gap = nodes.findIndex(({ kind }) => kind === 'elsewhere');
    const kept = gap !== -1;
    return {
      before: [...writeHead(preamble, meta), ...writeNodes(kept ? nodes.slice(0, gap) : nodes, encoding)],
      after: kept ? writeNodes(nodes.slice(gap), encoding) : [],
      kept,
    };
  }

  private target(encoding: Encoding): Encoding {
    if (encoding.littleEndian) return encoding;
    return encoding.explicitVr ? explicitLittle : implicitLittle;
  }

  private topLevel(dataSet: DataSet, encoding: Encoding): WriteNode[] {
    const declared = this.declared(dataSet);
    const set = declared === undefined ? this.set : [...this.set, declared];
    const charset = this.toUtf8 ? utf8 : dataSet.charset;
    const added = set.filter(({ tag }) => !tag.startsWith('0002')).map((each) => newNode(each, charset, encoding));
    const replaced = new Set(added.map(({ tag }) => tag));
    const kept = this.nodes(dataSet, encoding).filter(({ tag }) => !replaced.has(tag));
    return merged(kept, added);
  }

  /** The character set to declare anew; undefined when it stays what it is. */
  private declared(dataSet: DataSet): NewElement | undefined {
    const { terms, overriding } = dataSet.charset;
    if (!this.toUtf8 && !overriding) return undefined;
    const wanted = this.toUtf8 ? utf8.terms : terms;
    const isDeclared = dataSet.texts(SPECIFIC_CHARACTER_SET).join('\\') === wanted.join('\\');
    return isDeclared ? undefined : element('SpecificCharacterSet', wanted);
  }

  private nodes(dataSet: DataSet, encoding: Encoding): WriteNode[] {
    const nodes: WriteNode[] = [];
    for (const each of dataSet.elements()) {
      const node = this.node(each, dataSet, encoding);
      if (node !== undefined) nodes.push(node);
    }
    return nodes;
  }

  /** Undefined when it goes. */
  private node(each: Element, dataSet: DataSet, encoding: Encoding): WriteNode | undefined {
    const { tag, vr } = each;
    const edit = this.decisions.get(each) ?? 'keep';
    if (edit === 'remove' || (this.dropGroupLengths && tag.endsWith('0000'))) return undefined;
    if (edit === 'empty') return emptyNode(tag, vr);
    if (edit === 'keep' && each === this.elsewhere) return { kind: 'elsewhere', tag };
    const charset = this.toUtf8 ? utf8 : dataSet.charset;
    if (typeof edit === 'object' && 'append' in edit) {
      const added = newNode({ tag, vr: 'SQ', value: { items: edit.append } }, charset, encoding);
      const before = this.rebuilt(each, dataSet);
      if (before.kind !== 'sequence' || added.kind !== 'sequence') return added;
      return { ...before, items: [...before.items, ...added.items] };
    }
    if (edit !== 'keep') {
      return newNode({ tag, vr: edit.vr ?? vr, value: edit.value }, charset, encoding);
    }
    if (dataSet.encoding === encoding && each.intact && !this.changed.has(each))
      return { kind: 'raw', tag, bytes: dataSet.bytes.subarray(each.start, each.end) };
    return this.rebuilt(each, dataSet);
  }

  /** Once, and from the inside: asking at each level again would take a deep file for ever. */
  private findChanges(dataSet: DataSet): boolean {
    let found = false;
    for (const each of dataSet.elements()) {
      let changes = this.decisions.has(each) || (this.toUtf8 && isCharsetDependent(each.vr));
      if (each.tag === SPECIFIC_CHARACTER_SET && this.declared(dataSet) !== undefined) changes = true;
      if (each.items !== undefined)
        for (const item of dataSet.itemsOf(each)) changes = this.findChanges(item) || changes;
      if (changes) this.changed.add(each);
      found ||= changes;
    }
    return found;
  }

  private rebuilt(each: Element, dataSet: DataSet): WriteNode {
    const { tag, vr, undefinedLength } = each;
    if (each.items !== undefined) {
      const items = dataSet.itemsOf(each).map((item, index) => {
        const inner = this.target(item.encoding);
        const open = each.items?.[index]?.undefinedLength === true;
        return { undefinedLength: open, encoding: inner, nodes: this.nodes(item, inner) };
      });
      return { kind: 'sequence', tag, undefinedLength, items };
    }
    if (each.fragments !== undefined) {
      const fragments = each.fragments.map(({ start, end }) => padded(dataSet.bytes.subarray(start, end), vr));
      return { kind: 'fragments', tag, vr, fragments: fragments.length === 0 ? [new Uint8Array()] : fragments };
    }
    const declared = tag === SPECIFIC_CHARACTER_SET ? this.declared(dataSet) : undefined;
    if (declared !== undefined) return textNode(declared);
    if (this.toUtf8 && isCharsetDependent(vr)) return textNode({ tag, vr, value: textsToKeep(each, dataSet) });
    const bytes = dataSet.valueOf(each);
    const value = dataSet.encoding.littleEndian ? bytes : swapped(bytes, unitBytes(vr));
    // What was cut short ends on an even length all the same (PS3.5 7.1.1).
    return { kind: 'value', tag, vr, value: each.intact ? value : padded(value, vr) };
  }

  /** Group 0002 as it is, with what it lacks and what must agree with the data set (PS3.10 7.1). */
  private meta(nodes: readonly WriteNode[]): WriteNode[] {
    const { meta, transferSyntaxUid, dataSet } = this.file;
    const converted = !dataSet.encoding.littleEndian || isDeflated(transferSyntaxUid);
    const kept = this.nodes(meta, explicitLittle);
    const present = new Set(kept.map(({ tag }) => tag));
    const needed = metaElements({
      sopClassUid: this.uidOf(nodes, SOP_CLASS_UID) ?? meta.text('00020002') ?? '',
      sopInstanceUid: this.uidOf(nodes, SOP_INSTANCE_UID) ?? meta.text('00020003') ?? '',
      transferSyntaxUid: converted ? EXPLICIT_LE : transferSyntaxUid,
    });
    const added = needed
      .filter(({ tag, value }) => !present.has(tag) || (MUST_AGREE.has(tag) && meta.text(tag) !== value))
      .filter(({ tag }) => tag !== IMPLEMENTATION_VERSION || present.size === 0)
      .map((each) => newNode(each, utf8, explicitLittle));
    const replaced = new Set(added.map(({ tag }) => tag));
    return merged(
      kept.filter(({ tag }) => !replaced.has(tag)),
      added,
    );
  }

  private uidOf(nodes: readonly WriteNode[], tag: Tag): string | undefined {
    const node = nodes.find((each) => each.tag === tag);
    if (node?.kind === 'raw') return this.file.dataSet.text(tag);
    if (node?.kind !== 'value') return undefined;
    return String.fromCharCode(...node.value).replace(/[\0 ]+$/, '');
  }
}

function emptyNode(tag: Tag, vr: string): WriteNode {
  if (vr === 'SQ') return { kind: 'sequence', tag, undefinedLength: false, items: [] };
  return { kind: 'value', tag, vr, value: new Uint8Array() };
}

function textNode(each: NewElement): WriteNode {
  return { kind: 'value', tag: each.tag, vr: each.vr, value: encodeValue(each, utf8) };
}

/** The texts for a change of character set; what cannot be decoded stays legible byte by byte. */
function textsToKeep(each: Element, dataSet: DataSet): string[] {
  const texts = dataSet.textsOf(each);
  if (!texts.some((text) => text.includes('\uFFFD'))) return texts;
  const bytes = latin1(dataSet.valueOf(each));
  return isSingleText(each.vr) ? [bytes] : bytes.split('\\');
}

/** `added` at their places by tag among `kept`, whose order stays: a file out of order remains so. */
function merged(kept: readonly WriteNode[], added: readonly WriteNode[]): WriteNode[] {
  const result = [...kept];
  for (const node of added) {
    const index = result.findIndex(({ tag }) => tag > node.tag);
    result.splice(index === -1 ? result.length : index, 0, node);
  }
  return result;
}
