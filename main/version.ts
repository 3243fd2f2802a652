import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { programFolder } from './paths.ts';

export async function readVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(programFolder, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}
