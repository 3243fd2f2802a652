import type { DeviceRule } from '../../contract/pixels.ts';
import type { DataSet } from '../../dicom/data-set.ts';
import { tagOf } from '../../dicom/dictionary.ts';
import type { Region } from '../../pixels/region.ts';
import { outsideUltrasoundRegions } from './ultrasound-regions.ts';

type When = DeviceRule['when'];

const ATTRIBUTES: Readonly<Record<keyof When, string>> = {
  manufacturer: 'Manufacturer',
  model: 'ManufacturerModelName',
  softwareVersion: 'SoftwareVersions',
  modality: 'Modality',
  sopClassUid: 'SOPClassUID',
  rows: 'Rows',
  columns: 'Columns',
};

/** What a rule blanks in this object; undefined when it is not for it. */
export function blankedBy(rule: DeviceRule, dataSet: DataSet): Region[] | undefined {
  const isMeant = Object.entries(rule.when).every(([key, wanted]) =>
    dataSet.texts(tagOf(ATTRIBUTES[key as keyof When])).some((text) => alike(text, String(wanted))),
  );
  if (!isMeant) return undefined;
  const blank = rule.blank ?? [];
  if (rule.blankOutsideUltrasoundRegions !== true) return blank;
  const outside = outsideUltrasoundRegions(dataSet);
  return outside === undefined ? undefined : [...blank, ...outside];
}

function alike(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
