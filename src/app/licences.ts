import { readFile } from 'node:fs/promises';
import { AppInfo } from '../contract/api.ts';

/** What the program is made of, as the build wrote it down; nothing when it runs from its sources. */
export async function readLicences(): Promise<AppInfo['licences']> {
  let text: string;
  try {
    text = await readFile(new URL('../../licences.json', import.meta.url), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return AppInfo.shape.licences.parse(JSON.parse(text));
}
