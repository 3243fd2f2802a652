import type { DataSet } from '../dicom/data-set.ts';
import { tagOf } from '../dicom/dictionary.ts';
import type { FilePath } from '../disc-image/directory-tree.ts';

const STUDY = tagOf('StudyInstanceUID');
const SERIES = tagOf('SeriesInstanceUID');
/** In a folder: old drives and players grow slow with more. */
const MOST_IN_FOLDER = 1000;

/**
 * File IDs (PS3.10 8.2): a folder for each study and series, in the order in which they come. They tell nothing of the
 * patient. Components have at most eight characters, of A–Z and 0–9.
 */
export class FileIds {
  readonly #studies = new Map<string, number>();
  readonly #series = new Map<string, { readonly number: number; objects: number }>();
  readonly #seriesCount = new Map<string, number>();

  next(dataSet: DataSet): FilePath {
    const studyUid = dataSet.text(STUDY) ?? '';
    const study = this.#studies.get(studyUid) ?? this.#studies.size + 1;
    this.#studies.set(studyUid, study);
    const key = `${studyUid}/${dataSet.text(SERIES) ?? ''}`;
    let series = this.#series.get(key);
    if (series === undefined || series.objects === MOST_IN_FOLDER) {
      const number = (this.#seriesCount.get(studyUid) ?? 0) + 1;
      this.#seriesCount.set(studyUid, number);
      series = { number, objects: 0 };
      this.#series.set(key, series);
    }
    series.objects += 1;
    return ['DICOM', numbered('ST', study), numbered('SE', series.number), numbered('IM', series.objects)];
  }
}

const numbered = (start: string, number: number): string => `${start}${String(number).padStart(6, '0')}`;
