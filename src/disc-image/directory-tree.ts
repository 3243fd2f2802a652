/** A file's place: its components, outermost first. */
export type FilePath = readonly string[];

/** One file of a disc image: where its bytes lie, in sectors. */
export interface DiscFile {
  readonly path: FilePath;
  readonly sector: number;
  readonly bytes: number;
}

/** A folder of the tree that is written behind the files. */
export interface Folder {
  readonly name: string;
  /** None of the root. */
  readonly parent: Folder | undefined;
  readonly folders: readonly Folder[];
  readonly files: readonly DiscFile[];
}

interface Building {
  readonly name: string;
  readonly parent: Building | undefined;
  readonly folders: Building[];
  readonly files: DiscFile[];
}

/** All folders, in the order of the path table (ECMA-119 6.9.1): by depth, then by their parents' order, then by name. */
export function foldersOf(files: readonly DiscFile[]): readonly Folder[] {
  const root: Building = { name: '', parent: undefined, folders: [], files: [] };
  const known = new Map<string, Building>([['', root]]);
  for (const file of files) folderOf(known, file.path.slice(0, -1)).files.push(file);
  const levels: Building[] = [root];
  // The list grows while it is walked: each folder appends those in it.
  for (const folder of levels) {
    folder.folders.sort((a, b) => compare(a.name, b.name));
    folder.files.sort((a, b) => compare(a.path.at(-1) ?? '', b.path.at(-1) ?? ''));
    levels.push(...folder.folders);
  }
  return levels;
}

function folderOf(known: Map<string, Building>, path: FilePath): Building {
  const key = path.join('/');
  const there = known.get(key);
  if (there !== undefined) return there;
  const parent = folderOf(known, path.slice(0, -1));
  const made: Building = { name: path.at(-1) ?? '', parent, folders: [], files: [] };
  parent.folders.push(made);
  known.set(key, made);
  return made;
}

/** Names are A–Z, 0–9, `_` and one point: their order is that of their characters in both trees. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
