import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** The program's version, from its package.json: above the sources, or above the build's folder. */
export async function readVersion(): Promise<string> {
  const path = import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json';
  const text = await readFile(new URL(path, import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
