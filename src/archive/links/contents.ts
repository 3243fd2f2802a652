import { uidName } from '../../dicom/dictionary.ts';
import { type InstanceRow, instancesOf } from '../storage/instances.ts';
import type { Database } from '../store/database.ts';
import type { StorageKey } from '../store/study-records.ts';

/** A series as a visitor sees it. */
export interface ShownSeries {
  /** From 1: its place in the study, which names it in addresses. */
  readonly number: number;
  readonly description: string | undefined;
  readonly modality: string | undefined;
  /** Objects with frames. */
  readonly pictured: readonly InstanceRow[];
  /** How many frames these have. */
  readonly pictures: number;
  /** What each object without a picture is. */
  readonly others: readonly string[];
}

export interface ShownPicture {
  /** From 1, within its series. */
  readonly number: number;
  readonly instance: InstanceRow;
  /** From 0, within its instance. */
  readonly frame: number;
}

export function seriesOf(database: Database, key: StorageKey): ShownSeries[] {
  const bySeries = Map.groupBy(instancesOf(database, key), (row) => row.series_uid);
  return [...bySeries.values()].map((rows, index) => {
    const pictured = rows.filter(hasPicture);
    return {
      number: index + 1,
      description: given(rows, 'series_description'),
      modality: given(rows, 'modality'),
      pictured,
      pictures: pictured.reduce((sum, { frames }) => sum + frames, 0),
      others: rows.filter((row) => !hasPicture(row)).map(({ sop_class_uid }) => kindOf(sop_class_uid)),
    };
  });
}

/** `count` pictures of a series from number `first` on. An object may claim any number of frames: none is listed in vain. */
export function picturesOf(series: ShownSeries, first: number, count: number): ShownPicture[] {
  const pictures: ShownPicture[] = [];
  let before = 0;
  for (const instance of series.pictured) {
    const from = Math.max(first + pictures.length, before + 1);
    const to = Math.min(first + count - 1, before + instance.frames);
    for (let number = from; number <= to; number += 1) pictures.push({ number, instance, frame: number - before - 1 });
    before += instance.frames;
  }
  return pictures;
}

function hasPicture({ rows, columns }: InstanceRow): boolean {
  return (rows ?? 0) > 0 && (columns ?? 0) > 0;
}

function given(rows: readonly InstanceRow[], name: 'series_description' | 'modality'): string | undefined {
  return rows.map((row) => row[name]?.trim()).find(Boolean);
}

const structuredReports = '1.2.840.10008.5.1.4.1.1.88.';
const kinds: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10008.5.1.4.1.1.104.1', 'PDF document'],
  [`${structuredReports}59`, 'Key image note'],
]);

/** What an object without a picture is, in words (PS3.4 B.5). */
function kindOf(sopClassUid: string): string {
  const known = kinds.get(sopClassUid);
  if (known !== undefined) return known;
  if (sopClassUid.startsWith(structuredReports)) return 'Structured report';
  return uidName(sopClassUid)?.replace(/ Storage$/, '') ?? 'Other object';
}
