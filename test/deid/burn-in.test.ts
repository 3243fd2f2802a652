import { describe, expect, test } from 'vitest';
import type { IdentityValues, Treatment } from '../../src/contract/import.ts';
import { treat, type TreatedFile } from '../../src/deid/treat.ts';
import type { DataSet } from '../../src/dicom/data-set.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { element } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';
import { context, image } from './samples.ts';

const ORIGINALS = tagOf('OriginalAttributesSequence');

function burntIn(
  bytes: Uint8Array<ArrayBuffer>,
  set: IdentityValues,
  more: Omit<Extract<Treatment, { kind: 'burn-in' }>, 'kind' | 'set'> = {},
): TreatedFile & { readonly dataSet: DataSet } {
  const result = treat(bytes, { kind: 'burn-in', set, ...more }, context);
  return { ...result, dataSet: readDicom(result.bytes).dataSet };
}

function otherIds(dataSet: DataSet) {
  return dataSet
    .items(tagOf('OtherPatientIDsSequence'))
    .map((item) => [item.text(tagOf('PatientID')), item.text(tagOf('IssuerOfPatientID'))]);
}

describe('burning in an identity', () => {
  test('writes the new values, keeps UIDs and pixels, and keeps the old values', () => {
    const { dataSet, sopInstanceUid } = burntIn(image(), {
      PatientName: 'LOCAL^NAME',
      PatientID: 'L-9',
      StudyDescription: 'Chest outside',
    });
    expect(dataSet.text(tagOf('PatientName'))).toBe('LOCAL^NAME');
    expect(dataSet.text(tagOf('PatientID'))).toBe('L-9');
    expect(sopInstanceUid).toBe('2.25.11');
    expect(dataSet.value(tagOf('PixelData'))).toEqual(Uint8Array.of(17, 34));
    const [original, ...more] = dataSet.items(ORIGINALS);
    expect(more).toEqual([]);
    expect(original?.text(tagOf('AttributeModificationDateTime'))).toBe('20260304050607.089+0000');
    expect(original?.text(tagOf('ModifyingSystem'))).toBe('Fileroom');
    expect(original?.text(tagOf('ReasonForTheAttributeModification'))).toBe('COERCE');
    expect(original?.text(tagOf('SourceOfPreviousValues'))).toBe('Phantom Klinik');
    const [old] = original?.items(tagOf('ModifiedAttributesSequence')) ?? [];
    expect(old?.text(tagOf('PatientName'))).toBe('PHÄNTOM^CHEST');
    expect(old?.text(tagOf('PatientID'))).toBe('P-1');
    expect(old?.texts(tagOf('StudyDescription'))).toEqual([]);
    expect(old?.has(tagOf('StudyDescription'))).toBe(true);
  });

  test('a second time adds to what was kept the first time', () => {
    const once = burntIn(image(), { PatientID: 'L-1' });
    const twice = burntIn(once.bytes, { PatientID: 'L-2' });
    const kept = twice.dataSet
      .items(ORIGINALS)
      .map((item) => item.items(tagOf('ModifiedAttributesSequence'))[0]?.text(tagOf('PatientID')));
    expect(kept).toEqual(['P-1', 'L-1']);
  });

  test('names in any script can be written, and the old ones stay legible', () => {
    const { dataSet } = burntIn(image(), { PatientName: '山田^太郎' });
    expect(dataSet.text(tagOf('PatientName'))).toBe('山田^太郎');
    const [old] = dataSet.items(ORIGINALS)[0]?.items(tagOf('ModifiedAttributesSequence')) ?? [];
    expect(old?.text(tagOf('PatientName'))).toBe('PHÄNTOM^CHEST');
  });

  test('an identity that was wrong is corrected, one of another house coerced', () => {
    const { dataSet } = burntIn(image(), { PatientID: 'L-9' }, { reason: 'CORRECT' });
    expect(dataSet.items(ORIGINALS)[0]?.text(tagOf('ReasonForTheAttributeModification'))).toBe('CORRECT');
    expect(dataSet.has(tagOf('OtherPatientIDsSequence'))).toBe(false);
  });

  test('the outside ID is kept as one of its issuer, once, behind those that are there', () => {
    const options = { keepOutsideId: { issuer: 'OUTSIDE' } };
    const known = { items: [[element('PatientID', 'X-1'), element('TypeOfPatientID', 'TEXT')]] };
    const once = burntIn(image([element('OtherPatientIDsSequence', known)]), { PatientID: 'L-1' }, options);
    const back = burntIn(burntIn(once.bytes, { PatientID: 'P-1' }, options).bytes, { PatientID: 'L-1' }, options);
    expect(otherIds(once.dataSet)).toEqual([
      ['X-1', undefined],
      ['P-1', 'OUTSIDE'],
    ]);
    expect(otherIds(back.dataSet)).toEqual([...otherIds(once.dataSet), ['L-1', 'OUTSIDE']]);
  });

  test('the issuer that a file names is that of its ID', () => {
    const file = image([element('IssuerOfPatientID', 'COUNTY')]);
    const set = { PatientID: 'L-1', IssuerOfPatientID: 'HOUSE' };
    const { dataSet } = burntIn(file, set, { keepOutsideId: { issuer: 'OUTSIDE' } });
    const [item] = dataSet.items(tagOf('OtherPatientIDsSequence'));
    expect(item?.text(tagOf('IssuerOfPatientID'))).toBe('COUNTY');
    expect(dataSet.text(tagOf('IssuerOfPatientID'))).toBe('HOUSE');
  });

  test('what else is written where the source of the old values belongs is left out', () => {
    const padded = { tag: tagOf('InstitutionName'), vr: 'LO', value: 'Phantom\u0013\u0000 Klinik' };
    const { dataSet } = burntIn(image([padded]), { PatientID: 'L-9' });
    expect(dataSet.items(ORIGINALS)[0]?.text(tagOf('SourceOfPreviousValues'))).toBe('Phantom Klinik');
  });

  test('an ID that stays is no other one', () => {
    const { dataSet } = burntIn(image(), { PatientName: 'LOCAL^NAME', PatientID: 'P-1' }, { keepOutsideId: {} });
    expect(dataSet.has(tagOf('OtherPatientIDsSequence'))).toBe(false);
  });

  test('what is there already is no change', () => {
    const bytes = image();
    const result = burntIn(bytes, { PatientID: 'P-1' });
    expect(result.bytes).toBe(bytes);
    expect(result.changes).toEqual([]);
  });

  test('is shown before and after', () => {
    const { changes } = burntIn(image(), { PatientID: 'L-9', IssuerOfPatientID: 'LOCAL' });
    expect(changes).toEqual([
      expect.objectContaining({ tag: '(0010,0020)', action: 'replace', before: 'P-1', after: 'L-9' }),
      expect.objectContaining({ tag: '(0010,0021)', action: 'add', after: 'LOCAL' }),
      expect.objectContaining({ tag: '(0400,0561)', action: 'add' }),
    ]);
  });

  test.each<IdentityValues>([
    { PatientBirthDate: '1.2.1970' },
    { PatientSex: 'X' },
    { PatientID: 'A\\B' },
    { AccessionNumber: '12345678901234567' },
    { PatientName: 'A^B^C^D^E^F' },
    { PatientName: 'A=B=C=D' },
    { PatientName: `A=${'B'.repeat(65)}` },
  ])('%o is refused', (set) => {
    expect(() => burntIn(image(), set)).toThrow(expect.objectContaining({ code: 'bad-identity' }));
  });
});

describe('as it is', () => {
  test('gives back the very same bytes', () => {
    const bytes = image();
    const result = treat(bytes, { kind: 'as-is' }, context);
    expect(result.bytes).toBe(bytes);
    expect(result.studyInstanceUid).toBe('2.25.22');
  });

  test('declares the character set that someone chose, and says so', () => {
    const name = new Uint8Array(Buffer.from('Иванов^Пётр'));
    const wrong = image([{ tag: tagOf('PatientName'), vr: 'PN', value: name }]);
    const chosen = { ...context, charset: 'ISO_IR 192' };
    const result = treat(wrong, { kind: 'as-is' }, chosen);
    expect(readDicom(result.bytes).dataSet.text(tagOf('PatientName'))).toBe('Иванов^Пётр');
    expect(result.changes).toEqual([
      expect.objectContaining({ tag: '(0008,0005)', action: 'replace', before: 'ISO_IR 100', after: 'ISO_IR 192' }),
    ]);
    const burnt = treat(wrong, { kind: 'burn-in', set: { PatientID: 'L-1' } }, chosen);
    expect(readDicom(burnt.bytes).dataSet.text(tagOf('PatientName'))).toBe('Иванов^Пётр');
    expect(burnt.changes.map(({ tag }) => tag)).toContain('(0008,0005)');
  });

  test('a DICOMDIR is never sent', () => {
    const directory = writeDicom({
      transferSyntaxUid: '1.2.840.10008.1.2.1',
      elements: [
        element('SOPClassUID', '1.2.840.10008.1.3.10'),
        element('SOPInstanceUID', '2.25.5'),
        element('FileSetID', 'DISC'),
        element('DirectoryRecordSequence', { items: [] }),
      ],
    });
    expect(() => treat(directory, { kind: 'as-is' }, context)).toThrow(expect.objectContaining({ code: 'dicomdir' }));
  });
});

const uidFor = (PatientID: string) => burntIn(image(), { PatientID }, { newUids: true }).sopInstanceUid;

const named = (code: string, uid: string) => [
  element('ValueType', 'UIDREF'),
  element('ConceptNameCodeSequence', {
    items: [[element('CodeValue', code), element('CodingSchemeDesignator', 'DCM')]],
  }),
  element('UID', uid),
];

function withReferences(): Uint8Array<ArrayBuffer> {
  return image([
    element('FrameOfReferenceUID', '1.2.3.4.5'),
    element('DeviceUID', '1.2.3.4.6'),
    element('ReferencedImageSequence', {
      items: [
        [element('ReferencedSOPClassUID', '1.2.840.10008.5.1.4.1.1.2'), element('ReferencedSOPInstanceUID', '2.25.11')],
      ],
    }),
  ]);
}

describe('a copy with UIDs of its own', () => {
  const set = { PatientID: 'L-9' };
  const own = ['StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID'].map(tagOf);
  const sop = tagOf('SOPInstanceUID');
  const reference = tagOf('ReferencedSOPInstanceUID');

  test('keeps the old ones, and its references lead to the copies', () => {
    const before = readDicom(withReferences()).dataSet;
    const { dataSet, sopInstanceUid } = burntIn(withReferences(), set, { newUids: true });
    for (const tag of [...own, tagOf('FrameOfReferenceUID')]) {
      expect(dataSet.text(tag)).toMatch(/^2\.25\.\d+$/);
      expect(dataSet.text(tag)).not.toBe(before.text(tag));
      const [item] = dataSet.items(ORIGINALS);
      expect(item?.items(tagOf('ModifiedAttributesSequence'))[0]?.text(tag)).toBe(before.text(tag));
    }
    const [referenced] = dataSet.items(tagOf('ReferencedImageSequence'));
    expect(referenced?.text(reference)).toBe(sopInstanceUid);
    expect(referenced?.text(tagOf('ReferencedSOPClassUID'))).toBe('1.2.840.10008.5.1.4.1.1.2');
    expect(dataSet.text(tagOf('DeviceUID'))).toBe('1.2.3.4.6');
    expect(dataSet.value(tagOf('PixelData'))).toEqual(before.value(tagOf('PixelData')));
  });

  test('agrees with its meta group', () => {
    const { file, sopInstanceUid } = burntIn(image(), set, { newUids: true });
    expect(file.meta.text(tagOf('MediaStorageSOPInstanceUID'))).toBe(sopInstanceUid);
    expect(file.repairs).toEqual([]);
  });

  test('is the same for the same patient, another for another, and that of no de-identified copy', () => {
    expect(uidFor('L-9')).toBe(uidFor('L-9'));
    expect(uidFor('L-8')).not.toBe(uidFor('L-9'));
    const deidentified = treat(image(), { kind: 'deidentify', profile: 'basic' }, context);
    expect(uidFor('')).not.toBe(deidentified.sopInstanceUid);
  });

  test('what an earlier change has kept stays', () => {
    const once = burntIn(image(), set, { newUids: true });
    const twice = burntIn(once.bytes, { PatientID: 'L-8' }, { newUids: true });
    const kept = twice.dataSet
      .items(ORIGINALS)
      .map((item) => item.items(tagOf('ModifiedAttributesSequence'))[0]?.text(sop));
    expect(kept).toEqual(['2.25.11', once.sopInstanceUid]);
  });

  test('content items that name a study are of the copy', () => {
    const study = readDicom(image()).dataSet.text(tagOf('StudyInstanceUID')) ?? '';
    const report = image([element('ContentSequence', { items: [named('110180', study), named('112039', '1.2.3')] })]);
    const { dataSet, studyInstanceUid } = burntIn(report, set, { newUids: true });
    expect(dataSet.items(tagOf('ContentSequence')).map((item) => item.text(tagOf('UID')))).toEqual([
      studyInstanceUid,
      '1.2.3',
    ]);
  });
});
