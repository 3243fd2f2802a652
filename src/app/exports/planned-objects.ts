import type { DestinationRules } from '../../contract/connection.ts';
import type { NewExport } from '../../contract/export.ts';
import type { TagChange } from '../../contract/import.ts';
import { InvalidRequestError } from '../../contract/problem.ts';
import type { Charset } from '../../contract/scan.ts';
import type { Treatment } from '../../contract/import.ts';
import type { ExportObject, PreparedObject } from '../../export/write-file-set.ts';
import type { PlannedObject } from '../../upload/plan.ts';
import { streamSource } from '../../upload/source.ts';
import { planImport } from '../imports/plan-import.ts';
import type { Scanned } from '../imports/scanned.ts';
import type { Treat } from '../treat.ts';

export interface Treating {
  readonly treat: Treat;
  /** Told what a treatment made of an object that leaves. */
  readonly onTreated?: (changes: readonly TagChange[]) => Promise<void>;
}

/** Nobody but the person who takes the export asks anything of it. */
const noRules: DestinationRules = {
  destination: '',
  namespaceId: '',
  anonymizeRules: {},
  promptForAnonymize: false,
  oneStudyOnly: false,
};

/**
 * The objects of a scan, to be handed over: refused where sending them would be, for the same reasons.
 * @throws UnprocessableError, RuleError
 */
export async function plannedObjects(
  {
    source,
    treatment,
    decision,
  }: Pick<NewExport, 'treatment' | 'decision'> & {
    readonly source: Omit<Extract<NewExport['source'], { kind: 'scan' }>, 'kind' | 'scanId'>;
  },
  scanned: Scanned,
  treating: Treating,
): Promise<ExportObject[]> {
  refuseRules(treatment);
  const wanted = {
    ...source,
    scanId: '',
    connectionId: '',
    destination: { kind: 'namespace' as const, namespaceId: '' },
    treatment,
    ...(decision === undefined ? {} : { decision }),
  };
  const plan = await planImport(wanted, { ...scanned, connectionName: '', rules: noRules });
  const objects = plan.studies.flatMap((study) => study.objects);
  return objects.map((object): ExportObject => {
    const { path, sopInstanceUid } = object;
    const change = { treatment: plan.treatment, charset: plan.charset };
    return { path, sopInstanceUid, prepare: async () => prepared(object, change, treating) };
  });
}

/** Rules are a destination's: an export has none. */
export function refuseRules(treatment: Treatment): void {
  if (treatment.kind !== 'rules' && (treatment.kind === 'as-is' || treatment.rules === undefined)) return;
  throw new InvalidRequestError('rules-without-destination', 'An export has no destination whose rules apply.', {
    next: 'correct-input',
  });
}

/** As it will be handed over; a file that is not to be changed is read only when its turn comes. */
export async function prepared(
  object: PlannedObject,
  { treatment, charset }: { readonly treatment: Treatment; readonly charset: Charset | undefined },
  { treat, onTreated }: Treating,
): Promise<PreparedObject> {
  if (treatment.kind === 'as-is' && charset === undefined && !object.mend)
    return { sopInstanceUid: object.sopInstanceUid, open: () => streamSource(object) };
  const treated = await treat(object, treatment, charset);
  if (treatment.kind === 'deidentify' && treatment.keepMap === true) await onTreated?.(treated.changes);
  return { sopInstanceUid: treated.sopInstanceUid, open: () => streamSource(object, { treated }) };
}
