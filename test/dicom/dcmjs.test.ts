import { data, log } from 'dcmjs';
import { describe, expect, test } from 'vitest';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { editDicom } from '../../src/dicom/edit-dicom.ts';
import { element } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { EXPLICIT, IMPLICIT, sampleFile } from './samples.ts';

log.setLevel('error');
const nested = element('ReferencedStudySequence', {
  items: [[element('StudyID', 'S-1'), element('PatientName', 'ÜNTEN')]],
});

function readByDcmjs(bytes: Uint8Array): ReturnType<typeof data.DicomMessage.readFile> {
  return data.DicomMessage.readFile(Uint8Array.from(bytes).buffer);
}

/** A second opinion: a reader and writer that shares no code with ours. */
describe.each([EXPLICIT, IMPLICIT])('dcmjs and we agree on %s', (transferSyntaxUid) => {
  const file = editDicom(sampleFile([nested], transferSyntaxUid), { set: [element('PatientID', 'L-9')] });

  test('it reads what we write', () => {
    const { dict, meta } = readByDcmjs(file);
    expect(meta['00020010']?.Value).toEqual([transferSyntaxUid]);
    expect(dict[tagOf('PatientID')]?.Value).toEqual(['L-9']);
    expect(JSON.stringify(dict[tagOf('PatientName')]?.Value)).toContain('PHÄNTOM^CHEST');
    expect(JSON.stringify(dict[nested.tag]?.Value)).toContain('ÜNTEN');
    const [pixels] = dict[tagOf('PixelData')]?.Value ?? [];
    expect(new Uint8Array(pixels as ArrayBuffer)).toEqual(readDicom(file).dataSet.value(tagOf('PixelData')));
  });

  test('we read what it writes', () => {
    const { dataSet, repairs } = readDicom(new Uint8Array(readByDcmjs(file).write()));
    expect(repairs).toEqual([]);
    expect(dataSet.text(tagOf('PatientName'))).toBe('PHÄNTOM^CHEST');
    expect(dataSet.items(nested.tag)[0]?.text(tagOf('PatientName'))).toBe('ÜNTEN');
    expect(dataSet.number(tagOf('Rows'))).toBe(2);
  });
});
