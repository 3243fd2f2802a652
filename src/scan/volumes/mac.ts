import { execFile } from 'node:child_process';
import { access, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Mount } from './mount.ts';

/** All that is mounted appears in /Volumes; the system's own disc is a link to the root. */
export async function macVolumes(folder = '/Volumes', mountTable = readMountTable): Promise<Mount[]> {
  const kinds = kindsIn(await mountTable());
  const mounts = await Promise.all(
    (await readdir(folder)).map(async (name): Promise<Mount | undefined> => {
      const path = join(folder, name);
      try {
        if (!(await lstat(path)).isDirectory()) return undefined;
        await access(path);
      } catch {
        return undefined; // ejected in this moment, or not ours to read: nothing to offer
      }
      return { path, label: name, kind: kinds.get(path) ?? 'removable' };
    }),
  );
  return mounts.filter((mount) => mount !== undefined);
}

/** mount(8) says it of all volumes at once and wakes no drive, as `diskutil info` for each of them would. */
async function readMountTable(): Promise<string> {
  return (await promisify(execFile)('/sbin/mount', { timeout: 10_000 })).stdout;
}

const optical = new Set(['cd9660', 'udf']);
const network = new Set(['smbfs', 'nfs', 'afpfs', 'webdav']);

/** Lines as `/dev/disk4 on /Volumes/ARCHIV CD (cd9660, local, nodev, nosuid, read-only)`. */
function kindsIn(table: string): Map<string, Mount['kind']> {
  const kinds = new Map<string, Mount['kind']>();
  for (const [, path = '', type = ''] of table.matchAll(/ on (\/.+) \(([a-z0-9]+)[,)]/g)) {
    if (optical.has(type)) kinds.set(path, 'optical');
    if (network.has(type)) kinds.set(path, 'network');
  }
  return kinds;
}
