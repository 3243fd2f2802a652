import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** One package that ships, and the notice its licence asks us to pass on. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

const LockEntry = z.object({ dev: z.boolean().default(false), optional: z.boolean().default(false) });
const Lock = z.object({ packages: z.record(z.string(), LockEntry) });
const Manifest = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** The packages of the main process: the lock file's, without what only development needs. */
export async function productionPackages(root: string): Promise<ShippedPackage[]> {
  const { packages } = Lock.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  const folders = Object.entries(packages).flatMap(([path, entry]) => (path !== '' && ships(entry) ? [path] : []));
  return Promise.all(folders.map((folder) => readPackage(join(root, folder))));
}

/** Optional packages are executables of other platforms: they do not ship, and are not installed everywhere. */
const ships = ({ dev, optional }: z.infer<typeof LockEntry>) => !dev && !optional;

async function readPackage(folder: string): Promise<ShippedPackage> {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  const notices = (await readdir(folder)).filter((name) => /^(?:licen[cs]e|notice|copying)/i.test(name)).sort();
  const texts = await Promise.all(notices.map((name) => readFile(join(folder, name), 'utf8')));
  return { name: manifest.name, version: manifest.version, licence: manifest.license, text: texts.join('\n\n') };
}

const BundledPackages = z.array(
  z.object({ name: z.string(), version: z.string(), identifier: z.string().nullish(), text: z.string().nullish() }),
);

/** The packages inside the window, as Vite lists them. */
export function bundledPackages(list: unknown): ShippedPackage[] {
  return BundledPackages.parse(list).map(({ name, version, identifier, text }) => ({
    name,
    version,
    licence: identifier ?? 'unknown',
    text: text ?? '',
  }));
}

/** Each package and version once, in order of name. */
export function mergePackages(...lists: readonly (readonly ShippedPackage[])[]): ShippedPackage[] {
  const byName = new Map(lists.flat().map((item) => [`${item.name}@${item.version}`, item]));
  return [...byName.values()].sort((left, right) => left.name.localeCompare(right.name, 'en'));
}
