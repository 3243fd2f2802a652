import { posix } from 'node:path';
import type { DicomdirReport, ScanProblem, ScanProblemCode } from '../contract/scan.ts';
import type { Dicomdir, DicomdirReference } from '../dicom/dicomdir.ts';
import type { FoundFile } from './walk.ts';

export interface FileSet {
  readonly report: Omit<DicomdirReport, 'presentButUnlisted'>;
  /** The files that the DICOMDIR lists and that are there, with what it says of them. */
  readonly listed: ReadonlyMap<FoundFile, DicomdirReference>;
  /** The files that the DICOMDIR could list: those beside and below it. */
  readonly scope: readonly FoundFile[];
}

/**
 * Holds a DICOMDIR against the files around it. It is a hint only: what it lists and is not there, is reported;
 * what it does not list is read all the same.
 */
export function resolveFileSet(dicomdir: FoundFile, directory: Dicomdir, files: readonly FoundFile[]): FileSet {
  const folder = posix.dirname(dicomdir.path);
  const own = scopeOf(dicomdir, folder, files);
  const references = directory.references.map((reference) => ({ reference, parts: partsOf(reference.path) }));
  const finds = ({ find: look }: Scope): boolean => references.some(({ parts }) => look(parts) !== undefined);
  let base = own;
  for (let above = folder; !finds(base) && above !== '.';) {
    above = posix.dirname(above);
    base = scopeOf(dicomdir, above, files);
  }
  if (!finds(base)) base = own;
  const { find, prefix } = base;

  const listed = new Map<FoundFile, DicomdirReference>();
  let renamed = 0;
  const listedButAbsent: string[] = [];
  const problems: ScanProblem[] = [];
  const report = (code: ScanProblemCode, message: string): void =>
    void problems.push({ path: dicomdir.path, code, message });
  for (const message of directory.problems) report('bad-dicomdir', message);
  for (const { reference, parts } of references) {
    const name = parts.join('/');
    const file = find(parts);
    if (file !== undefined) {
      if (!listed.has(file)) listed.set(file, reference);
      if (file.path.slice(prefix.length) !== name) renamed += 1;
      continue;
    }
    listedButAbsent.push(name);
    if (parts.includes('..'))
      report('outside-root', `It lists ${name}, which lies outside its folder and was not looked for.`);
    else report('listed-but-absent', `It lists ${name}, which is not there.`);
  }
  if (base !== own)
    report('name-mismatch', 'It lists its files as seen from a folder above its own; they were found there.');
  if (renamed > 0)
    report(
      'name-mismatch',
      `${renamed} of the files that it lists are there under a name that differs in case, version or extension.`,
    );
  return {
    report: { path: dicomdir.path, records: directory.records, listedButAbsent, problems },
    listed,
    scope: own.files,
  };
}

interface Scope {
  /** The files beside and below. */
  readonly files: readonly FoundFile[];
  /** What their paths begin with. */
  readonly prefix: string;
  readonly find: (parts: readonly string[]) => FoundFile | undefined;
}

function scopeOf({ source }: FoundFile, folder: string, files: readonly FoundFile[]): Scope {
  const prefix = folder === '.' ? '' : `${folder}/`;
  const inside = files.filter((file) => file.source === source && file.path.startsWith(prefix));
  const find = finder(inside, prefix.length);
  return { files: inside, prefix, find: (parts) => (parts.includes('..') ? undefined : find(parts.join('/'))) };
}

/** A File ID has its components as values (PS3.10 8.2); some write them as a path, of Windows too, even from the drive on. */
function partsOf(path: readonly string[]): string[] {
  const parts = path.flatMap((part) => part.split(/[\\/]/)).filter((part) => part !== '' && part !== '.');
  return /^[a-z]:$/i.test(parts[0] ?? '') ? parts.slice(1) : parts;
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
