import { describe, expect, test } from 'vitest';
import { inspectFile } from '../../src/dicom/inspect.ts';
import { readInstanceHeader } from '../../src/dicom/instance-header.ts';
import { element } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { DicomReadError } from '../../src/dicom/read-error.ts';
import { corpusDir, corpusFile } from './corpus.ts';
import { EXPLICIT, IMPLICIT, sampleFile } from './samples.ts';
import { Base } from './variants.ts';

/**
 * The kinds of damage in the corpus' manifest, in other files: of other makers, encodings and kinds of object. What is
 * expected is what dcmtk 3.6.7 and pydicom 2.3.1 say where they agree, and what the manifest's policy adds.
 */
const bases: (readonly [string, Uint8Array])[] = [
  ['explicit', sampleFile([element('PatientSex', 'O')])],
  ['implicit', sampleFile([element('PatientSex', 'O')], IMPLICIT)],
];
if (corpusDir !== undefined)
  for (const path of [
    'modalities/RTPLAN.dcm',
    'modalities/PR-gsps-text-on-CT-slice.dcm',
    'pixel-formats/odd-size-3x3-bigendian.dcm',
    'pixel-formats/jpeg-ybr-411-np.dcm',
    'malformed/preamble-html.dcm',
  ])
    bases.push([path, corpusFile(path)]);

/** `read`, the codes of what is said of it, or the reason of the refusal. */
function verdict(bytes: Uint8Array): string {
  try {
    const file = readDicom(new Uint8Array(bytes));
    readInstanceHeader(file);
    const codes = [...new Set([...file.repairs, ...inspectFile(file)])].toSorted();
    return codes.length === 0 ? 'read' : codes.join();
  } catch (error) {
    if (error instanceof DicomReadError) return `refused: ${error.code}`;
    throw error;
  }
}

type Case = readonly [name: string, build: (base: Base) => Uint8Array, expected: string | RegExp];

const text = (tag: string, vr: string, value: string) => (base: Base) =>
  base.with([tag, base.element(tag, vr, value)]).bytes;
const NAME = '00100010';
const STUDIES = '00081032';
const inner = (base: Base): Buffer => base.element('00080100', 'SH', 'CODE');
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

const REFUSED: readonly Case[] = [
  ...[0].map((length): Case => [`${length} bytes`, ({ bytes }) => bytes.subarray(0, length), 'refused: empty']),
  ...[1, 2, 3, 128, 131].map((length): Case => [
    `${length} bytes`,
    ({ bytes }) => bytes.subarray(0, length),
    'refused: not-dicom',
  ]),
  ['preamble and prefix', ({ bytes }) => bytes.subarray(0, 132), /^refused/],
  ...[140, 150, 180, 200, 220].map((length): Case => [
    `cut at ${length}`,
    ({ bytes }) => bytes.subarray(0, length),
    /^refused/,
  ]),
  ['group 0002 alone', ({ head }) => head, /^refused/],
  ...['00080016', '00080018', '0020000D', '0020000E'].flatMap((tag): Case[] => [
    [`no ${tag}`, (base) => base.without(tag).bytes, 'refused: missing-uid'],
    [`empty ${tag}`, text(tag, 'UI', ''), /^refused: missing-uid$/],
  ]),
  ['a sequence that never ends', (base) => neverEnding(base).bytes, 'refused: bad-dataset'],
  [
    'compressed by gzip',
    ({ bytes }) => joined(Buffer.from('1f8b0800', 'hex'), bytes.subarray(300)),
    'refused: not-dicom',
  ],
  ['a resource fork', () => joined(Buffer.from('0005160700020000', 'hex'), Buffer.alloc(4000)), 'refused: not-dicom'],
  ['zeros', () => new Uint8Array(69_632), 'refused: not-dicom'],
  ['DICM too late', () => joined(Buffer.alloc(512, 65), Buffer.from('DICM'), Buffer.alloc(90)), 'refused: not-dicom'],
];

const neverEnding = (base: Base): Base =>
  base.with([
    STUDIES,
    Buffer.concat([base.header(STUDIES, 'SQ', 0xffffffff), base.header('FFFEE000', '', 0xffffffff), inner(base)]),
  ]);

const READ: readonly Case[] = [
  ['as it is', ({ bytes }) => bytes, 'read'],
  ['a long UID', text('00200052', 'UI', `1.2.${'3'.repeat(60)}`), 'read'],
  ['a UID padded with zeros', text('00200052', 'UI', '1.2.3\0\0\0'), 'read'],
  ['markup in the name', text(NAME, 'PN', '<script>alert(1)</script>'), 'read'],
  ['a formula in the name', text(NAME, 'PN', '=cmd|x!A1'), 'read'],
  [
    'a name and ID that are empty',
    (base) => base.with([NAME, base.element(NAME, 'PN', '')], ['00100020', base.element('00100020', 'LO', '')]).bytes,
    'read',
  ],
  ['nobody', (base) => base.without(NAME, '00100020').bytes, 'read'],
  [
    'a private element with its creator',
    (base) =>
      base.with([
        '00290010',
        Buffer.concat([base.element('00290010', 'LO', 'ACME'), base.element('00291010', 'LO', 'child')]),
      ]).bytes,
    'read',
  ],
  [
    'group lengths',
    (base) => base.with(['00100000', base.element('00100000', 'UL', Buffer.from([16, 0, 0, 0]))]).bytes,
    'read',
  ],
  ['a sequence without items', (base) => base.with([STUDIES, base.sequence(STUDIES)]).bytes, 'read'],
  [
    'an open sequence of open items',
    (base) => base.with([STUDIES, base.openSequence(STUDIES, base.openItem(inner(base)))]).bytes,
    'read',
  ],
  [
    'an open sequence of items with lengths',
    (base) => base.with([STUDIES, base.openSequence(STUDIES, base.item(inner(base)))]).bytes,
    'read',
  ],
  [
    'a sequence of open items',
    (base) => base.with([STUDIES, base.sequence(STUDIES, base.openItem(inner(base)))]).bytes,
    'read',
  ],
  ['two hundred levels', (base) => base.with([STUDIES, levels(base, 200)]).bytes, 'read'],
  [
    'trailing padding',
    (base) => base.with(['FFFCFFFC', base.element('FFFCFFFC', 'OB', Buffer.alloc(64))]).bytes,
    'read',
  ],
  [
    'a private SOP class',
    (base) =>
      joined(
        base.meta({ '00020002': ['UI', '1.3.6.1.4.1.9999.1'] }),
        base.with(['00080016', base.element('00080016', 'UI', '1.3.6.1.4.1.9999.1')]).dataSet,
      ),
    'read',
  ],
];

function levels(base: Base, depth: number): Buffer {
  return depth === 0 ? inner(base) : base.openSequence(STUDIES, base.openItem(levels(base, depth - 1)));
}

const meta = (changes: Parameters<Base['meta']>[0], length?: number) => (base: Base) =>
  joined(base.meta(changes, length), base.dataSet);

const WARNED: readonly Case[] = [
  ['no preamble', ({ bytes }) => bytes.subarray(128), /no-preamble/],
  ['no prefix', ({ bytes }) => bytes.subarray(132), /no-preamble/],
  ['a bare data set', ({ dataSet }) => dataSet, /no-meta,no-preamble/],
  ['a bare data set behind a preamble', ({ dataSet }) => joined(Buffer.alloc(128), dataSet), /no-meta,no-preamble/],
  [
    'a bare data set behind a prefix',
    ({ dataSet }) => joined(Buffer.alloc(128), Buffer.from('DICM'), dataSet),
    /no-meta/,
  ],
  ...[0, 12, 100, 500, 5000, 0xffffffff].map((length): Case => [
    `group length ${length}`,
    meta({}, length),
    /bad-meta/,
  ]),
  ['no group length', meta({ '00020000': undefined }), /bad-meta/],
  ['no transfer syntax', meta({ '00020010': undefined }), /bad-meta/],
  [
    'a transfer syntax padded with a space',
    (base) => meta({ '00020010': ['UI', `${readDicom(base.file).transferSyntaxUid} `.slice(0, 20)] })(base),
    /bad-meta|unknown|wrong|^read$/,
  ],
  ['an unknown transfer syntax', meta({ '00020010': ['UI', '1.2.3.4.5.6'] }), /transfer-syntax/],
  ['another SOP class in group 0002', meta({ '00020002': ['UI', '1.2.840.10008.5.1.4.1.1.66'] }), /bad-meta/],
  [
    'a program in the preamble',
    ({ bytes }) => joined(Buffer.from('#!/bin/sh\n'), bytes.subarray(10)),
    /executable-preamble/,
  ],
  ...[3, 7, 16, 340, 2048].flatMap((length): Case[] => [
    [
      `${length} bytes of FF behind`,
      ({ bytes }) => joined(bytes, Buffer.alloc(length, 255)),
      /trailing-bytes|bad-vr|truncated/,
    ],
    [`${length} letters behind`, ({ bytes }) => joined(bytes, Buffer.alloc(length, 65)), /trailing-bytes|truncated/],
    [`${length} zeros behind`, ({ bytes }) => joined(bytes, Buffer.alloc(length)), /trailing-bytes|bad-order/],
  ]),
  ['an odd length', (base) => base.with(['00080070', base.element('00080070', 'LO', 'abc', 3)]).bytes, /odd-length/],
  ['a name that comes twice', (base) => base.insert('00100020', base.element(NAME, 'PN', 'Second')).bytes, /bad-order/],
  [
    'an element too late',
    (base) => base.without('00080070').insert('00100020', base.element('00080070', 'LO', 'ACME')).bytes,
    /bad-order/,
  ],
  [
    'group 0002 in the data set',
    (base) => base.insert('00080020', base.element('00020010', 'UI', '1.2')).bytes,
    /bad-order/,
  ],
  [
    'a command element',
    (base) => joined(base.head, base.element('00000002', 'UI', '1.2'), base.dataSet),
    /bad-order|wrong-transfer-syntax/,
  ],
  ['a stray delimiter', (base) => base.insert('00100020', base.header('FFFEE0DD', '', 0)).bytes, /bad-length/],
  ['a stray delimiter of items', (base) => base.insert('00100020', base.header('FFFEE00D', '', 0)).bytes, /bad-length/],
  ['a stray item', (base) => base.insert('00100020', base.header('FFFEE000', '', 0)).bytes, /bad-order/],
  [
    'a stray delimiter in an item',
    (base) =>
      base.with([STUDIES, base.sequence(STUDIES, base.item(base.header('FFFEE0DD', '', 0), inner(base)))]).bytes,
    /bad-length/,
  ],
  ...[2, 10, 500].map((more): Case => [
    `an item ${more} bytes too long`,
    (base) =>
      base.with([STUDIES, base.sequence(STUDIES, base.header('FFFEE000', '', inner(base).length + more), inner(base))])
        .bytes,
    /bad-length/,
  ]),
  [
    'no delimiter of the item',
    (base) =>
      base.with([STUDIES, base.openSequence(STUDIES, base.header('FFFEE000', '', 0xffffffff), inner(base))]).bytes,
    /bad-length/,
  ],
  [
    'no Patient ID',
    (base) => base.with([NAME, base.element(NAME, 'PN', 'Some^Body')]).without('00100020').bytes,
    /no-patient-id/,
  ],
  ...['1.2.00840.7', '1.2.840.abc', '../../tmp/evil', '1..2', `1.2.${'3'.repeat(75)}`].map((uid): Case => [
    `the UID ${uid.slice(0, 16)}`,
    text('00200052', 'UI', uid),
    /bad-value/,
  ]),
  ['a name of 65 characters', text(NAME, 'PN', 'A'.repeat(65)), /bad-value/],
  ['a name of four groups', text(NAME, 'PN', 'a=b=c=d'), /bad-value/],
  ['a name that rings', text(NAME, 'PN', 'A\x07B'), /bad-value/],
  ['a name that colours', text(NAME, 'PN', 'A\x1b[31mB'), /bad-text/],
  ['a description of 65 characters', text('00081030', 'LO', 'A'.repeat(65)), /bad-value/],
  ['a comment of 10242 characters', text('00104000', 'LT', 'A'.repeat(10_242)), /bad-value/],
  ['a Patient ID with a backslash', text('00100020', 'LO', '..\\con'), /bad-value/],
  ...['20211399', '20210101-20210131', 'tomorrow'].map((date): Case => [
    `the date ${date}`,
    text('00080020', 'DA', date),
    /bad-value/,
  ]),
  ...['1e3', '1.0', 'abc', '1234567890123'].map((number): Case => [
    `the number ${number}`,
    text('00200013', 'IS', number),
    /bad-value/,
  ]),
  ...['KLINGON_1', 'UTF-8', 'ISO-IR 100', 'ISO_IR 87', 'ISO_IR 192\\ISO 2022 IR 87'].map((term): Case => [
    `the character set ${term}`,
    text('00080005', 'CS', term),
    /charset-guessed/,
  ]),
  [
    'umlauts without a character set',
    (base) => base.without('00080005').with([NAME, base.element(NAME, 'PN', 'M\xfcller')]).bytes,
    /charset-guessed/,
  ],
  [
    'what is no UTF-8',
    (base) =>
      base.with(
        ['00080005', base.element('00080005', 'CS', 'ISO_IR 192')],
        [NAME, base.element(NAME, 'PN', 'M\xfcller')],
      ).bytes,
    /bad-text/,
  ],
];

describe.each(bases)('variants of %s', (_, file) => {
  const base = new Base(file);

  test.each([...REFUSED, ...READ, ...WARNED])('%s', (__, build, expected) => {
    if (typeof expected === 'string') expect(verdict(build(base))).toBe(expected);
    else expect(verdict(build(base))).toMatch(expected);
  });

  test('cut anywhere, it is refused for what it lacks, or read with a warning', () => {
    const ends = new Set(
      readDicom(file)
        .dataSet.elements()
        .map(({ end }) => end),
    );
    const required = Math.max(
      ...['00080016', '00080018', '0020000D', '0020000E'].map((tag) => readDicom(file).dataSet.element(tag)?.end ?? 0),
    );
    for (let length = base.head.length + 8; length < file.length; length += 1 + Math.floor(length / 40)) {
      const found = verdict(file.subarray(0, length));
      if (length < required) expect([length, found]).toEqual([length, expect.stringMatching(/^refused/)]);
      else if (!ends.has(length))
        expect([length, found]).toEqual([length, expect.stringMatching(/truncated|trailing-bytes/)]);
    }
  });
});

describe('explicit VR', () => {
  const base = new Base(sampleFile());

  test.each(['  ', '??', 'lo', 'ZZ', '--', '1A', 'QQ'])('the VR %j is mended', (vr) => {
    const short = base.with([
      '00080070',
      Buffer.concat([base.header('00080070', vr, 6, false), Buffer.from('ABCDEF')]),
    ]);
    const long = base.with(['00080070', Buffer.concat([base.header('00080070', vr, 6, true), Buffer.from('ABCDEF')])]);
    // Letters mean a VR of a later edition, which has the long header (PS3.5 7.1.2).
    expect(verdict((/^[A-Z]{2}$/.test(vr) ? long : short).bytes)).toBe('bad-vr');
  });

  test('items of a sequence that are implicit are read, and said to be', () => {
    const implicit = new Base(sampleFile([], IMPLICIT));
    const hidden = implicit.item(implicit.element('00080100', 'SH', 'CODE'));
    const file = base.with([STUDIES, base.element(STUDIES, 'SQ', hidden)]).bytes;
    expect(verdict(file)).toBe('bad-vr');
    expect(readDicom(new Uint8Array(file)).dataSet.items(STUDIES)[0]?.text('00080100')).toBe('CODE');
  });

  test('pixels that contradict their transfer syntax', () => {
    expect(verdict(joined(base.meta({ '00020010': ['UI', '1.2.840.10008.1.2.4.50'] }), base.dataSet))).toBe(
      'bad-image',
    );
    const fragments = [new Uint8Array(), new Uint8Array(8)];
    expect(verdict(sampleFile([element('PixelData', { fragments })], EXPLICIT))).toBe('bad-image');
  });
});

describe('a description of pixels', () => {
  test.each(['00280002', '00280004', '00280100', '00280101', '00280102', '00280103'])('without %s', (tag) => {
    expect(verdict(new Base(sampleFile()).without(tag).bytes)).toBe('bad-image');
  });

  test('with samples of 13 bits', () => {
    const base = new Base(sampleFile([element('BitsStored', 12), element('HighBit', 11)]));
    expect(verdict(base.with(['00280100', base.number('00280100', 13)]).bytes)).toBe('bad-image');
  });
});

describe('fragments', () => {
  const fragment = Buffer.alloc(40, 1);
  const base = new Base(
    sampleFile([element('PixelData', { fragments: [new Uint8Array(), fragment] })], '1.2.840.10008.1.2.4.50'),
  );
  const pixels = (...parts: readonly Buffer[]): Uint8Array =>
    base.with(['7FE00010', Buffer.concat([base.header('7FE00010', 'OB', 0xffffffff), ...parts])]).bytes;
  const end = base.header('FFFEE0DD', '', 0);

  test.each<readonly [string, Uint8Array, string]>([
    ['split', pixels(base.item(), base.item(fragment.subarray(0, 10)), base.item(fragment.subarray(10)), end), 'read'],
    ['without an offset table', pixels(base.item(fragment), end), 'read'],
    ['without an end', pixels(base.item(), base.item(fragment)), 'truncated'],
    [
      'with a delimiter too many',
      pixels(base.item(), base.item(fragment), base.header('FFFEE00D', '', 0), end),
      'bad-length',
    ],
    ['of odd length', pixels(base.item(), base.header('FFFEE000', '', 39), fragment.subarray(1), end), 'odd-length'],
    ['too long', pixels(base.item(), base.header('FFFEE000', '', 4000), fragment, end), 'truncated'],
    ['overwritten with zeros', pixels(base.item(), base.item(fragment), Buffer.alloc(500)), 'truncated'],
  ])('%s', (_, bytes, expected) => {
    expect(verdict(bytes)).toBe(expected);
  });
});
