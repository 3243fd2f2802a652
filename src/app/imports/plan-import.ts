import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DestinationRules } from '../../contract/connection.ts';
import type { ImportSource, NewImport, Treatment } from '../../contract/import.ts';
import { NotFoundError, type Problem } from '../../contract/problem.ts';
import type { RepairCode, ScanReport, ScannedPatient, ScannedStudy } from '../../contract/scan.ts';
import { isInside, rootOf } from '../../source/confine.ts';
import { forEachConcurrent } from '../../upload/concurrent.ts';
import type { ImportPlan, PlannedObject, PlannedStudy } from '../../upload/plan.ts';
import { UnprocessableError } from '../errors.ts';
import { bindRules } from './bind-rules.ts';
import { corrected, decisionOf, isContested } from './identity-decision.ts';
import { withKnownPatients } from './known-patients.ts';
import type { Scanned } from './scanned.ts';

/** A study of the selection with the patient it is under. */
export interface Choice {
  readonly patient: ScannedPatient;
  readonly study: ScannedStudy;
}

export interface PlanContext extends Scanned {
  readonly connectionName: string;
  readonly rules: DestinationRules;
  /** Who is signed in on the destination: they decide. */
  readonly by?: string;
  /** What was read, for the receipt. */
  readonly sources?: readonly ImportSource[];
  /** Finds out the values that rules ask for. */
  readonly resolveRules?: (treatment: Treatment, choices: readonly Choice[]) => Promise<Treatment>;
  /** Told in the receipt besides what happens on the way. */
  readonly problems?: readonly Problem[];
}

/**
 * What exactly is to be sent, refused where sending it would be wrong: identities that disagree, one identity for
 * several patients, a destination whose rules are not met.
 */
export async function planImport(wanted: NewImport, context: PlanContext): Promise<ImportPlan> {
  const { report, rules } = context;
  const choices = wanted.studies.map((choice) => choose(report, choice));
  refuseWrongIdentity(choices, wanted.treatment);
  if (rules.oneStudyOnly && choices.length > 1) {
    throw new UnprocessableError('one-study-only', 'This destination takes one study at a time.', {
      next: 'review-rules',
    });
  }
  const decision = decisionOf(wanted, choices, context.by);
  const bound = withKnownPatients(corrected(narrowed(bindRules(wanted, rules), choices), choices), choices);
  const treatment = (await context.resolveRules?.(bound, choices)) ?? bound;
  const roots = await Promise.all(report.sources.map(async (source) => rootIfThere(source)));
  const leftOut = new Set(wanted.leaveOut);
  const studies: PlannedStudy[] = [];
  for (const { study } of choices) {
    const { studyInstanceUid, series } = study;
    const instances = series.flatMap((one) => one.instances).filter((one) => !leftOut.has(one.sopInstanceUid));
    if (instances.length === 0) continue;
    studies.push({ studyInstanceUid, objects: await planObjects(instances, roots, context.locate) });
  }
  if (studies.length === 0)
    throw new UnprocessableError('nothing-left', 'All chosen objects are left out: there is nothing to send.', {
      next: 'correct-input',
    });
  return {
    connectionId: wanted.connectionId,
    connectionName: context.connectionName,
    destination: wanted.destination,
    destinationName: rules.destination,
    namespaceId: rules.namespaceId,
    treatment,
    ...(decision === undefined ? {} : { decision }),
    ...(report.charset === undefined ? {} : { charset: report.charset }),
    label: labelOf(choices, treatment),
    studies,
    ...(context.by === undefined ? {} : { sender: context.by }),
    sources: context.sources ?? [],
    problems: context.problems ?? [],
  };
}

function choose(report: ScanReport, { studyInstanceUid, seriesInstanceUids }: NewImport['studies'][number]): Choice {
  for (const patient of report.patients) {
    const study = patient.studies.find((candidate) => candidate.studyInstanceUid === studyInstanceUid);
    if (study === undefined) continue;
    const series = study.series.filter(
      (one) => seriesInstanceUids === undefined || seriesInstanceUids.includes(one.seriesInstanceUid),
    );
    if (
      series.length === 0 ||
      (seriesInstanceUids !== undefined && series.length !== new Set(seriesInstanceUids).size)
    ) {
      break;
    }
    return { patient, study: { ...study, series } };
  }
  throw new UnprocessableError('not-in-scan', 'The scan has no such study or series.', { next: 'correct-input' });
}

/** Of a lookup table only who is sent: the journal need not know the others. */
function narrowed(treatment: Treatment, choices: readonly Choice[]): Treatment {
  if (treatment.kind !== 'deidentify' || treatment.lookup === undefined) return treatment;
  const ids = new Set(choices.map(({ patient }) => patient.patientId));
  return { ...treatment, lookup: treatment.lookup.filter(({ id }) => ids.has(id)) };
}

/** Whether a treatment decides whose study it is. */
export function decidesIdentity(treatment: Treatment): boolean {
  return treatment.kind === 'burn-in' && Boolean(treatment.set.PatientID) && Boolean(treatment.set.PatientName);
}

function refuseWrongIdentity(choices: readonly Choice[], treatment: Treatment): void {
  if (choices.some(isContested) && !decidesIdentity(treatment)) {
    throw new UnprocessableError(
      'conflicting-identity',
      'A chosen study names different patients. Decide whose it is: give it a patient name and a patient ID.',
      { next: 'review-identity' },
    );
  }
  const patients = new Set(choices.map(({ patient }) => patient));
  if (treatment.kind === 'burn-in' && patients.size > 1) {
    throw new UnprocessableError(
      'several-patients',
      'The chosen studies belong to several patients. One identity cannot be written into all of them: send them one by one.',
      { next: 'review-identity' },
    );
  }
}

/** What writing the file anew mends; a cut off file stays cut off, and texts stay what they are. */
const mendable: ReadonlySet<RepairCode> = new Set([
  'no-preamble',
  'no-meta',
  'bad-meta',
  'wrong-transfer-syntax',
  'odd-length',
  'bad-length',
  'bad-vr',
  'trailing-bytes',
]);

type Instance = ScannedStudy['series'][number]['instances'][number];

interface Root {
  /** What is gone when the disc is: the folder, or the one file, disc image or archive that was chosen. */
  readonly sourceRoot: string;
  /** Where the scan's paths begin. */
  readonly folder: string;
}

/** Undefined when the disc is out: then there may still be a copy of it. */
async function rootIfThere(source: string): Promise<Root | undefined> {
  try {
    const { root, path, isFolder } = await rootOf(source);
    return { sourceRoot: isFolder ? root : path, folder: root };
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

type Locate = Scanned['locate'];

/** In order. A few at a time: each looks at the disk. */
async function planObjects(
  instances: readonly Instance[],
  roots: readonly (Root | undefined)[],
  locate: Locate,
): Promise<PlannedObject[]> {
  const planned: PlannedObject[] = [];
  await forEachConcurrent(instances.entries(), 8, async ([index, instance]) => {
    planned[index] = await planObject(instance, roots[instance.source], locate);
  });
  return planned;
}

async function planObject(instance: Instance, root: Root | undefined, locate: Locate): Promise<PlannedObject> {
  const { source, path, sopInstanceUid, bytes } = instance;
  const mend = instance.repairs.some((code) => mendable.has(code));
  const planned = { path, sopInstanceUid, bytes, mend };
  try {
    const { absolutePath: file, place, mtimeMs } = await locate(source, path);
    const sourceRoot = root !== undefined && isInside(root.folder, file) ? root.sourceRoot : dirname(file);
    const onDisk = { sourceRoot, file, mtimeMs: Math.trunc(mtimeMs) };
    if (place === undefined) return { ...planned, ...onDisk, fileBytes: bytes };
    return { ...planned, ...onDisk, place, fileBytes: (await stat(file)).size };
  } catch (error) {
    if (!(error instanceof NotFoundError) || root === undefined) throw error;
    // Gone since the scan: the import says so of this object, and sends the others.
    const { sourceRoot, folder } = root;
    return { ...planned, sourceRoot, file: join(folder, path), fileBytes: bytes, mtimeMs: 0 };
  }
}

/** Whose studies, in the list of transfers: one name, or how many. A de-identified import does not name anyone. */
function labelOf(choices: readonly Choice[], treatment: Treatment): string {
  const count = `${choices.length} ${choices.length === 1 ? 'study' : 'studies'}`;
  const [first, ...others] = new Set(choices.map(({ patient }) => patient));
  const isNameless = treatment.kind === 'deidentify' || (treatment.kind === 'rules' && changesAnything(treatment));
  if (isNameless || first === undefined || others.length > 0) return count;
  const name = treatment.kind === 'burn-in' ? (treatment.set.PatientName ?? first.patientName) : first.patientName;
  return name === undefined ? count : `${name} · ${count}`;
}

function changesAnything({ rules }: Extract<Treatment, { kind: 'rules' }>): boolean {
  return (rules?.substitutions.length ?? 0) > 0;
}
