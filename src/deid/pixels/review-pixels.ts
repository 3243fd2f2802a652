import type { HeldInstance, PixelTreatment } from '../../contract/pixels.ts';
import { tagOf } from '../../dicom/dictionary.ts';
import type { DicomFile } from '../../dicom/read-dicom.ts';
import { blankedBy } from './device-rules.ts';
import { planPixels } from './plan-pixels.ts';
import { outsideUltrasoundRegions } from './ultrasound-regions.ts';

/** What a person sees of an object that is held; who it is and where it lies is known to those who ask. */
export type Held = Omit<HeldInstance, 'studyInstanceUid' | 'seriesInstanceUid' | 'sopInstanceUid' | 'path'>;

/** Why the pixels of an object are held, and what could be blanked; undefined when they are not. A header suffices. */
export function reviewPixels(file: DicomFile, treatment: PixelTreatment): Held | undefined {
  const { dataSet } = file;
  const { held } = planPixels(file, treatment);
  if (held.length === 0) return undefined;
  const number = (keyword: string): number => dataSet.number(tagOf(keyword)) ?? 0;
  const text = (keyword: string): string | undefined => dataSet.text(tagOf(keyword));
  return {
    reasons: [...held],
    rows: number('Rows'),
    columns: number('Columns'),
    frames: Math.max(1, number('NumberOfFrames')),
    modality: text('Modality'),
    manufacturer: text('Manufacturer'),
    model: text('ManufacturerModelName'),
    suggested: suggestions(file, treatment),
  };
}

function suggestions({ dataSet }: DicomFile, { rules = [] }: PixelTreatment): Held['suggested'] {
  const byRules = rules.flatMap((rule) => {
    const blank = blankedBy(rule, dataSet);
    return blank === undefined ? [] : [{ from: 'rule' as const, name: rule.name, blank }];
  });
  const outside = outsideUltrasoundRegions(dataSet) ?? [];
  return outside.length === 0 ? byRules : [...byRules, { from: 'ultrasound-regions', blank: outside }];
}
