import { element, type NewElement } from '../../../src/dicom/new-element.ts';

import { image } from '../samples.ts';

export const ULTRASOUND = '1.2.840.10008.5.1.4.1.1.6.1';
export const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
export const DX = '1.2.840.10008.5.1.4.1.1.1.1';

/** Eight by eight pixels of 200, of a device that does not exist. */
export const pixels: readonly NewElement[] = [
  element('Rows', 8),
  element('Columns', 8),
  element('BitsAllocated', 8),
  element('BitsStored', 8),
  element('HighBit', 7),
  element('SamplesPerPixel', 1),
  element('PixelRepresentation', 0),
  element('PhotometricInterpretation', 'MONOCHROME2'),
  element('Manufacturer', 'Phantom Devices'),
  element('ManufacturerModelName', 'Echo 1'),
  element('PixelData', new Uint8Array(64).fill(200)),
];

export function picture(...more: readonly NewElement[]): Uint8Array<ArrayBuffer> {
  const own = new Set(more.map(({ tag }) => tag));
  return image([...pixels.filter(({ tag }) => !own.has(tag)), ...more]);
}

export function ultrasound(...more: readonly NewElement[]): Uint8Array<ArrayBuffer> {
  return picture(element('SOPClassUID', ULTRASOUND), element('Modality', 'US'), ...more);
}

/** From the second column and third row to the last but one. */
export const declaredRegions = element('SequenceOfUltrasoundRegions', {
  items: [
    [
      element('RegionLocationMinX0', 1),
      element('RegionLocationMinY0', 2),
      element('RegionLocationMaxX1', 6),
      element('RegionLocationMaxY1', 6),
    ],
  ],
});
