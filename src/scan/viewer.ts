import { posix } from 'node:path';
import type { FoundFile } from './walk.ts';

/**
 * Tells what belongs to a disc's viewer or its web pages, and so is no report about the patient: everything in a
 * folder that holds a program, and what IHE PDI reserves (IHE RAD TF-2 4.47: IHE_PDI, INDEX.HTM). The root
 * is no viewer's folder even when the viewer's program lies there.
 */
export function viewerFiles(programs: readonly FoundFile[]): (file: FoundFile) => boolean {
  const folders = new Set(programs.map((program) => keyOf(program, posix.dirname(withinRoot(program)))));
  return (file) => {
    const path = withinRoot(file);
    return reserved.test(path) || ancestors(path).some((folder) => folders.has(keyOf(file, folder)));
  };
}

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
