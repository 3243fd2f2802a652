import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { ObjectFailure, TreatmentPreview } from '../../contract/import.ts';
import { FileroomError, InvalidRequestError, toProblem } from '../../contract/problem.ts';
import type { ScanReport } from '../../contract/scan.ts';
import { asLocalStorageError } from '../../upload/local-storage.ts';
import { locateInstance, scannedInPlace } from '../imports/scanned.ts';
import type { Treat } from '../treat.ts';
import { type CommandContext, type CommonOptions, withServices } from './command.ts';
import { NoDicomError, exitCode } from './exit-code.ts';
import { plural } from './format.ts';
import { type ReadOptions, scanWithProgress } from './scan-command.ts';

export interface DeidCommandOptions extends CommonOptions, ReadOptions {
  readonly out: string;
  readonly profile: 'basic';
}

interface Written {
  readonly path: string;
  /** Relative to the output folder. */
  readonly out: string;
  readonly sopInstanceUid: string;
  readonly newSopInstanceUid: string;
}

type Instance = ScanReport['patients'][number]['studies'][number]['series'][number]['instances'][number];

/** Writes de-identified copies into an empty folder, under names that tell nothing. Never changes the originals. */
export async function deidCommand(path: string, options: DeidCommandOptions, context: CommandContext): Promise<number> {
  const { terminal, interrupted } = context;
  const out = resolve(options.out);
  await prepareFolder(out);
  const report = await scanWithProgress([path], options, context);
  if (report.counts.dicom === 0) throw new NoDicomError();
  return withServices(options, async ({ treat }) => {
    const written: Written[] = [];
    const failures: ObjectFailure[] = [];
    const notCovered = new Set<TreatmentPreview['notCovered'][number]>();
    for (const instance of instancesOf(report)) {
      interrupted.throwIfAborted();
      try {
        const copy = await writeCopy(report, instance, treat, out);
        written.push(copy.written);
        for (const each of copy.notCovered) notCovered.add(each);
      } catch (error) {
        const known = asLocalStorageError(error);
        if (known !== undefined || !(error instanceof FileroomError)) throw known ?? error;
        const { code, message } = toProblem(error);
        failures.push({ path: instance.path, sopInstanceUid: instance.sopInstanceUid, code, message });
      }
    }
    if (options.json === true) {
      const document = {
        schema: 1,
        out,
        profile: options.profile,
        objects: written,
        failures,
        notCovered: [...notCovered],
      };
      await terminal.result(JSON.stringify(document));
    } else {
      await terminal.result(`${plural(written.length, 'object')} de-identified in ${out}, ${failures.length} not.`);
      for (const failure of failures) terminal.say(`${failure.path}  ${failure.code}: ${failure.message}`);
    }
    if (notCovered.size > 0)
      terminal.say(`Look at the result yourself, it may still show: ${[...notCovered].join(', ')}`);
    return failures.length > 0 || report.counts.unreadable > 0 ? exitCode.incomplete : exitCode.done;
  });
}

async function writeCopy(report: ScanReport, instance: Instance, treat: Treat, out: string) {
  const { path, sopInstanceUid } = instance;
  const file = await locateInstance(scannedInPlace(report), instance);
  const treated = await treat(file, { kind: 'deidentify', profile: 'basic' }, report.charset);
  const name = join(treated.header.studyInstanceUid, `${treated.sopInstanceUid}.dcm`);
  const target = join(out, name);
  await mkdir(dirname(target), { recursive: true });
  const part = `${target}.part`;
  try {
    await writeFile(part, treated.bytes, { flag: 'wx', flush: true });
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  const written: Written = { path, out: name, sopInstanceUid, newSopInstanceUid: treated.sopInstanceUid };
  return { written, notCovered: treated.notCovered };
}

function instancesOf(report: ScanReport): Instance[] {
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
