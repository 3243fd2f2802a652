interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: { readonly name: string; readonly path: string }[];
}

/**
 * New names for the files of a tree, by old path: the folders are as deep as they were, and all names are numbers in
 * the order of the old ones, which may tell whose images they are.
 */
export function safeNames(paths: Iterable<string>): ReadonlyMap<string, string> {
  const root: Folder = { folders: new Map(), files: [] };
  for (const path of paths) {
    const names = path.split('/');
    const name = names.pop() ?? '';
    let folder = root;
    for (const each of names) {
      const below = folder.folders.get(each) ?? { folders: new Map(), files: [] };
      folder.folders.set(each, below);
      folder = below;
    }
    folder.files.push({ name, path });
  }
  return new Map(namesIn(root, []));
}

function* namesIn({ folders, files }: Folder, way: readonly string[]): Generator<[path: string, name: string]> {
  for (const [index, { path }] of files.toSorted((a, b) => order.compare(a.name, b.name)).entries())
    yield [path, [...way, `${numbered('IMAGE', index, files.length)}.dcm`].join('/')];
  for (const [index, [, folder]] of [...folders].toSorted(([a], [b]) => order.compare(a, b)).entries())
    yield* namesIn(folder, [...way, numbered('FOLDER', index, folders.size)]);
}

const order = new Intl.Collator('en', { numeric: true });

/** As wide as the last one, so that every program sorts them so. */
function numbered(name: string, index: number, count: number): string {
  return `${name}-${String(index + 1).padStart(Math.max(3, String(count).length), '0')}`;
}
