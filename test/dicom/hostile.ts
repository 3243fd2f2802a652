import * as fc from 'fast-check';
import type { DataSet } from '../../src/dicom/data-set.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { DicomReadError } from '../../src/dicom/read-error.ts';

/** One change to a file: where (0 to 1 of its length), of which kind, and with what. */
export interface Mutation {
  readonly kind: 'flip' | 'number' | 'cut' | 'end' | 'repeat' | 'insert' | 'splice';
  readonly at: number;
  readonly length: number;
  readonly value: number;
}

/** Lengths that are wrong in all the ways that hurt. */
const numbers = fc.oneof(
  fc.constantFrom(0xffffffff, 0xfffffffe, 0x7fffffff, 0x80000000, 0, 1, 0xffff, 0xe000fffe, 0xe00dfffe, 0xe0ddfffe),
  fc.nat({ max: 0xffffffff }),
);

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record<Mutation>({
    kind: fc.constantFrom('flip', 'number', 'number', 'cut', 'end', 'repeat', 'insert', 'splice'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat({ max: 64 }),
    value: numbers,
  }),
  { minLength: 1, maxLength: 5 },
);

/** `file` after the changes; `other` is what is spliced into it. */
export function mutate(file: Uint8Array, other: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  return changes.reduce((bytes, { kind, at, length, value }) => {
    const start = Math.min(Math.floor(at * bytes.length), Math.max(0, bytes.length - 1));
    const head = bytes.subarray(0, start);
    const tail = bytes.subarray(start);
    switch (kind) {
      case 'flip':
        return joined(head, Uint8Array.of((tail[0] ?? 0) ^ (value & 0xff)), tail.subarray(1));
      case 'number':
        return joined(head, little(value), tail.subarray(4));
      case 'cut':
        return joined(head, tail.subarray(length));
      case 'end':
        return head;
      case 'repeat':
        return joined(head, tail.subarray(0, length), tail);
      case 'insert':
        return joined(head, little(value), tail);
      case 'splice':
        return joined(head, other.subarray(Math.floor(at * other.length)));
    }
  }, file);
}

const TAGS = [
  '00080005',
  '00080016',
  '00080018',
  '00100010',
  '00280103',
  '00400275',
  '00091001',
  '7FE00010',
  'FFFEE000',
];
const VRS = ['UI', 'SQ', 'UN', 'OB', 'OW', 'PN', 'US', 'UT', 'FD', '??', '  ', 'ZZ'];

/** A file with the places where its elements and items start. */
export interface Anatomy {
  readonly file: Uint8Array;
  readonly parts: readonly Part[];
}

interface Part {
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** Of a file that cannot be read, or is deflated, there are no parts. */
export function anatomyOf(file: Uint8Array): Anatomy {
  const parts: Part[] = [];
  const collect = (dataSet: DataSet): void => {
    if (dataSet.bytes !== file) return;
    for (const each of dataSet.elements()) {
      parts.push(each);
      for (const { start, end } of each.items ?? []) parts.push({ start, valueStart: start + 8, end });
      for (const { start, end } of each.fragments ?? []) parts.push({ start: start - 8, valueStart: start, end });
      for (const item of dataSet.itemsOf(each)) collect(item);
    }
  };
  try {
    const { meta, dataSet } = readDicom(file);
    collect(meta);
    collect(dataSet);
  } catch (error) {
    if (!(error instanceof DicomReadError)) throw error;
  }
  return { file, parts };
}

/** A change to one of the parts of a file: it stays a file whose parts are nearly all where they should be. */
export interface StructuralMutation {
  readonly kind: 'length' | 'nudge' | 'vr' | 'tag' | 'delete' | 'repeat' | 'swap' | 'open' | 'cut';
  readonly at: number;
  readonly other: number;
  readonly value: number;
  readonly vr: string;
  readonly tag: string;
}

export const structuralMutations: fc.Arbitrary<readonly StructuralMutation[]> = fc.array(
  fc.record<StructuralMutation>({
    kind: fc.constantFrom('length', 'nudge', 'vr', 'tag', 'delete', 'repeat', 'swap', 'open', 'cut'),
    at: fc.nat(),
    other: fc.nat(),
    value: numbers,
    vr: fc.constantFrom(...VRS, 'LO', 'UL', 'AT', 'OV', 'OD', 'LT', 'lo'),
    tag: fc.constantFrom(...TAGS, 'FFFEE00D', 'FFFEE0DD', '00020010', '00000000', 'FFFFFFFF', '00080000'),
  }),
  { minLength: 1, maxLength: 4 },
);

export function mutateStructure({ file, parts }: Anatomy, changes: readonly StructuralMutation[]): Uint8Array {
  // From the end, so that the places before a change stay right.
  const placed = changes
    .flatMap((change) => {
      const part = parts[change.at % Math.max(1, parts.length)];
      return part === undefined ? [] : [{ ...change, part, second: parts[change.other % parts.length] ?? part }];
    })
    .toSorted((a, b) => b.part.start - a.part.start);
  return placed.reduce((bytes, { kind, part, second, value, vr, tag }) => {
    const { start, valueStart, end } = part;
    const [head, tail] = [bytes.subarray(0, start), bytes.subarray(end)];
    const lengthAt = valueStart - (valueStart - start === 8 ? 2 : 4);
    switch (kind) {
      case 'length':
        return replaced(bytes, lengthAt, little(value).subarray(0, valueStart - lengthAt));
      case 'nudge':
        return replaced(bytes, lengthAt, Uint8Array.of(((bytes[lengthAt] ?? 0) + (value % 5) - 2) & 0xff));
      case 'open':
        return replaced(bytes, valueStart - 4, little(0xffffffff));
      case 'vr':
        return replaced(bytes, start + 4, Uint8Array.of(vr.charCodeAt(0), vr.charCodeAt(1)));
      case 'tag':
        return replaced(bytes, start, tagBytes(tag));
      case 'delete':
        return joined(head, tail);
      case 'repeat':
        return joined(head, bytes.subarray(start, end), bytes.subarray(start));
      case 'swap':
        return joined(head, bytes.subarray(second.start, second.end), tail);
      case 'cut':
        return bytes.subarray(0, start + (value % 13));
    }
  }, file);
}

function replaced(bytes: Uint8Array, at: number, by: Uint8Array): Uint8Array {
  return joined(bytes.subarray(0, at), by, bytes.subarray(at + by.length));
}

/** Little endian. */
function tagBytes(tag: string): Uint8Array {
  return little((Number.parseInt(tag.slice(4), 16) * 0x10000 + Number.parseInt(tag.slice(0, 4), 16)) >>> 0);
}

/** One element as it comes, told to be as long as it likes. */
const element = fc
  .tuple(
    fc.oneof(fc.constantFrom(...TAGS), fc.constantFrom('FFFEE00D', 'FFFEE0DD')),
    fc.constantFrom(...VRS),
    fc.oneof(fc.nat({ max: 40 }), numbers),
    fc.uint8Array({ maxLength: 30 }),
    fc.constantFrom('explicit', 'long', 'implicit'),
  )
  .map(([tag, vr, length, value, form]) => {
    const header = tagBytes(tag);
    const letters = Uint8Array.of(vr.charCodeAt(0), vr.charCodeAt(1));
    if (form === 'implicit') return joined(header, little(length), value);
    if (form === 'long') return joined(header, letters, Uint8Array.of(0, 0), little(length), value);
    return joined(header, letters, little(length).subarray(0, 2), value);
  });

/** (0002,0010) Explicit VR Little Endian. */
const META = Buffer.from('\x02\x00\x10\x00UI\x14\x001.2.840.10008.1.2.1\0', 'latin1');

/** Elements in any order and nesting, with a preamble and a meta group or without. */
export const hostileDataSet: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.array(element, { maxLength: 30 }), fc.boolean())
  .map(([elements, dressed]) => {
    const body = joined(...elements);
    return dressed
      ? joined(new Uint8Array(128), Buffer.from('DICM'), META, body)
      : joined(Buffer.from('0800160055491a00', 'hex'), Buffer.from('1.2.840.10008.5.1.4.1.1.7\0'), body);
  });

function little(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
