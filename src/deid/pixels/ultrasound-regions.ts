import type { DataSet } from '../../dicom/data-set.ts';
import { tagOf } from '../../dicom/dictionary.ts';
import { outsideOf, type Region } from '../../pixels/region.ts';

const EDGES = ['RegionLocationMinX0', 'RegionLocationMinY0', 'RegionLocationMaxX1', 'RegionLocationMaxY1'].map(tagOf);

/**
 * All that lies outside the regions of an ultrasound image (0018,6011), where machines write whose it is. Undefined
 * when it declares none, or one that makes no sense. A region's last column and row belong to it (PS3.3 C.8.5.5.1.1).
 */
export function outsideUltrasoundRegions(dataSet: DataSet): Region[] | undefined {
  const items = dataSet.items(tagOf('SequenceOfUltrasoundRegions'));
  const regions = items.map((item): Region => {
    const [left = NaN, top = NaN, right = NaN, bottom = NaN] = EDGES.map((tag) => item.number(tag));
    return { left, top, right: right + 1, bottom: bottom + 1 };
  });
  const isSound = regions.every(({ left, top, right, bottom }) => left < right && top < bottom);
  if (regions.length === 0 || !isSound) return undefined;
  const size = { rows: dataSet.number(tagOf('Rows')) ?? 0, columns: dataSet.number(tagOf('Columns')) ?? 0 };
  return outsideOf(regions, size);
}
