import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeidOption } from '../../src/contract/import.ts';
import { profileTags } from '../../src/deid/profile.ts';
import { treat } from '../../src/deid/treat.ts';
import type { DataSet } from '../../src/dicom/data-set.ts';
import { isPrivate, tagOf, vrOf } from '../../src/dicom/dictionary.ts';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { sharedPath } from '../helpers/shared.ts';
import { context, dataSets, deidentified, image } from './samples.ts';

const corpus = sharedPath('corpus');

const REFERRING = ['StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID', 'FrameOfReferenceUID'].map(tagOf);

/** The UIDs that tie objects together, in the order of the files. */
function uids(all: readonly DataSet[]): string[] {
  const tags = [...REFERRING, tagOf('ReferencedSOPInstanceUID')];
  return all.flatMap((each) => dataSets(each).flatMap((one) => tags.flatMap((tag) => one.text(tag) ?? [])));
}

function pseudonym(more: readonly NewElement[]): string | undefined {
  return deidentified(image(more)).dataSet.text(tagOf('PatientName'));
}

function corpusFile(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(corpus ?? '', path)));
}

function hash(value: Uint8Array | undefined): string {
  return createHash('sha256')
    .update(value ?? '')
    .digest('hex');
}

describe('the actions of the Basic Profile', () => {
  test.each([
    ['X', 'PatientAddress', 'Phantom Street 1', undefined],
    ['Z', 'AccessionNumber', 'ACC-7', []],
    ['Z', 'StudyDate', '20260102', []],
    ['D', 'AcquisitionFieldOfViewLabel', 'Mr Phantom', ['REMOVED']],
    ['X/Z', 'AcquisitionDate', '20260102', []],
    ['X/D', 'SeriesDate', '20260102', ['19000101']],
    ['X/Z/D', 'InstitutionName', 'Phantom Klinik', ['REMOVED']],
    ['Z/D', 'ContentDate', '20260102', ['19000101']],
    ['U, of the standard itself', 'FrameOfReferenceUID', '1.2.840.10008.1.4.1.1', ['1.2.840.10008.1.4.1.1']],
    ['none', 'KVP', '120', ['120']],
  ])('%s: %s', (_, keyword, before, after) => {
    for (const nested of [false, true]) {
      const value = element(keyword, before);
      const within = element('SharedFunctionalGroupsSequence', { items: [[value]] });
      // Of this IOD the types are not known: nothing may go that it could demand.
      const iod = element('SOPClassUID', '1.2.840.10008.5.1.4.1.1.2.1');
      const { dataSet } = deidentified(image([iod, nested ? within : value]));
      const found = nested ? dataSet.items(within.tag)[0] : dataSet;
      const texts = found?.has(value.tag) === true ? found.texts(value.tag) : undefined;
      expect(texts?.filter((text) => text !== '')).toEqual(after);
    }
  });

  test.each([
    ['a CT does not demand them', '1.2.840.10008.5.1.4.1.1.2', [undefined, undefined, '']],
    ['a PET demands the date of its series', '1.2.840.10008.5.1.4.1.1.128', ['19000101', undefined, '']],
    ['what a SOP class of somebody demands, nobody knows', '2.25.1', ['19000101', 'REMOVED', '19000101']],
  ])('compound codes: %s', (_, sopClass, expected) => {
    const { dataSet } = deidentified(image([element('SOPClassUID', sopClass), element('ContentDate', '20260102')]));
    const tags = ['SeriesDate', 'InstitutionName', 'ContentDate'].map(tagOf);
    expect(tags.map((tag) => (dataSet.has(tag) ? (dataSet.text(tag) ?? '') : undefined))).toEqual(expected);
  });

  test('U: the same UID becomes the same other one, in every object and at every depth', () => {
    const reference = element('ReferencedSeriesSequence', {
      items: [[element('SeriesInstanceUID', '2.25.33'), element('FrameOfReferenceUID', '2.25.44')]],
    });
    const one = deidentified(image([reference, element('FrameOfReferenceUID', '2.25.44')]));
    const two = deidentified(image([element('SOPInstanceUID', '2.25.12'), element('FrameOfReferenceUID', '2.25.44')]));
    expect(two.studyInstanceUid).toBe(one.studyInstanceUid);
    expect(two.seriesInstanceUid).toBe(one.seriesInstanceUid);
    expect(two.sopInstanceUid).not.toBe(one.sopInstanceUid);
    expect(one.studyInstanceUid).toMatch(/^2\.25\.[1-9]\d{30,38}$/);
    const [item] = one.dataSet.items(reference.tag);
    expect(item?.text(tagOf('SeriesInstanceUID'))).toBe(one.seriesInstanceUid);
    expect(item?.text(tagOf('FrameOfReferenceUID'))).toBe(two.dataSet.text(tagOf('FrameOfReferenceUID')));
    const otherKey = { ...context, key: new Uint8Array(32) };
    expect(treat(image(), { kind: 'deidentify', profile: 'basic' }, otherKey).studyInstanceUid).not.toBe(
      one.studyInstanceUid,
    );
  });

  test('X/Z/U*: of a reference only what refers is left', () => {
    const items = [
      [
        element('ReferencedSOPClassUID', '1.2.840.10008.5.1.4.1.1.2'),
        element('ReferencedSOPInstanceUID', '2.25.11'),
        element('CodeMeaning', 'Mr Phantom'),
      ],
    ];
    const { dataSet, sopInstanceUid } = deidentified(image([element('SourceImageSequence', { items })]));
    const [item] = dataSet.items(tagOf('SourceImageSequence'));
    expect(item?.elements().map(({ tag }) => item.text(tag))).toEqual(['1.2.840.10008.5.1.4.1.1.2', sopInstanceUid]);
  });

  test('private, unknown and overlay elements, curves and padding go', () => {
    const hidden: NewElement[] = [
      { tag: '00060010', vr: 'LO', value: 'Mr Phantom' },
      { tag: '00090010', vr: 'LO', value: 'PHANTOM WORKS' },
      { tag: '00091001', vr: 'LO', value: 'Mr Phantom' },
      { tag: '00189999', vr: 'LO', value: 'Mr Phantom' },
      { tag: '50020010', vr: 'US', value: 2 },
      { tag: '60000010', vr: 'US', value: 1 },
      { tag: '60003000', vr: 'OW', value: Uint8Array.of(255, 255) },
      { tag: 'FFFCFFFC', vr: 'OB', value: Uint8Array.of(77, 114) },
    ];
    const { dataSet } = deidentified(
      image([...hidden, element('SharedFunctionalGroupsSequence', { items: [hidden.slice(0, 2)] })]),
    );
    for (const { tag } of hidden) for (const each of dataSets(dataSet)) expect(each.has(tag)).toBe(false);
  });

  test('identity that was sealed before goes, and labels of layers stay told apart', () => {
    const sealed = element('EncryptedAttributesSequence', {
      items: [[element('EncryptedContent', new TextEncoder().encode('Mr Phantom'))]],
    });
    const layers = ['XANTHIPPE', 'XANTHIPPE 2', 'BONES'].map((name) => [element('GraphicLayer', name)]);
    const more = [
      element('PatientName', 'XANTHIPPE^A'),
      element('ContentLabel', 'OF XANTHIPPE'),
      element('GraphicLayerSequence', { items: layers }),
      sealed,
    ];
    const { dataSet } = deidentified(image(more), ['clean-graphics']);
    expect(dataSet.has(sealed.tag)).toBe(false);
    expect(dataSet.text(tagOf('ContentLabel'))).toMatch(/^L[0-9A-F]{10}$/);
    const left = dataSet.items(tagOf('GraphicLayerSequence')).map((item) => item.text(tagOf('GraphicLayer')) ?? '');
    expect(left.join(' ')).toMatch(/^L[0-9A-F]{10} L[0-9A-F]{10} BONES$/);
    expect(new Set(left).size).toBe(3);
  });

  test('the report and the document lose their content and stay valid', () => {
    const text = element('ContentSequence', {
      items: [[element('ValueType', 'TEXT'), element('TextValue', 'Mr Phantom is well')]],
    });
    const pdf = [
      element('MIMETypeOfEncapsulatedDocument', 'application/pdf'),
      element('EncapsulatedDocument', new TextEncoder().encode('%PDF-1.4 Mr Phantom')),
    ];
    const { bytes, dataSet, notCovered } = deidentified(image([text, ...pdf]));
    expect(Buffer.from(bytes).includes('Mr Phantom')).toBe(false);
    expect(dataSet.items(text.tag)[0]?.text(tagOf('TextValue'))).toBe('Removed by de-identification');
    expect(Buffer.from(dataSet.value(tagOf('EncapsulatedDocument')) ?? []).toString('latin1')).toMatch(/^%PDF-1\.4/);
    expect(notCovered).toEqual(['structured-content', 'encapsulated-documents']);
  });
});

describe('a de-identified object', () => {
  test('has a pseudonym that depends on patient and key alone', () => {
    const name = pseudonym([]);
    expect(name).toMatch(/^ANON\^[0-9A-F]{12}$/);
    expect(pseudonym([element('PatientName', 'PHANTOM^OTHER^SPELLING')])).toBe(name);
    expect(pseudonym([element('PatientID', 'P-2')])).not.toBe(name);
    expect(pseudonym([element('IssuerOfPatientID', 'ELSEWHERE')])).not.toBe(name);
    const withoutId = [element('PatientID', '')];
    expect(pseudonym(withoutId)).not.toBe(pseudonym([...withoutId, element('PatientName', 'PHANTOM^OTHER')]));
    expect(pseudonym(withoutId)).toBe(pseudonym([...withoutId, element('PatientName', 'Phäntom^Chest^^')]));
    expect(pseudonym(withoutId)).not.toBe(pseudonym([...withoutId, element('PatientBirthDate', '19700102')]));
  });

  test('is of nobody else where nothing says whose it is', () => {
    const nobody = [element('PatientID', ''), element('PatientName', ''), element('PatientBirthDate', '')];
    expect(pseudonym(nobody)).toBe(pseudonym([...nobody, element('SOPInstanceUID', '2.25.12')]));
    expect(pseudonym(nobody)).not.toBe(pseudonym([...nobody, element('StudyInstanceUID', '2.25.23')]));
  });

  test('says what was done to it', () => {
    const { dataSet } = deidentified(image());
    expect(dataSet.text(tagOf('PatientIdentityRemoved'))).toBe('YES');
    expect(dataSet.items(tagOf('DeidentificationMethodCodeSequence'))[0]?.text(tagOf('CodeValue'))).toBe('113100');
    expect(dataSet.text(tagOf('LongitudinalTemporalInformationModified'))).toBe('REMOVED');
  });

  test('keeps its pixels, and nothing of the preamble and of who wrote it', () => {
    const bytes = image();
    bytes.set(new TextEncoder().encode('MZ Mr Phantom'));
    const result = deidentified(bytes);
    const { meta } = readDicom(result.bytes);
    expect(result.dataSet.value(tagOf('PixelData'))).toEqual(Uint8Array.of(17, 34));
    expect(result.bytes.subarray(0, 128)).toEqual(new Uint8Array(128));
    expect(meta.text('00020003')).toBe(result.sopInstanceUid);
    expect(meta.has('00020013')).toBe(false);
  });

  test('lists every change with its place, before and after', () => {
    const nested = element('SharedFunctionalGroupsSequence', { items: [[element('AccessionNumber', 'IN')]] });
    const { changes, kept } = deidentified(image([nested]));
    expect(changes).toContainEqual({
      tag: '(0008,0050)',
      path: '(5200,9229)[1]',
      name: 'Accession Number',
      vr: 'SH',
      action: 'empty',
      before: 'IN',
    });
    expect(changes).toContainEqual(
      expect.objectContaining({ tag: '(0010,0010)', action: 'replace', before: 'PHÄNTOM^CHEST' }),
    );
    expect(changes).toContainEqual(expect.objectContaining({ tag: '(0012,0062)', action: 'add', after: 'YES' }));
    expect(kept).toBeGreaterThan(5);
  });

  test.each([
    [[element('BurnedInAnnotation', 'YES')], ['burned-in-pixels']],
    [[element('Modality', 'US')], ['burned-in-pixels']],
    [[element('Modality', 'US'), element('BurnedInAnnotation', 'NO')], ['burned-in-pixels']],
    [[element('SOPClassUID', '1.2.840.10008.5.1.4.1.1.7')], ['burned-in-pixels']],
    [[element('BodyPartExamined', 'HEAD')], ['recognizable-features']],
    [[], []],
  ])('says what was not covered: case %#', (more, expected) => {
    expect(deidentified(image(more)).notCovered).toEqual(expected);
  });

  test('hides a name wherever it stands in free text that the profile names', () => {
    const keywords = profileTags().filter((tag) => ['LO', 'SH', 'ST', 'LT', 'UT', 'PN'].includes(vrOf(tag) ?? ''));
    fc.assert(
      fc.property(fc.constantFrom(...keywords), fc.nat({ max: 3 }), (tag, depth) => {
        let elements: NewElement[] = [{ tag, vr: vrOf(tag) ?? '', value: 'Xanthippe' }];
        for (let level = 0; level < depth; level++)
          elements = [element('SharedFunctionalGroupsSequence', { items: [[], elements] })];
        expect(Buffer.from(deidentified(image(elements)).bytes).includes('Xanthippe')).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('is not made without a key', () => {
    const treatment = { kind: 'deidentify', profile: 'basic' } as const;
    expect(() => treat(image(), treatment, { ...context, key: new Uint8Array(3) })).toThrow(
      expect.objectContaining({ code: 'no-key' }),
    );
  });
});

interface Sentinel {
  readonly tag: string;
  readonly vr: string;
  readonly value: string | number;
}

describe.skipIf(corpus === undefined)('the de-identification corpus', () => {
  test('of 643 planted identities none is left in the header', () => {
    const bytes = corpusFile('deid/all-E1-1-attributes-sentinels_CT.dcm');
    const sentinels = JSON.parse(new TextDecoder().decode(corpusFile('deid/expected-sentinels.json'))) as Sentinel[];
    const result = deidentified(bytes);
    const text = Buffer.from(result.bytes).toString('latin1');
    expect(text).not.toMatch(/PHIV/);
    const original = readDicom(bytes).dataSet;
    for (const { tag, value } of sentinels) {
      if (typeof value === 'string') expect([tag, text.includes(value)]).toEqual([tag, false]);
      if (original.texts(tag).length > 0)
        expect([tag, result.dataSet.texts(tag)]).not.toEqual([tag, original.texts(tag)]);
    }
    expect(sentinels).toHaveLength(643);
  });

  test.each(DeidOption.options.filter((option) => !/pixel|visual/.test(option)))(
    'with the option %s none of their names is left',
    (option) => {
      const result = deidentified(corpusFile('deid/all-E1-1-attributes-sentinels_CT.dcm'), [option]);
      expect(Buffer.from(result.bytes).toString('latin1')).not.toMatch(/PHIV/);
    },
  );

  test('four slices stay one series, and refer to each other', () => {
    const names = ['CT1.dcm', 'CT2.dcm', 'CT3.dcm', 'CT4.dcm'].map((name) => `linked-series-uid-consistency/${name}`);
    const before = names.map((name) => readDicom(corpusFile(`deid/${name}`)).dataSet);
    const after = names.map((name) => deidentified(corpusFile(`deid/${name}`)).dataSet);
    const [old, mapped] = [uids(before), uids(after)];
    expect(mapped).toHaveLength(old.length);
    const pairs = new Map<string, string | undefined>();
    for (const [index, uid] of old.entries()) {
      if (pairs.has(uid)) expect(mapped[index]).toBe(pairs.get(uid));
      pairs.set(uid, mapped[index]);
    }
    expect(new Set(pairs.values()).size).toBe(pairs.size);
  });

  test('pixels of every readable object stay byte for byte, and no private element is left', () => {
    const manifest = JSON.parse(readFileSync(join(corpus ?? '', 'manifest.json'), 'utf8')) as {
      entries: { path: string; expected: { outcome: string } }[];
    };
    let treatedFiles = 0;
    for (const { path, expected } of manifest.entries) {
      if (expected.outcome !== 'readable' || path.endsWith('DICOMDIR') || path.includes('COLOR-PALETTE')) continue;
      const bytes = corpusFile(path);
      const before = readDicom(bytes);
      // Both byte orders cannot be compared byte for byte; editDicom's own tests compare the values.
      if (!before.dataSet.encoding.littleEndian) continue;
      const { dataSet } = deidentified(bytes);
      const pixels = tagOf('PixelData');
      expect([path, hash(dataSet.value(pixels))]).toEqual([path, hash(before.dataSet.value(pixels))]);
      const left = dataSets(dataSet).flatMap((each) => each.elements().filter(({ tag }) => isPrivate(tag)));
      expect([path, left]).toEqual([path, []]);
      treatedFiles++;
    }
    expect(treatedFiles).toBeGreaterThan(500);
  });
});
