import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedPath } from '../helpers/shared.ts';

export type Outcome = 'readable' | 'readable-with-warning' | 'reject';

/** What the corpus' manifest says about one file. */
export interface CorpusEntry {
  readonly path: string;
  readonly size: number;
  readonly theme: string;
  readonly expected: { readonly outcome: Outcome; readonly reason: string | null };
  readonly sopClassUID?: string;
  readonly transferSyntaxUID?: string;
}

export const corpusDir = sharedPath('corpus');

export function corpusEntries(): readonly CorpusEntry[] {
  if (corpusDir === undefined) return [];
  const manifest = JSON.parse(readFileSync(join(corpusDir, 'manifest.json'), 'utf8')) as { entries: CorpusEntry[] };
  return manifest.entries;
}

export function corpusFile(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(corpusDir ?? '', path)));
}

export const isDirectory = (path: string): boolean => path.endsWith('DICOMDIR');
