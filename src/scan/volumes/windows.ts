import { access } from 'node:fs/promises';
import type { Volume } from '../../contract/files.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

/** The drives that answer. Node cannot ask Windows for a drive's type: the system's drive is fixed, others may be discs. */
export async function windowsVolumes(): Promise<Volume[]> {
  const system = process.env['SystemDrive'] ?? 'C:';
  const volumes = await Promise.all(
    letters.map(async (letter): Promise<Volume | undefined> => {
      const path = `${letter}:\\`;
      try {
        await access(path);
      } catch {
        return undefined; // no such drive, or no disc in it
      }
      return { path, label: `${letter}:`, kind: system.startsWith(letter) ? 'fixed' : 'removable' };
    }),
  );
  return volumes.filter((volume) => volume !== undefined);
}
