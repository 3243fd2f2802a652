import { describe, expect, test } from 'vitest';
import { readFrameHeaders } from '../../../renderer/viewer/image-header.ts';
import { element, type NewElement } from '../../../src/dicom/new-element.ts';
import { readDicom } from '../../../src/dicom/read-dicom.ts';
import { writeDicom } from '../../../src/dicom/write-dicom.ts';

const ct: readonly NewElement[] = [
  element('SpecificCharacterSet', 'ISO_IR 192'),
  element('SOPClassUID', '1.2.840.10008.5.1.4.1.1.2'),
  element('SOPInstanceUID', '2.25.1'),
  element('Modality', 'CT'),
  element('PatientName', 'PHANTOM^BRÜCKE'),
  element('FrameOfReferenceUID', '2.25.7'),
  element('ImagePositionPatient', [-100, -90, 12.5]),
  element('ImageOrientationPatient', [1, 0, 0, 0, 1, 0]),
  element('PixelSpacing', [0.8, 0.6]),
  element('SamplesPerPixel', 1),
  element('Rows', 4),
  element('Columns', 5),
  element('RescaleIntercept', -1024),
  element('RescaleSlope', 1),
];

function headersOf(...changes: readonly NewElement[]) {
  const changed = new Set(changes.map(({ tag }) => tag));
  const elements = [...ct.filter(({ tag }) => !changed.has(tag)), ...changes];
  return readFrameHeaders(readDicom(writeDicom({ transferSyntaxUid: '1.2.840.10008.1.2.1', elements })).dataSet);
}

test('a slice: its plane is the patient’s, its names are in Unicode', () => {
  const [header] = headersOf();
  expect(header).toMatchObject({
    object: { patientName: 'PHANTOM^BRÜCKE', modality: 'CT', lossy: false },
    plane: {
      origin: [-100, -90, 12.5],
      rowSpacing: 0.8,
      columnSpacing: 0.6,
      inPatient: true,
      frameOfReferenceUid: '2.25.7',
    },
    calibration: { basis: 'patient' },
    edges: { left: 'R', right: 'L', top: 'A', bottom: 'P' },
    hounsfield: true,
  });
});

describe('an image is not in the patient when it lacks', () => {
  test.each(['ImagePositionPatient', 'ImageOrientationPatient', 'PixelSpacing'])('%s', (keyword) => {
    const [header] = headersOf(element(keyword, ''));
    expect(header?.plane.inPatient).toBe(false);
    expect(header?.plane.frameOfReferenceUid).toBe('2.25.1.1');
  });

  test('an orientation that means something', () => {
    const [header] = headersOf(element('ImageOrientationPatient', [0, 0, 0, 0, 0, 0]));
    expect(header?.plane).toMatchObject({ inPatient: false, along: [1, 0, 0], down: [0, 1, 0] });
  });
});

test('spacings that are none are not used', () => {
  const [header] = headersOf(element('PixelSpacing', [0, -1]));
  expect(header).toMatchObject({ plane: { rowSpacing: 1, columnSpacing: 1 }, calibration: { basis: 'none' } });
});

test('a projection without a place in the patient: letters from Patient Orientation, size as on the detector', () => {
  const [header] = headersOf(
    element('Modality', 'DX'),
    element('ImageOrientationPatient', ''),
    element('ImagePositionPatient', ''),
    element('PixelSpacing', ''),
    element('ImagerPixelSpacing', [0.14, 0.14]),
    element('PatientOrientation', ['L', 'F']),
  );
  expect(header).toMatchObject({
    edges: { left: 'R', right: 'L', top: 'H', bottom: 'F' },
    calibration: { basis: 'detector' },
    plane: { rowSpacing: 0.14, inPatient: false },
    hounsfield: false,
  });
});

const position = (z: number): readonly NewElement[] => [
  element('PlanePositionSequence', { items: [[element('ImagePositionPatient', [0, 0, z])]] }),
];

test('frames: their own functional groups before the shared ones', () => {
  const headers = headersOf(
    element('NumberOfFrames', 2),
    element('ImagePositionPatient', ''),
    element('ImageOrientationPatient', ''),
    element('PixelSpacing', ''),
    element('SharedFunctionalGroupsSequence', {
      items: [
        [
          element('PixelMeasuresSequence', { items: [[element('PixelSpacing', [2, 3])]] }),
          element('PlaneOrientationSequence', { items: [[element('ImageOrientationPatient', [0, 1, 0, 0, 0, -1])]] }),
        ],
      ],
    }),
    element('PerFrameFunctionalGroupsSequence', { items: [position(10), position(14)] }),
  );
  expect(headers.map(({ plane }) => plane.origin)).toEqual([
    [0, 0, 10],
    [0, 0, 14],
  ]);
  expect(headers[1]).toMatchObject({
    plane: { rowSpacing: 2, columnSpacing: 3, inPatient: true },
    edges: { right: 'P' },
  });
});

test('a dose grid’s frames lie at their offsets', () => {
  const headers = headersOf(
    element('Modality', 'RTDOSE'),
    element('NumberOfFrames', 3),
    element('GridFrameOffsetVector', [0, 2.5, 5]),
    element('DoseGridScaling', 0.001),
  );
  expect(headers.map(({ plane }) => plane.origin[2])).toEqual([12.5, 15, 17.5]);
  expect(headers[0]?.doseGridScaling).toBe(0.001);
});

test('ultrasound regions that are incomplete are left out', () => {
  const region = [
    element('RegionLocationMinX0', 10),
    element('RegionLocationMinY0', 20),
    element('RegionLocationMaxX1', 300),
    element('RegionLocationMaxY1', 200),
    element('PhysicalUnitsXDirection', 3),
    element('PhysicalUnitsYDirection', 3),
    element('PhysicalDeltaX', 0.05),
  ];
  const [header] = headersOf(
    element('Modality', 'US'),
    element('SequenceOfUltrasoundRegions', { items: [[...region, element('PhysicalDeltaY', 0.04)], region] }),
  );
  expect(header?.calibration.regions).toEqual([
    { left: 10, top: 20, right: 300, bottom: 200, deltaX: 0.05, deltaY: 0.04, unitX: 3, unitY: 3 },
  ]);
});

test('a number of frames that cannot be true costs no memory', () => {
  expect(headersOf(element('NumberOfFrames', 2_147_483_647)).length).toBeLessThanOrEqual(20_000);
});
