import type {
  DicomdirReport,
  LeftOutCode,
  LeftOutFile,
  ScanCounts,
  ScannedDocument,
  ScanProblem,
  ScanProblemCode,
} from '../contract/scan.ts';
import { setIdleContainersAside } from './idle-containers.ts';
import { identityProblems } from './directory-identity.ts';
import { type FileSet, resolveFileSet } from './file-set.ts';
import type { InstanceFile, Location, Outcome } from './outcome.ts';
import { viewerFiles } from './viewer.ts';
import type { FoundFile, Walked } from './walk.ts';

export interface ReadFile {
  readonly task: FoundFile;
  readonly at: Location;
  readonly result: Outcome;
}

export interface Classified {
  readonly counts: ScanCounts;
  readonly instances: readonly InstanceFile[];
  readonly documents: ScannedDocument[];
  readonly dicomdir: DicomdirReport[];
  readonly leftOut: LeftOutFile[];
  readonly problems: readonly ScanProblem[];
}

/**
 * Puts every file that was found into one of four bins, so that they add up: DICOM instances, documents, ignored
 * (viewers, web pages, DICOMDIRs, links and what else nobody would miss), and unreadable.
 */
export function classify(walked: Walked, all: readonly ReadFile[]): Classified {
  const { read, idle } = setIdleContainersAside(all);
  const fileSets = read.flatMap(({ task, result }) =>
    result.kind === 'dicomdir' ? resolveFileSet(task, result.directory, walked.files) : [],
  );
  const ofKind = (kind: Outcome['kind']): FoundFile[] =>
    read.filter(({ result }) => result.kind === kind).map(({ task }) => task);
  const isViewers = viewerFiles(ofKind('program'), ofKind('dicomdir'));
  const isCalledDicom = (file: FoundFile): boolean =>
    fileSets.some(({ listed }) => listed.has(file)) || dicomName.test(file.path);

  const instances: InstanceFile[] = [];
  const documents: ScannedDocument[] = [];
  const leftOut: LeftOutFile[] = [];
  const problems: ScanProblem[] = [];
  const counts = { files: 0, dicom: 0, documents: 0, ignored: walked.ignored, unreadable: walked.unreadable };
  for (const { task: file, at, result } of read) {
    if (result.kind === 'instance') {
      // Of these, nearly all, it does not matter what lies around them.
      counts.dicom += 1;
      instances.push({ ...file, ...result, at });
      if (result.repairs.includes('truncated')) problems.push({ path: file.path, ...cutShort });
      continue;
    }
    const {
      bin,
      problem,
      why = problem,
    } = judge(result, {
      isDicomdir: dicomdirName.test(file.path),
      isCalledDicom: isCalledDicom(file),
      isChosen: file.chosen,
      isContained: file.place !== undefined,
      fault: file.fault,
      isViewers: isViewers(file),
    });
    counts[bin] += 1;
    if (problem !== undefined) problems.push({ path: file.path, code: problem[0], message: problem[1] });
    if ((bin === 'ignored' || bin === 'unreadable') && why !== undefined) {
      const [code, message] = why;
      leftOut.push({ source: file.source, path: file.path, bytes: result.bytes, became: bin, code, message });
    }
    if (result.kind === 'document' && bin === 'documents') {
      documents.push({ source: file.source, path: file.path, mediaType: result.mediaType, bytes: result.bytes });
    }
  }
  counts.ignored += idle.length;
  leftOut.push(...idle);
  counts.files = counts.dicom + counts.documents + counts.ignored + counts.unreadable;
  const dicomdir = fileSets.map((set) => compare(set, fileSets, instances));
  return { counts, instances, documents, dicomdir, leftOut, problems };
}

const dicomdirName = /(?:^|\/)dicomdir\.?(?:;\d+)?$/i;

/** The endings people and programs give to DICOM files. */
const dicomName = /\.(?:dcm|dicom|ima)$/i;

interface Circumstances {
  readonly isDicomdir: boolean;
  /** A DICOMDIR or its name says that it is DICOM: so it is missed when it is not. */
  readonly isCalledDicom: boolean;
  /** Somebody chose just this file: so it is missed when it is of no use. */
  readonly isChosen: boolean;
  /** It lies in a disc image or archive. */
  readonly isContained: boolean;
  /** Why it was not opened, as an image or archive. */
  readonly fault: string | undefined;
  readonly isViewers: boolean;
}

interface Verdict {
  readonly bin: 'documents' | 'ignored' | 'unreadable';
  readonly problem?: readonly [code: ScanProblemCode, message: string];
  /** Why it is left out, where that is no problem. */
  readonly why?: readonly [code: LeftOutCode, message: string];
}

const cutShort = { code: 'truncated', message: 'The file ends early: a part of it is missing.' } as const;

function judge(
  outcome: Exclude<Outcome, { kind: 'instance' }>,
  { isDicomdir, isCalledDicom, isChosen, isContained, isViewers, fault }: Circumstances,
): Verdict {
  const isExpected = isCalledDicom || isChosen;
  const missed = isExpected ? 'unreadable' : 'ignored';
  switch (outcome.kind) {
    case 'document':
      if (isViewers) return viewers;
      return isCalledDicom
        ? { bin: 'documents', problem: ['not-dicom', `This should be a DICOM file, but is ${outcome.mediaType}.`] }
        : { bin: 'documents' };
    case 'container': {
      if (fault !== undefined) return isViewers ? viewers : { bin: 'unreadable', problem: ['unreadable', fault] };
      const advice =
        outcome.format === undefined || isContained ? 'unpack or mount it first' : 'choose it as a source of its own';
      const message = `This is a ${outcome.name}, which was not opened: ${advice}.`;
      return isViewers ? viewers : { bin: 'ignored', problem: ['not-dicom', message], why: ['container', message] };
    }
    case 'program':
      return { bin: 'ignored', why: ['program', 'It is a program.'] };
    case 'dicomdir':
      return { bin: 'ignored', why: ['dicomdir', 'It is the directory of the disc.'] };
    case 'unreadable':
      // A palette or a hanging protocol: nothing is wrong with it, and nothing is lost by leaving it.
      if (outcome.code === 'no-patient') return { bin: 'ignored', problem: [outcome.code, outcome.message] };
      return isDicomdir ? badDicomdir : { bin: 'unreadable', problem: [outcome.code, outcome.message] };
    case 'empty':
      return isDicomdir ? badDicomdir : { bin: missed, problem: ['empty', 'The file is empty.'] };
    case 'unknown':
      if (isDicomdir) return badDicomdir;
      return isExpected
        ? { bin: 'unreadable', problem: ['not-dicom', 'This should be a DICOM file, but is none.'] }
        : isViewers
          ? viewers
          : { bin: 'ignored', why: ['other', 'It is neither DICOM nor a known kind of document.'] };
  }
}

const viewers: Verdict = { bin: 'ignored', why: ['viewer', 'It belongs to a viewer or to web pages.'] };

/** No image is lost with a DICOMDIR: the walk finds them all. */
const badDicomdir: Verdict = {
  bin: 'ignored',
  problem: ['bad-dicomdir', 'The DICOMDIR cannot be read; the files were found without it.'],
};

/**
 * What a DICOMDIR does not list although it lies beside or below it, and whom it takes the files for. A folder below
 * with a DICOMDIR of its own is a file-set of its own.
 */
function compare(set: FileSet, all: readonly FileSet[], instances: readonly InstanceFile[]): DicomdirReport {
  const { report, listed, scope } = set;
  const there = new Set(instances.map(({ source, path }) => `${source}:${path}`));
  const others = all.filter(({ scope: inner }) => inner.length < scope.length).flatMap(({ scope: inner }) => inner);
  const elsewhere = new Set(others);
  const unlisted = scope.filter(
    (file) => there.has(`${file.source}:${file.path}`) && !listed.has(file) && !elsewhere.has(file),
  );
  return {
    ...report,
    presentButUnlisted: unlisted.map(({ path }) => path),
    problems: [...report.problems, ...identityProblems(set, instances)],
  };
}
