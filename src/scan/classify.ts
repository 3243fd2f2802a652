import type { DicomdirReport, ScanCounts, ScannedDocument, ScanProblem, ScanProblemCode } from '../contract/scan.ts';
import { type FileSet, resolveFileSet } from './file-set.ts';
import type { InstanceFile, Outcome } from './outcome.ts';
import { viewerFiles } from './viewer.ts';
import type { FoundFile, Walked } from './walk.ts';

export interface Classified {
  readonly counts: ScanCounts;
  readonly instances: readonly InstanceFile[];
  readonly documents: ScannedDocument[];
  readonly dicomdir: DicomdirReport[];
  readonly problems: readonly ScanProblem[];
}

interface ReadFile {
  readonly file: FoundFile;
  readonly outcome: Outcome;
}

/**
 * Puts every file that was found into one of four bins, so that they add up: DICOM instances, documents, ignored
 * (viewers, web pages, DICOMDIRs, links and what else nobody would miss), and unreadable.
 * A file that is empty or no DICOM is missed only when someone says that it should be DICOM: a DICOMDIR, its name,
 * or the person who chose it.
 */
export function classify(walked: Walked, outcomes: readonly Outcome[]): Classified {
  const read = walked.files.flatMap((file, index): ReadFile[] => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [{ file, outcome }];
  });
  const isViewers = viewerFiles(read.filter(({ outcome }) => outcome.kind === 'program').map(({ file }) => file));
  const fileSets = read.flatMap(({ file, outcome }) =>
    outcome.kind === 'dicomdir' ? resolveFileSet(file, outcome.directory, walked.files) : [],
  );
  const isExpected = (file: FoundFile): boolean =>
    file.chosen || fileSets.some(({ listed }) => listed.has(file)) || dicomName.test(file.path);

  const instances: InstanceFile[] = [];
  const documents: ScannedDocument[] = [];
  const problems: ScanProblem[] = [];
  let { ignored, unreadable } = walked;
  for (const { file, outcome } of read) {
    const report = (code: ScanProblemCode, message: string): number =>
      problems.push({ path: file.path, code, message });
    if (
      dicomdirName.test(file.path) &&
      (outcome.kind === 'unreadable' || outcome.kind === 'unknown' || outcome.kind === 'empty')
    ) {
      // No image is lost with it: the walk finds them all.
      ignored += 1;
      report('bad-dicomdir', 'The DICOMDIR cannot be read; the files were found without it.');
      continue;
    }
    switch (outcome.kind) {
      case 'instance':
        instances.push({ ...file, ...outcome });
        if (outcome.repairs.includes('truncated')) report('truncated', 'The file ends early: a part of it is missing.');
        break;
      case 'document':
        if (isViewers(file)) ignored += 1;
        else documents.push({ source: file.source, path: file.path, mediaType: outcome.mediaType, bytes: file.bytes });
        break;
      case 'container':
        ignored += 1;
        if (!isViewers(file))
          report('not-dicom', `This is a ${outcome.name}, which was not opened: unpack or mount it first.`);
        break;
      case 'empty':
        if (isExpected(file)) unreadable += 1;
        else ignored += 1;
        report('empty', 'The file is empty.');
        break;
      case 'unknown':
        if (isExpected(file)) {
          unreadable += 1;
          report('not-dicom', 'This should be a DICOM file, but is none.');
        } else {
          ignored += 1;
        }
        break;
      case 'unreadable':
        unreadable += 1;
        report(outcome.code, outcome.message);
        break;
      case 'program':
      case 'dicomdir':
        ignored += 1;
        break;
    }
  }
  const files = walked.files.length + walked.ignored + walked.unreadable;
  return {
    counts: { files, dicom: instances.length, documents: documents.length, ignored, unreadable },
    instances,
    documents,
    dicomdir: fileSets.map((set) => withUnlisted(set, instances)),
    problems,
  };
}

const dicomdirName = /(?:^|\/)dicomdir\.?(?:;\d+)?$/i;

/** The endings people and programs give to DICOM files. */
const dicomName = /\.(?:dcm|dicom|ima)$/i;

function withUnlisted({ report, listed, scope }: FileSet, instances: readonly InstanceFile[]): DicomdirReport {
  const all = new Set(instances.map(({ absolutePath }) => absolutePath));
  const unlisted = scope.filter((file) => all.has(file.absolutePath) && !listed.has(file));
  return { ...report, presentButUnlisted: unlisted.map(({ path }) => path) };
}
