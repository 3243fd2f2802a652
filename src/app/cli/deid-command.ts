import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DeidOption, ObjectFailure, Treatment, TreatmentPreview } from '../../contract/import.ts';
import { FileroomError, InvalidRequestError, type Problem, toProblem } from '../../contract/problem.ts';
import type { ScanReport, ScannedInstance } from '../../contract/scan.ts';
import { forEachConcurrent } from '../../upload/concurrent.ts';
import { asLocalStorageError } from '../../upload/local-storage.ts';
import { TreatmentPool } from '../../upload/treatment-pool.ts';
import { type CopiedObject, type ToCopy, TreatmentError } from '../../upload/treatment-task.ts';
import { type Root, rootOf } from '../../source/confine.ts';
import { mayBeContained } from '../../source/source-file.ts';
import { prepareDataDir } from '../data-dir.ts';
import { DeidKey } from '../deid-key/deid-key.ts';
import { type Scanned, locateInstance, scannedInPlace } from '../imports/scanned.ts';
import { withKnownPatients } from '../imports/known-patients.ts';
import { RuleCounters } from '../imports/rule-counters.ts';
import { withRuleValues } from '../imports/rule-values.ts';
import { FileSecretStore } from '../secrets.ts';
import type { Copy } from '../treat.ts';
import { type CommandContext, type CommonOptions, dataDirOf } from './command.ts';
import { NoDicomError, exitCode } from './exit-code.ts';
import { plural } from './format.ts';
import { readPixelFile } from './pixel-file.ts';
import { progressView } from './progress.ts';
import { readLookupFile, readRulesFile } from './rules-file.ts';
import { safeNames } from './safe-names.ts';
import { type ReadOptions, scanWithProgress } from './scan-command.ts';

export interface DeidCommandOptions extends CommonOptions, ReadOptions {
  readonly out: string;
  /** Basic, unless rules alone say what changes. */
  readonly profile?: 'basic';
  readonly option?: readonly DeidOption[];
  /** A file with what was decided about text in the pixels. */
  readonly pixels?: string;
  /** A file of rules in a destination's language. */
  readonly rules?: string;
  /** A CSV file that says as whom patients leave. */
  readonly lookup?: string;
}

/** What became of the objects; a document of the command line. */
interface Outcome {
  readonly objects: {
    readonly path: string;
    /** Relative to the output folder. */
    readonly out: string;
    readonly sopInstanceUid: string;
    readonly newSopInstanceUid: string;
  }[];
  readonly failures: ObjectFailure[];
  readonly notCovered: Set<TreatmentPreview['notCovered'][number]>;
}

/** What is the same for every object: of the program, refusals of what was asked for, and of the disk that is written. */
const endsAll: ReadonlySet<string> = new Set([
  'worker-start',
  'option-unsupported',
  'options-conflict',
  'no-key',
  'out-failed',
  'disk-full',
]);
/** Batches at once, so that the threads that treat never wait for the one that looks for the files. */
const CONCURRENCY = 4;
/** Of a batch. Large objects go alone: an interruption waits for what was begun. */
const MOST_IN_BATCH = 32;
const MOST_BYTES_IN_BATCH = 16 * 1024 * 1024;

/** Writes de-identified copies into an empty folder, under names that tell nothing. Never changes the originals. */
export async function deidCommand(path: string, options: DeidCommandOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const { option = [] } = options;
  const asked = await treatmentOf(options);
  const profile = asked.kind === 'deidentify' ? asked.profile : null;
  const out = resolve(options.out);
  await prepareFolder(out);
  const { report, objects, failures, notCovered } = await withCopies(options, async (copy, counters) => {
    const found = await scanWithProgress([path], options, context);
    if (found.counts.dicom === 0) throw new NoDicomError();
    const studies = studiesOf(found);
    const treatment = await withRuleValues(withKnownPatients(asked, studies), studies, {
      session: { state: 'signed-out' },
      counters,
      destination: `file ${resolve(options.rules ?? '')}`,
      md5Counter: undefined,
    });
    return { report: found, ...(await copyAll(scannedInPlace(found), { out, treatment, copy }, options, context)) };
  });
  const skipped = skippedOf(report);
  if (options.json === true) {
    const told = {
      schema: 1,
      out,
      profile,
      options: option,
      objects,
      failures,
      skipped,
      notCovered: [...notCovered].toSorted(),
    };
    await terminal.result(JSON.stringify(told));
  } else {
    const others = plural(skipped.length, 'other file');
    await terminal.result(
      `${plural(objects.length, 'object')} de-identified in ${out}, ${failures.length} refused, ${others} not copied.`,
    );
    for (const failure of failures) terminal.say(`${failure.path}  ${failure.code}: ${failure.message}`);
  }
  if (notCovered.size > 0)
    terminal.say(`Look at the result yourself, it may still show: ${[...notCovered].join(', ')}`);
  return failures.length > 0 || report.counts.unreadable > 0 ? exitCode.incomplete : exitCode.done;
}

/** By the profile, by the rules of a file, or by these on what the profile leaves. */
async function treatmentOf(options: DeidCommandOptions): Promise<Treatment> {
  const { profile, option, pixels, lookup } = options;
  const rules = options.rules === undefined ? undefined : await readRulesFile(options.rules);
  const isAlone = [profile, option, pixels, lookup].every((each) => each === undefined);
  if (rules !== undefined && isAlone) return { kind: 'rules', rules };
  return {
    kind: 'deidentify',
    profile: 'basic',
    options: [...(option ?? [])],
    ...(pixels === undefined ? {} : { pixels: await readPixelFile(pixels) }),
    ...(lookup === undefined ? {} : { lookup: await readLookupFile(lookup) }),
    ...(rules === undefined ? {} : { rules }),
  };
}

function studiesOf({ patients }: ScanReport) {
  return patients.flatMap((patient) => patient.studies.map((study) => ({ patient, study })));
}

/** Only the parts of the program that this needs: it is to be quick, and no archive is opened. */
async function withCopies<T>(
  options: DeidCommandOptions,
  action: (copy: Copy, counters: RuleCounters) => Promise<T>,
): Promise<T> {
  const dataDir = dataDirOf(options);
  await prepareDataDir(dataDir);
  const key = new DeidKey(new FileSecretStore(dataDir));
  const counters = new RuleCounters(join(dataDir, 'rule-counters.db'));
  const pool = new TreatmentPool();
  const now = new Date();
  // While the scan reads, they load what they need.
  pool.warm();
  try {
    return await action(
      async (copies, treatment, charset) => pool.copy({ copies, treatment, charset, key: await key.get(), now }),
      counters,
    );
  } finally {
    await pool.close();
    counters.close();
  }
}

interface Work {
  readonly out: string;
  readonly treatment: Treatment;
  readonly copy: Copy;
}

async function copyAll(
  scanned: Scanned,
  { out, treatment, copy }: Work,
  options: DeidCommandOptions,
  { terminal, interrupted }: CommandContext,
): Promise<Outcome> {
  const outcome: Outcome = { objects: [], failures: [], notCovered: new Set() };
  const instances = instancesOf(scanned.report);
  const names = safeNames(instances.map(({ path }) => path));
  const view = progressView(terminal, options.progress);
  const roots = await Promise.all(scanned.report.sources.map(rootOf));
  let done = 0;
  const note = ({ path, sopInstanceUid }: ScannedInstance, copied: CopiedObject): void => {
    done += 1;
    if ('problem' in copied) {
      const { code, message } = copied.problem;
      if (endsAll.has(code)) throw new TreatmentError(copied.problem);
      outcome.failures.push({ path, sopInstanceUid, code, message });
      return;
    }
    const newSopInstanceUid = copied.sopInstanceUid;
    outcome.objects.push({ path, out: names.get(path) ?? '', sopInstanceUid, newSopInstanceUid });
    for (const each of copied.notCovered) outcome.notCovered.add(each);
  };
  await forEachConcurrent(batchesOf(instances), CONCURRENCY, async (batch) => {
    interrupted.throwIfAborted();
    const found: { instance: ScannedInstance; source: ToCopy['source'] }[] = [];
    for (const instance of batch) {
      const source = await sourceOf(instance, scanned, roots);
      if ('problem' in source) note(instance, source);
      else found.push({ instance, source });
    }
    const copies = found.map(({ instance, source }) => ({ source, target: join(out, names.get(instance.path) ?? '') }));
    const copied = await copy(copies, treatment, scanned.report.charset);
    for (const [index, { instance }] of found.entries()) note(instance, copied[index] as CopiedObject);
    view.deid({ objectsDone: done, objectsTotal: instances.length, objectsRefused: outcome.failures.length });
  }).finally(() => {
    view.end();
  });
  const at = new Map(instances.map(({ path }, index) => [path, index]));
  const inOrder = (a: { path: string }, b: { path: string }) => (at.get(a.path) ?? 0) - (at.get(b.path) ?? 0);
  return { ...outcome, objects: outcome.objects.sort(inOrder), failures: outcome.failures.sort(inOrder) };
}

function* batchesOf(instances: readonly ScannedInstance[]): Generator<readonly ScannedInstance[]> {
  let batch: ScannedInstance[] = [];
  let bytes = 0;
  for (const instance of instances) {
    if (batch.length === MOST_IN_BATCH || (batch.length > 0 && bytes + instance.bytes > MOST_BYTES_IN_BATCH)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(instance);
    bytes += instance.bytes;
  }
  if (batch.length > 0) yield batch;
}

/** A plain file of a folder is looked for by the thread that reads it; only what may lie in an archive is looked up. */
async function sourceOf(
  instance: ScannedInstance,
  scanned: Scanned,
  roots: readonly Root[],
): Promise<ToCopy['source'] | { problem: Problem }> {
  const { source, path, bytes, sopInstanceUid } = instance;
  const root = roots[source];
  if (root?.isFolder === true && !mayBeContained(path)) return { root: root.root, path, bytes, sopInstanceUid };
  try {
    return await locateInstance(scanned, instance);
  } catch (error) {
    if (!(error instanceof FileroomError)) throw error;
    return { problem: toProblem(error) };
  }
}

/** All other files, and why they are not copied: a DICOMDIR names patients, and documents may. */
function skippedOf({ documents, leftOut }: ScanReport): { path: string; code: string }[] {
  return [
    ...documents.map(({ path }) => ({ path, code: 'document' })),
    ...leftOut.map(({ path, code }) => ({ path, code })),
  ];
}

function instancesOf(report: ScanReport): ScannedInstance[] {
  return report.patients.flatMap(({ studies }) =>
    studies.flatMap(({ series }) => series.flatMap(({ instances }) => instances)),
  );
}

async function prepareFolder(out: string): Promise<void> {
  let found: string[];
  try {
    await mkdir(out, { recursive: true });
    found = await readdir(out);
  } catch (error) {
    const known = asLocalStorageError(error);
    throw known?.code === 'disk-full' ? known : badOut('bad-out', 'The output folder cannot be made or read.', error);
  }
  if (found.length > 0)
    throw badOut('out-not-empty', 'The output folder must be empty, so that nothing is overwritten.');
}

function badOut(code: string, message: string, cause?: unknown): InvalidRequestError {
  return new InvalidRequestError(code, message, { next: 'correct-input', cause });
}
