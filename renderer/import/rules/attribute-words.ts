import { entryOf } from '../../../src/dicom/dictionary.ts';
import { formatDate, formatPersonName } from '../../ui/format.ts';
import type { Chosen } from '../selection.ts';

/** An attribute of a destination's rules, `0010,0030` or `(0010,0030)`, by its name in PS3.6; as written when it has none. */
export function attributeName(written: string): string {
  return entryOf(tagIn(written))?.name.replaceAll('’', "'") ?? written;
}

type Values = (chosen: Chosen) => readonly (string | undefined)[];

const known: Readonly<Record<string, Values>> = {
  '00100010': ({ patients }) => patients.map(({ patientName }) => formatPersonName(patientName)),
  '00100020': ({ patients }) => patients.map(({ patientId }) => patientId),
  '00100030': ({ patients }) => patients.map(({ birthDate }) => (birthDate === undefined ? '' : formatDate(birthDate))),
  '00100040': ({ patients }) => patients.map(({ sex }) => sex),
  '00080020': ({ studies }) => studies.map(({ studyDate }) => (studyDate === undefined ? '' : formatDate(studyDate))),
  '00080050': ({ studies }) => studies.map(({ accessionNumber }) => accessionNumber),
  '00080090': ({ studies }) => studies.map(({ referringPhysician }) => formatPersonName(referringPhysician)),
  '00081030': ({ studies }) => studies.map(({ description }) => description),
};

/** What the chosen studies have in an attribute; empty for nothing, undefined where the scan has not kept it. */
export function onDisc(chosen: Chosen, written: string): readonly string[] | undefined {
  const values = known[tagIn(written)]?.(chosen);
  return values && [...new Set(values.flatMap((value) => (value === undefined || value === '' ? [] : [value])))];
}

function tagIn(written: string): string {
  return written.replaceAll(/[(),\s]/g, '').toUpperCase();
}
