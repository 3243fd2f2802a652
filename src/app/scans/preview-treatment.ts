import { type Treatment, type TreatmentPreview } from '../../contract/import.ts';
import type { ScanReport, ScannedInstance } from '../../contract/scan.ts';
import { previewed } from '../imports/bind-rules.ts';
import { type Scanned, locateInstance } from '../imports/scanned.ts';
import type { Treat } from '../treat.ts';
import { UnprocessableError } from '../errors.ts';

export interface PreviewRequest {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid?: string | undefined;
  readonly treatment: Treatment;
}

/** Treats the first object of the study, or of one of its series, and shows what changed. Nothing is sent or kept. */
export async function previewTreatment(
  scanned: Scanned,
  { studyInstanceUid, seriesInstanceUid, treatment }: PreviewRequest,
  treat: Treat,
): Promise<TreatmentPreview> {
  const { report } = scanned;
  const instance = findInstance(report, studyInstanceUid, seriesInstanceUid);
  if (instance === undefined) {
    throw new UnprocessableError('not-in-scan', 'The scan has no such study or series.', { next: 'correct-input' });
  }
  const { sopInstanceUid, path } = instance;
  const file = await locateInstance(scanned, instance);
  const { changes, kept, notCovered } = await treat(file, previewed(treatment), report.charset);
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
