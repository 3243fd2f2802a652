import type { Database } from '../store/database.ts';
import type { ListSource } from './columns.ts';
import { trigramsOf } from './filters.ts';

interface Sample {
  readonly size: number;
  readonly lastSeq: number;
  /** How many texts of the sample have a trigram. */
  readonly counts: ReadonlyMap<string, number>;
}

const sampled = 1000;
const golden = (Math.sqrt(5) - 1) / 2;
/** More make a search slower and hardly narrower. */
const maxTrigrams = 3;

const samples = new WeakMap<Database, Sample>();

/**
 * A full-text query for the rarest of the trigrams that a text must have: a list of all texts that have a common one is
 * as long as the table. Undefined when all are so common that looking them up would find nearly everything.
 */
export function rareQuery(database: Database, source: ListSource, trigrams: readonly string[]): string | undefined {
  const { counts, size } = sampleOf(database, source);
  const frequency = (trigram: string) => counts.get(trigram) ?? 0;
  const rarest = [...new Set(trigrams)].toSorted((a, b) => frequency(a) - frequency(b)).slice(0, maxTrigrams);
  if (rarest[0] === undefined || frequency(rarest[0]) > size / 2) return undefined;
  return rarest.map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}

/** Texts from everywhere in the table, counted anew when it has grown by a tenth. */
function sampleOf(database: Database, source: ListSource): Sample {
  const bounds = database.get<{ first: number | null; last: number | null }>(
    `SELECT (SELECT min(seq) FROM ${source.table}) AS first, (SELECT max(seq) FROM ${source.table}) AS last`,
  );
  const [first, last] = [bounds?.first ?? 0, bounds?.last ?? 0];
  const known = samples.get(database);
  if (known !== undefined && last >= known.lastSeq && last <= known.lastSeq * 1.1) return known;
  // Evenly, but not in even steps: every thousandth accession number ends in the same digits.
  const seqs = Array.from(
    { length: sampled },
    (_, index) => first + Math.floor((last - first) * ((index * golden) % 1)),
  );
  const texts = database.all<{ text: string }>(
    `SELECT ${source.searchColumn} AS text FROM ${source.table} WHERE seq IN (SELECT value FROM json_each(?))`,
    JSON.stringify(seqs),
  );
  const counts = new Map<string, number>();
  for (const { text } of texts) {
    for (const trigram of new Set(trigramsOf(text))) counts.set(trigram, (counts.get(trigram) ?? 0) + 1);
  }
  const sample = { size: texts.length, lastSeq: last, counts };
  samples.set(database, sample);
  return sample;
}
