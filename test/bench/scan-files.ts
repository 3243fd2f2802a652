import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';

const EXPLICIT_LE = '1.2.840.10008.1.2.1';
const ENHANCED_CT = '1.2.840.10008.5.1.4.1.1.2.1';
const CT = '1.2.840.10008.5.1.4.1.1.2';
const PER_FOLDER = 100;
const ROWS = 64;
const LARGE_ROWS = 512;

/** A tree of small CT slices with the headers of real ones: sequences, private elements, some 90 elements. */
export async function writeTree(folder: string, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const series = Math.floor(index / PER_FOLDER);
    const path = join(folder, `P${series % 10}`, `S${series}`, `IM${index}`);
    if (index % PER_FOLDER === 0) await mkdir(dirname(path), { recursive: true });
    await writeFile(path, writeDicom({ transferSyntaxUid: EXPLICIT_LE, elements: slice(series, index) }));
  }
}

/** One series of CT slices of `rows` by `rows` pixels in one folder; resolves with their bytes. */
export async function writeSeries(folder: string, count: number, rows: number): Promise<number> {
  await mkdir(folder, { recursive: true });
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    const file = writeDicom({ transferSyntaxUid: EXPLICIT_LE, elements: slice(1, index, rows) });
    await writeFile(join(folder, `IM${index}`), file);
    bytes += file.length;
  }
  return bytes;
}

/** One enhanced object with `frames` frames of half a megabyte; resolves with its size. The pixels are a hole. */
export async function writeMultiframe(path: string, frames: number, instance = 1): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const functionalGroups = Array.from({ length: frames }, (_, index) => [
    element('FrameContentSequence', { items: [[element('DimensionIndexValues', [1, index + 1])]] }),
    element('PlanePositionSequence', { items: [[element('ImagePositionPatient', ['-120', '-120', String(index)])]] }),
  ]);
  const header = writeDicom({
    transferSyntaxUid: EXPLICIT_LE,
    elements: [
      ...common(1, instance, ENHANCED_CT),
      element('NumberOfFrames', String(frames)),
      element('PerFrameFunctionalGroupsSequence', { items: functionalGroups }),
      ...image(LARGE_ROWS),
      element('PixelData', new Uint8Array()),
    ],
  });
  const pixels = frames * LARGE_ROWS * LARGE_ROWS * 2;
  new DataView(header.buffer).setUint32(header.length - 4, pixels, true);
  const file = await open(path, 'w');
  await file.write(header);
  await file.truncate(header.length + pixels);
  await file.close();
  return header.length + pixels;
}

function slice(series: number, index: number, rows = ROWS): NewElement[] {
  const codes = Array.from({ length: 20 }, (_, code): NewElement => ({
    tag: `004310${(0x10 + code).toString(16).toUpperCase()}`,
    vr: code % 2 === 0 ? 'DS' : 'SH',
    value: String(code * 17),
  }));
  return [
    ...common(series, index, CT),
    element('ImagePositionPatient', ['-120', '-120', String(index)]),
    element('ImageOrientationPatient', ['1', '0', '0', '0', '1', '0']),
    { tag: '00430010', vr: 'LO', value: 'PHANTOM PRIVATE' },
    ...codes,
    ...image(rows),
    element('PixelData', new Uint8Array(rows * rows * 2).fill(index)),
  ];
}

function common(series: number, index: number, sopClassUid: string): NewElement[] {
  const patient = series % 10;
  const referenced = [
    element('ReferencedSOPClassUID', CT),
    element('ReferencedSOPInstanceUID', `2.25.9${index}`),
    element('PurposeOfReferenceCodeSequence', {
      items: [
        [element('CodeValue', '121311'), element('CodingSchemeDesignator', 'DCM'), element('CodeMeaning', 'Localizer')],
      ],
    }),
  ];
  return [
    element('SpecificCharacterSet', 'ISO_IR 100'),
    element('ImageType', ['ORIGINAL', 'PRIMARY', 'AXIAL']),
    element('SOPClassUID', sopClassUid),
    element('SOPInstanceUID', `2.25.1${index}`),
    element('StudyInstanceUID', `2.25.2${patient}`),
    element('SeriesInstanceUID', `2.25.3${series}`),
    element('StudyDate', '20260102'),
    element('SeriesDate', '20260102'),
    element('AcquisitionDate', '20260102'),
    element('ContentDate', '20260102'),
    element('StudyTime', '101500'),
    element('SeriesTime', '101530'),
    element('AcquisitionTime', '101531.250'),
    element('ContentTime', '101532'),
    element('AccessionNumber', `A${patient}`),
    element('Modality', 'CT'),
    element('Manufacturer', 'PHANTOM'),
    element('InstitutionName', 'SYNTHETIC HOSPITAL'),
    element('ReferringPhysicianName', 'REFERRER^SYNTHETIC'),
    element('StationName', 'CT01'),
    element('StudyDescription', 'CHEST'),
    element('SeriesDescription', 'AXIAL 1.0'),
    element('ManufacturerModelName', 'BENCH'),
    element('ReferencedImageSequence', { items: [referenced, referenced] }),
    element('PatientName', `PHANTOM^BENCH ${patient}`),
    element('PatientID', `P-${patient}`),
    element('PatientBirthDate', '19700101'),
    element('PatientSex', 'O'),
    element('PatientAge', '056Y'),
    element('BodyPartExamined', 'CHEST'),
    element('SliceThickness', '1'),
    element('KVP', '120'),
    element('DataCollectionDiameter', '500'),
    element('DeviceSerialNumber', '1'),
    element('SoftwareVersions', '1.0'),
    element('ProtocolName', 'CHEST ROUTINE'),
    element('ReconstructionDiameter', '240'),
    element('GantryDetectorTilt', '0'),
    element('TableHeight', '120'),
    element('ExposureTime', '500'),
    element('XRayTubeCurrent', '200'),
    element('ConvolutionKernel', 'B30f'),
    element('PatientPosition', 'HFS'),
    element('StudyID', '1'),
    element('SeriesNumber', String(series)),
    element('AcquisitionNumber', '1'),
    element('InstanceNumber', String(index)),
    element('FrameOfReferenceUID', `2.25.4${series}`),
    element('SliceLocation', String(index)),
  ];
}

function image(size: number): NewElement[] {
  return [
    element('SamplesPerPixel', 1),
    element('PhotometricInterpretation', 'MONOCHROME2'),
    element('Rows', size),
    element('Columns', size),
    element('PixelSpacing', ['0.5', '0.5']),
    element('BitsAllocated', 16),
    element('BitsStored', 12),
    element('HighBit', 11),
    element('PixelRepresentation', 0),
    element('WindowCenter', '40'),
    element('WindowWidth', '400'),
    element('RescaleIntercept', '-1024'),
    element('RescaleSlope', '1'),
  ];
}
