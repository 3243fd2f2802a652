import { posix } from 'node:path';
import type { DicomdirReport, ScanProblem } from '../contract/scan.ts';
import type { Dicomdir } from '../dicom/dicomdir.ts';
import type { FoundFile } from './walk.ts';

export interface FileSet {
  readonly report: Omit<DicomdirReport, 'presentButUnlisted'>;
  /** The files that the DICOMDIR lists and that are there. */
  readonly listed: ReadonlySet<FoundFile>;
  /** The files that the DICOMDIR could list: those beside and below it. */
  readonly scope: readonly FoundFile[];
}

/**
 * Holds a DICOMDIR against the files around it. It is a hint only: what it lists and is not there, is reported;
 * what it does not list is read all the same.
 */
export function resolveFileSet(dicomdir: FoundFile, directory: Dicomdir, files: readonly FoundFile[]): FileSet {
  const folder = posix.dirname(dicomdir.path);
  const prefix = folder === '.' ? '' : `${folder}/`;
  const scope = files.filter(({ source, path }) => source === dicomdir.source && path.startsWith(prefix));
  const find = finder(scope, prefix.length);

  const listed = new Set<FoundFile>();
  let renamed = 0;
  const listedButAbsent: string[] = [];
  const problems: ScanProblem[] = directory.problems.map((message) => ({
    path: dicomdir.path,
    code: 'bad-dicomdir',
    message,
  }));
  for (const { path } of directory.references) {
    const parts = path.flatMap((part) => part.split(/[\\/]/)).filter((part) => part !== '' && part !== '.');
    const reference = parts.join('/');
    const file = parts.includes('..') ? undefined : find(reference);
    if (file !== undefined) {
      listed.add(file);
      if (file.path.slice(prefix.length) !== reference) renamed += 1;
      continue;
    }
    listedButAbsent.push(reference);
    problems.push(
      parts.includes('..')
        ? {
            path: dicomdir.path,
            code: 'outside-root',
            message: `It lists ${reference}, which lies outside its folder and was not looked for.`,
          }
        : { path: dicomdir.path, code: 'listed-but-absent', message: `It lists ${reference}, which is not there.` },
    );
  }
  if (renamed > 0) {
    const message = `${renamed} of the files that it lists are there under a name that differs in case, version or extension.`;
    problems.push({ path: dicomdir.path, code: 'name-mismatch', message });
  }
  return { report: { path: dicomdir.path, records: directory.records, listedButAbsent, problems }, listed, scope };
}

/**
 * Finds files by what a DICOMDIR calls them. File IDs are upper case without extension (PS3.10 8.2); systems mount
 * discs in lower case, show the `;1` and the trailing full stop of ISO 9660 names, and people add `.dcm`.
 */
function finder(files: readonly FoundFile[], prefixLength: number): (reference: string) => FoundFile | undefined {
  const exact = new Map<string, FoundFile>();
  const bare = new Map<string, FoundFile>();
  for (const file of files) {
    const name = fold(file.path.slice(prefixLength));
    if (!exact.has(name)) exact.set(name, file);
    if (!bare.has(strip(name))) bare.set(strip(name), file);
  }
  return (reference) => exact.get(fold(reference)) ?? bare.get(strip(fold(reference)));
}

const fold = (path: string): string =>
  path
    .toLowerCase()
    .replace(/;\d+(?=\/|$)/g, '')
    .replace(/\.(?=\/|$)/g, '');
const strip = (path: string): string => path.replace(/\.(?:dcm|dic|dicom|ima|img)$/, '');
