import { describe, expect, test } from 'vitest';
import { DeviceRule, PixelTreatment } from '../../../src/contract/pixels.ts';
import { blankedBy } from '../../../src/deid/pixels/device-rules.ts';
import { outsideUltrasoundRegions } from '../../../src/deid/pixels/ultrasound-regions.ts';
import { element } from '../../../src/dicom/new-element.ts';
import { readDicom } from '../../../src/dicom/read-dicom.ts';
import { declaredRegions, ultrasound } from './samples.ts';

const device = { manufacturer: 'PHANTOM DEVICES', model: 'echo 1' };
const banner = { left: 0, top: 0, right: 8, bottom: 2 };
const rule = (more: Partial<DeviceRule>): DeviceRule => ({ name: 'banner', when: device, certain: false, ...more });
const blanked = (each: DeviceRule, bytes = ultrasound()) => blankedBy(each, readDicom(bytes).dataSet);

describe('a rule of a device', () => {
  test('is for the images that are all it says', () => {
    const sized = rule({ when: { ...device, rows: 8, columns: 8 }, blank: [banner] });
    expect(blanked(sized)).toEqual([banner]);
    expect(blanked(sized, ultrasound(element('Manufacturer', 'Others')))).toBeUndefined();
    expect(blanked({ ...sized, when: { ...sized.when, columns: 9 } })).toBeUndefined();
    expect(blanked({ ...sized, when: { ...sized.when, softwareVersion: '1' } })).toBeUndefined();
  });

  test('blanks what is outside of the regions that the image declares, and is not for one that declares none', () => {
    const outside = rule({ blankOutsideUltrasoundRegions: true });
    expect(blanked(outside)).toBeUndefined();
    expect(blanked(outside, ultrasound(declaredRegions))).toEqual([
      { left: 0, top: 0, right: 8, bottom: 2 },
      { left: 0, top: 2, right: 1, bottom: 7 },
      { left: 7, top: 2, right: 8, bottom: 7 },
      { left: 0, top: 7, right: 8, bottom: 8 },
    ]);
  });

  test.each([
    ['a region without its end', [[element('RegionLocationMinX0', 1)]]],
    ['no region', []],
  ])('declared: %s', (_, items) => {
    const bytes = ultrasound(element('SequenceOfUltrasoundRegions', { items }));
    expect(outsideUltrasoundRegions(readDicom(bytes).dataSet)).toBeUndefined();
  });

  test.each([
    ['no device', { name: 'x', when: { rows: 8 }, blankOutsideUltrasoundRegions: true, certain: true }],
    ['rectangles for any size', rule({ blank: [banner] })],
    ['nothing to blank', rule({})],
    ['an empty region', rule({ when: { ...device, rows: 8, columns: 8 }, blank: [{ ...banner, right: 0 }] })],
  ])('is refused: %s', (_, data) => {
    expect(DeviceRule.safeParse(data).success).toBe(false);
  });

  test('a scope names something', () => {
    expect(PixelTreatment.safeParse({ signedOff: [{}] }).success).toBe(false);
    expect(PixelTreatment.safeParse({ signedOff: [{ seriesInstanceUid: '2.25.33' }] }).success).toBe(true);
  });
});
