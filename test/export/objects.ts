import type { ExportObject } from '../../src/export/write-file-set.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { part10, type Attributes } from '../fixtures/part10.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';

/** Synthetic objects of one patient: `series` of the study, `each` long. */
export function phantomObject(number: number, attributes: Attributes = {}): Uint8Array {
  const uid = `1.2.3.${number}`;
  return part10(CT, uid, {
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: CT,
    SOPInstanceUID: uid,
    PatientName: 'PHANTOM^ÅSE',
    PatientID: 'P1',
    StudyInstanceUID: '1.2.9',
    SeriesInstanceUID: '1.2.9.1',
    StudyDate: '20240102',
    StudyTime: '101112',
    StudyID: '1',
    SeriesNumber: '1',
    InstanceNumber: String(number),
    Modality: 'CT',
    Rows: 4,
    Columns: 4,
    PixelData: new Uint8Array(1000 + number),
    ...attributes,
  });
}

/** In chunks that break anywhere. */
export function exportable(bytes: Uint8Array, path = 'a/file'): ExportObject {
  return {
    path,
    sopInstanceUid: '1.2.3',
    prepare: async () => ({
      sopInstanceUid: readDicom(bytes).dataSet.text(tagOf('SOPInstanceUID')) ?? '',
      async *open() {
        for (let at = 0; at < bytes.length; at += 333) yield bytes.subarray(at, at + 333);
      },
    }),
  };
}
