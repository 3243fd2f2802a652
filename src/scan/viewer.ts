import { posix } from 'node:path';
import type { FoundFile } from './walk.ts';

/**
 * Tells what belongs to a disc's viewer or its web pages, and so is no report about the patient: everything in a
 * folder that holds a program, and what IHE PDI reserves (IHE RAD TF-2 4.47: IHE_PDI, INDEX.HTM). The root of a disc
 * is no viewer's folder even when the viewer's program lies there: the source, or a folder with a DICOMDIR, which is
 * how copies of discs lie in a folder or an archive.
 */
export function viewerFiles(
  programs: readonly FoundFile[],
  dicomdirs: readonly FoundFile[],
): (file: FoundFile) => boolean {
  const roots = new Set(dicomdirs.map(folderOf));
  const folders = new Set(programs.map(folderOf).filter((folder) => !roots.has(folder)));
  return (file) => {
    const path = withinRoot(file);
    const above = ancestors(path);
    const root = above.find((folder) => roots.has(keyOf(file, folder)));
    return (
      reserved.test(root === undefined ? path : path.slice(root.length + 1)) ||
      above.some((folder) => folders.has(keyOf(file, folder)))
    );
  };
}

const folderOf = (file: FoundFile): string => keyOf(file, posix.dirname(withinRoot(file)));

/** A disc image or archive has a root of its own. */
const withinRoot = ({ path, container }: FoundFile): string =>
  container === undefined ? path : path.slice(container.length + 1);

const keyOf = ({ source, container = '' }: FoundFile, folder: string): string => `${source}:${container}:${folder}`;

const reserved = /^(?:ihe_pdi\/|index\.html?$)/i;

/** The folders above a file, without the root: `a/b/c` → `a/b`, `a`. */
function ancestors(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}
