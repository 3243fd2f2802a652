import type { DataSet } from '../../src/dicom/data-set.ts';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';
import type { DeidOption } from '../../src/contract/import.ts';
import { treat, type TreatedFile, type TreatmentContext } from '../../src/deid/treat.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';

export const context: TreatmentContext = {
  key: Uint8Array.from({ length: 32 }, (_, index) => index),
  now: new Date('2026-03-04T05:06:07.089Z'),
};

/** An image of a patient who does not exist, with what identifies people in many places. */
export function image(more: readonly NewElement[] = []): Uint8Array<ArrayBuffer> {
  const own = [
    element('SpecificCharacterSet', 'ISO_IR 100'),
    element('SOPClassUID', '1.2.840.10008.5.1.4.1.1.2'),
    element('SOPInstanceUID', '2.25.11'),
    element('StudyInstanceUID', '2.25.22'),
    element('SeriesInstanceUID', '2.25.33'),
    element('StudyDate', '20260102'),
    element('SeriesDate', '20260102'),
    element('AccessionNumber', 'ACC-7'),
    element('Modality', 'CT'),
    element('PatientName', 'PHÄNTOM^CHEST'),
    element('PatientID', 'P-1'),
    element('PatientBirthDate', '19700101'),
    element('InstitutionName', 'Phantom Klinik'),
    element('Rows', 1),
    element('Columns', 2),
    element('BitsAllocated', 8),
    element('PixelData', Uint8Array.of(17, 34)),
  ];
  const replaced = new Set(more.map(({ tag }) => tag));
  const elements = [...own.filter(({ tag }) => !replaced.has(tag)), ...more];
  return writeDicom({ transferSyntaxUid: '1.2.840.10008.1.2.1', elements });
}

/** Every data set of a file: itself and the items of its sequences, at any depth. */
export function dataSets(dataSet: DataSet): DataSet[] {
  const items = dataSet.elements().flatMap((each) => dataSet.itemsOf(each));
  return [dataSet, ...items.flatMap((item) => dataSets(item))];
}

/** De-identified, and read again. */
export function deidentified(
  bytes: Uint8Array<ArrayBuffer>,
  options: readonly DeidOption[] = [],
): TreatedFile & { readonly dataSet: DataSet } {
  const result = treat(bytes, { kind: 'deidentify', profile: 'basic', options: [...options] }, context);
  return { ...result, dataSet: readDicom(result.bytes).dataSet };
}

/** All texts of a file at any depth, joined. */
export function allTexts(dataSet: DataSet): string {
  return dataSets(dataSet)
    .flatMap((each) => each.elements().flatMap((one) => each.textsOf(one)))
    .join('\n');
}
