import type { ScanProgress } from '../contract/scan.ts';
import type { Outcome } from './outcome.ts';

const interval = 100;

export interface ProgressMeter {
  found(): void;
  read(outcome: Outcome): void;
  end(): void;
}

/** Counts what a scan meets and tells it at most ten times a second, and once at the end. */
export function progressMeter(onProgress: ((progress: ScanProgress) => void) | undefined): ProgressMeter {
  const progress: ScanProgress = { filesFound: 0, filesRead: 0, dicom: 0, unreadable: 0, bytesFound: 0 };
  let told = Number.NEGATIVE_INFINITY;
  const tell = (): void => {
    told = performance.now();
    onProgress?.({ ...progress });
  };
  const tellIfDue = (): void => {
    if (performance.now() - told >= interval) tell();
  };
  return {
    found() {
      progress.filesFound += 1;
      tellIfDue();
    },
    read(outcome) {
      progress.filesRead += 1;
      progress.bytesFound += outcome.bytes;
      if (outcome.kind === 'instance') progress.dicom += 1;
      if (outcome.kind === 'unreadable') progress.unreadable += 1;
      tellIfDue();
    },
    end: tell,
  };
}
