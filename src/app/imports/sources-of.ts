import { basename } from 'node:path';
import type { ImportSource } from '../../contract/import.ts';
import { listVolumes } from '../../scan/volumes/volumes.ts';

/** What was read, for the receipt: by its name, and by the label of the disc or drive whose root it is. */
export async function sourcesOf(paths: readonly string[]): Promise<ImportSource[]> {
  const volumes = await listVolumes();
  return paths.map((path) => {
    const volume = volumes.find((each) => each.path === path && each.kind !== 'home');
    const name = basename(path) || path;
    return volume === undefined ? { name } : { name, volume: volume.label };
  });
}
