import type { ScanProgress } from '../contract/scan.ts';
import type { Outcome } from './outcome.ts';

const interval = 100;

export interface ProgressMeter {
  /** @param source index into the sources */
  found(source: number): void;
  read(source: number, outcome: Outcome): void;
  end(): void;
}

/** Counts what a scan of so many sources meets and tells it at most ten times a second, and once at the end. */
export function progressMeter(
  sources: number,
  onProgress: ((progress: ScanProgress) => void) | undefined,
): ProgressMeter {
  const progress = { filesFound: 0, filesRead: 0, dicom: 0, unreadable: 0, bytesFound: 0 };
  const bySource = Array.from({ length: sources }, () => ({ filesFound: 0, dicom: 0 }));
  let told = Number.NEGATIVE_INFINITY;
  const tell = (): void => {
    told = performance.now();
    onProgress?.({ ...progress, bySource: structuredClone(bySource) });
  };
  const tellIfDue = (): void => {
    if (performance.now() - told >= interval) tell();
  };
  return {
    found(source) {
      progress.filesFound += 1;
      const own = bySource[source];
      if (own !== undefined) own.filesFound += 1;
      tellIfDue();
    },
    read(source, outcome) {
      progress.filesRead += 1;
      progress.bytesFound += outcome.bytes;
      const own = bySource[source];
      if (outcome.kind === 'instance') {
        progress.dicom += 1;
        if (own !== undefined) own.dicom += 1;
      }
      if (outcome.kind === 'unreadable') progress.unreadable += 1;
      tellIfDue();
    },
    end: tell,
  };
}
