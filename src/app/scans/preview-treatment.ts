import type { TagChange, Treatment, TreatmentPreview } from '../../contract/import.ts';
import type { ScanReport, ScannedInstance } from '../../contract/scan.ts';
import { decidingOptions } from '../../deid/options.ts';
import { previewed } from '../imports/bind-rules.ts';
import { withKnownPatients } from '../imports/known-patients.ts';
import { type Scanned, locateInstance } from '../imports/scanned.ts';
import type { Treat } from '../treat.ts';
import { UnprocessableError } from '../errors.ts';

export interface PreviewRequest {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid?: string | undefined;
  readonly sopInstanceUid?: string | undefined;
  readonly treatment: Treatment;
  readonly withKept?: boolean | undefined;
}

/** Treats an object of the study, the first unless another is named, and shows what changed. Nothing is sent or kept. */
export async function previewTreatment(
  scanned: Scanned,
  { treatment, withKept = false, ...wanted }: PreviewRequest,
  treat: Treat,
): Promise<TreatmentPreview> {
  const { report } = scanned;
  const instance = findInstance(report, wanted);
  if (instance === undefined) {
    throw new UnprocessableError('not-in-scan', 'The scan has no such study, series or object.', {
      next: 'correct-input',
    });
  }
  const { sopInstanceUid, path } = instance;
  const file = await locateInstance(scanned, instance);
  const treated = await treat(file, withKnownPatients(previewed(treatment), studyOf(report, wanted)), report.charset, {
    listsKept: withKept,
  });
  const { kept, notCovered } = treated;
  return { sopInstanceUid, path, changes: treated.changes.map((each) => explained(each, treatment)), kept, notCovered };
}

function explained(change: TagChange, treatment: Treatment): TagChange {
  if (treatment.kind !== 'deidentify' || change.rule !== undefined) return change;
  const options = decidingOptions(change, treatment.options ?? []);
  return options.length === 0 ? change : { ...change, options };
}

function studyOf({ patients }: ScanReport, { studyInstanceUid }: Pick<PreviewRequest, 'studyInstanceUid'>) {
  return patients.flatMap((patient) =>
    patient.studies.filter((study) => study.studyInstanceUid === studyInstanceUid).map((study) => ({ patient, study })),
  );
}

function findInstance(
  report: ScanReport,
  { studyInstanceUid, seriesInstanceUid, sopInstanceUid }: Omit<PreviewRequest, 'treatment' | 'withKept'>,
): ScannedInstance | undefined {
  return report.patients
    .flatMap(({ studies }) => studies)
    .filter((study) => study.studyInstanceUid === studyInstanceUid)
    .flatMap(({ series }) => series)
    .filter((series) => seriesInstanceUid === undefined || series.seriesInstanceUid === seriesInstanceUid)
    .flatMap(({ instances }) => instances)
    .find((instance) => sopInstanceUid === undefined || instance.sopInstanceUid === sopInstanceUid);
}
