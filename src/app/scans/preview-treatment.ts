import { type Treatment, type TreatmentPreview } from '../../contract/import.ts';
import type { ScanReport, ScannedInstance } from '../../contract/scan.ts';
import { findSourceFile } from '../../source/source-file.ts';
import type { Treat } from '../treat.ts';
import { UnprocessableError } from '../errors.ts';

export interface PreviewRequest {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid?: string | undefined;
  readonly treatment: Treatment;
}

/** Treats the first object of the study, or of one of its series, and shows what changed. Nothing is sent or kept. */
export async function previewTreatment(
  report: ScanReport,
  { studyInstanceUid, seriesInstanceUid, treatment }: PreviewRequest,
  treat: Treat,
): Promise<TreatmentPreview> {
  const instance = findInstance(report, studyInstanceUid, seriesInstanceUid);
  const source = report.sources[instance?.source ?? -1];
  if (instance === undefined || source === undefined) {
    throw new UnprocessableError('not-in-scan', 'The scan has no such study or series.', { next: 'correct-input' });
  }
  const { sopInstanceUid, path, bytes } = instance;
  const { absolutePath: file, place } = await findSourceFile(source, path);
  const scanned = { file, ...(place === undefined ? {} : { place }), bytes, sopInstanceUid };
  const { changes, kept, notCovered } = await treat(scanned, treatment);
  return { sopInstanceUid, path, changes: [...changes], kept, notCovered };
}

function findInstance(
  report: ScanReport,
  studyUid: string,
  seriesUid: string | undefined,
): ScannedInstance | undefined {
  const study = report.patients
    .flatMap(({ studies }) => studies)
    .find(({ studyInstanceUid }) => studyInstanceUid === studyUid);
  return study?.series.find(({ seriesInstanceUid }) => seriesUid === undefined || seriesInstanceUid === seriesUid)
    ?.instances[0];
}
