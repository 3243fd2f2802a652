import type { Charset, ScannedInstance, ScannedStudy, ScanSummary } from '../contract/scan.ts';
import { classify, type ReadFile } from './classify.ts';
import { Grouping, toInstance } from './group.ts';
import type { InstanceFile, Outcome } from './outcome.ts';
import type { FoundFile } from './walk.ts';

/**
 * What a running scan has found so far, for those who will not wait for its end. Adding a file costs the same however
 * many there are, and a summary goes by the number of series and of files that are no whole DICOM instance. Copies are not compared
 * yet, the first that came is shown; DICOMDIRs are not resolved yet.
 */
export class ScanSoFar {
  readonly #grouping = new Grouping();
  readonly #instances = new Map<string, InstanceFile>();
  /** What is judged again for every summary: it depends on files that come later. */
  readonly #rest: ReadFile[] = [];
  #whole = 0;

  add(file: FoundFile, outcome: Outcome): void {
    if (outcome.kind === 'instance') {
      const { sopInstanceUid } = outcome.header;
      if (!this.#instances.has(sopInstanceUid)) {
        const instance = { ...file, ...outcome, at: file };
        this.#instances.set(sopInstanceUid, instance);
        this.#grouping.add(instance);
      }
    }
    if (outcome.kind === 'instance' && !outcome.repairs.includes('truncated')) this.#whole += 1;
    else if (outcome.kind !== 'dicomdir') this.#rest.push({ task: file, at: file, result: outcome });
  }

  summary(sources: readonly string[], durationMs: number, charset: Charset | undefined): ScanSummary {
    const nothingElse = { files: [], ignored: 0, unreadable: 0, problems: [] };
    const { counts, documents, problems } = classify(nothingElse, this.#rest);
    return {
      sources: [...sources],
      partial: true,
      counts: { ...counts, files: counts.files + this.#whole, dicom: counts.dicom + this.#whole },
      ...(charset === undefined ? {} : { charset }),
      durationMs: Math.round(durationMs),
      dicomdir: [],
      documents,
      duplicates: [],
      problems: [...problems],
      patients: this.#grouping.summaries(),
    };
  }

  /** As far as its files were read. */
  study(studyInstanceUid: string): ScannedStudy | undefined {
    return this.#grouping.study(studyInstanceUid);
  }

  instance(sopInstanceUid: string): ScannedInstance | undefined {
    const instance = this.#instances.get(sopInstanceUid);
    return instance === undefined ? undefined : toInstance(instance);
  }
}
