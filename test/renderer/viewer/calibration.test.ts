import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrate, measure, type UltrasoundRegion } from '../../../renderer/viewer/calibration.ts';

const region: UltrasoundRegion = {
  left: 100,
  top: 50,
  right: 500,
  bottom: 400,
  deltaX: 0.02,
  deltaY: 0.02,
  unitX: 3,
  unitY: 3,
};

describe('which attribute counts', () => {
  test.each([
    ['nothing at all', { modality: 'OT' }, 'none'],
    ['a slice’s Pixel Spacing', { modality: 'CT', pixelSpacing: [1, 1] }, 'patient'],
    ['only Imager Pixel Spacing', { modality: 'DX', imagerPixelSpacing: [0.2, 0.2] }, 'detector'],
    [
      'a projection that repeats it',
      { modality: 'DX', pixelSpacing: [0.2, 0.2], imagerPixelSpacing: [0.2, 0.2] },
      'detector',
    ],
    [
      'a projection that corrects it',
      { modality: 'DX', pixelSpacing: [0.15, 0.15], imagerPixelSpacing: [0.2, 0.2] },
      'calibrated',
    ],
    ['a fiducial', { modality: 'CR', pixelSpacing: [0.2, 0.2], calibrationType: 'FIDUCIAL' }, 'calibrated'],
    ['a projection with Pixel Spacing alone', { modality: 'CR', pixelSpacing: [0.2, 0.2] }, 'unknown-magnification'],
  ] as const)('%s', (_, source, basis) => {
    expect(calibrate({ regions: [], ...source }).basis).toBe(basis);
  });

  test('ultrasound regions go before Pixel Spacing', () => {
    expect(calibrate({ modality: 'US', pixelSpacing: [1, 1], regions: [region] }).basis).toBe('ultrasound');
  });
});

describe('lengths', () => {
  test('are in pixels when nothing says how large those are', () => {
    const calibration = calibrate({ modality: 'OT', regions: [] });
    expect(measure(calibration, [0, 0], [3, 4])).toEqual({ value: 5, unit: 'px', basis: 'none' });
  });

  test('use the spacing between rows for rows, between columns for columns', () => {
    const calibration = calibrate({ modality: 'CT', pixelSpacing: [2, 0.5], regions: [] });
    expect(measure(calibration, [0, 0], [10, 0]).value).toBe(5);
    expect(measure(calibration, [0, 0], [0, 10]).value).toBe(20);
  });

  test('in an ultrasound region are its centimetres', () => {
    const calibration = calibrate({ modality: 'US', regions: [region] });
    expect(measure(calibration, [200, 100], [300, 100])).toEqual({ value: 20, unit: 'mm', basis: 'ultrasound' });
  });

  test('across a region’s border, or where an axis is time, are pixels', () => {
    const calibration = calibrate({
      modality: 'US',
      regions: [region, { ...region, left: 600, right: 900, unitX: 4 }],
    });
    expect(measure(calibration, [200, 100], [550, 100]).unit).toBe('px');
    expect(measure(calibration, [650, 100], [700, 100]).unit).toBe('px');
  });

  test('do not depend on the end one began at', () => {
    const coordinate = fc.double({ min: 0, max: 2000, noNaN: true });
    const point = fc.tuple(coordinate, coordinate);
    const sources = fc.constantFrom(
      calibrate({ modality: 'CT', pixelSpacing: [0.7, 0.9], regions: [] }),
      calibrate({ modality: 'US', regions: [region] }),
      calibrate({ regions: [] }),
    );
    fc.assert(
      fc.property(sources, point, point, (calibration, a, b) => {
        expect(measure(calibration, a, b)).toEqual(measure(calibration, b, a));
      }),
    );
  });
});
