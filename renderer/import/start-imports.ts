import type { NewImport } from '../../src/contract/import.ts';
import { client } from '../api.ts';

/**
 * Begins one import after the other. When one is refused, those before it go on: `onPartly` is told of them and of
 * their studies, so that these are not sent again.
 */
export async function startImports(
  wanted: readonly NewImport[],
  onPartly: (importIds: readonly string[], studyInstanceUids: ReadonlySet<string>) => void,
): Promise<readonly string[]> {
  const importIds: string[] = [];
  try {
    for (const one of wanted) importIds.push((await client.startImport(one)).importId);
  } catch (error) {
    const begun = wanted.slice(0, importIds.length).flatMap(({ studies }) => studies);
    if (begun.length > 0) onPartly(importIds, new Set(begun.map(({ studyInstanceUid }) => studyInstanceUid)));
    throw error;
  }
  return importIds;
}
