import { access, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Volume } from '../../contract/files.ts';

/** All that is mounted appears in /Volumes; the system's own disc is a link to the root. */
export async function macVolumes(folder = '/Volumes'): Promise<Volume[]> {
  const volumes = await Promise.all(
    (await readdir(folder)).map(async (name): Promise<Volume | undefined> => {
      const path = join(folder, name);
      try {
        if (!(await lstat(path)).isDirectory()) return undefined;
        await access(path);
      } catch {
        return undefined; // ejected in this moment, or not ours to read: nothing to offer
      }
      return { path, label: name, kind: 'removable' };
    }),
  );
  return volumes.filter((volume) => volume !== undefined);
}
