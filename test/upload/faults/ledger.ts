import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ImportStatus } from '../../../src/contract/import.ts';
import type { ImportQueue } from '../../../src/upload/import-queue.ts';
import type { ImportPlan } from '../../../src/upload/plan.ts';

export interface Verdict {
  readonly objects: number;
  /** Of an import that says it is complete: objects that the archive does not have. */
  readonly lost: number;
  /** Objects that the archive has more than once, under several versions or records. */
  readonly duplicated: number;
  /** Objects called verified that the archive does not have, or not with these bytes. */
  readonly falselyVerified: number;
}

export function isComplete({ phase, objectsFailed }: ImportStatus): boolean {
  return phase === 'done' && objectsFailed === 0;
}

/** Holds what the queue says against what lies in the archive's own database and files, not against its answers. */
export async function judge(
  queue: Pick<ImportQueue, 'receipt' | 'receiptCsv' | 'status'>,
  importId: string,
  plan: ImportPlan,
  archiveDir: string,
): Promise<Verdict> {
  const database = new DatabaseSync(join(archiveDir, 'archive.sqlite'), { readOnly: true });
  try {
    const objects = plan.studies.flatMap((study) => study.objects);
    const rows = linesOf(queue.receiptCsv(importId));
    if (rows.length !== objects.length) throw new Error('The receipt has not one line for each object');
    const verdict = { objects: objects.length, lost: 0, duplicated: 0, falselyVerified: 0 };
    for (const { sopInstanceUid, sentSopInstanceUid, verified } of rows) {
      const stored = database
        .prepare('SELECT object FROM instance WHERE sop_uid = ?')
        .all(sentSopInstanceUid || sopInstanceUid);
      const shas = await Promise.all(stored.map(({ object }) => shaOf(archiveDir, String(object))));
      const planned = objects.find((object) => object.sopInstanceUid === sopInstanceUid);
      const own =
        plan.treatment.kind === 'as-is' && planned !== undefined ? sha256(await readFile(planned.file)) : undefined;
      const isThere = shas.some((sha) => sha !== undefined && (own === undefined || sha === own));
      if (verified && !isThere) verdict.falselyVerified += 1;
      if (stored.length > 1) verdict.duplicated += 1;
      if (isComplete(queue.status(importId)) && !isThere) verdict.lost += 1;
    }
    const { studies } = queue.receipt(importId);
    for (const { sentStudyInstanceUid, objects: counts } of studies) {
      if (counts.selected !== counts.verified + counts.failed) throw new Error('The counts of the receipt disagree');
      const records = database.prepare('SELECT count(*) AS n FROM study WHERE study_uid = ?').get(sentStudyInstanceUid);
      if (Number(records?.['n']) > 1) verdict.duplicated += 1;
    }
    return verdict;
  } finally {
    database.close();
  }
}

/** The digest of the bytes that really lie there, when it is the one they are filed under. */
async function shaOf(archiveDir: string, sha: string): Promise<string | undefined> {
  const bytes = await readFile(join(archiveDir, 'objects', sha.slice(0, 2), sha)).catch(() => undefined);
  return bytes !== undefined && sha256(bytes) === sha ? sha : undefined;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function linesOf(csv: string) {
  const [head = '', ...lines] = csv.replace('\uFEFF', '').trimEnd().split('\r\n');
  const columns = head.split(',');
  const at = (cells: readonly string[], name: string) => cells[columns.indexOf(name)] ?? '';
  return lines.map((line) => {
    const cells = line.split(',');
    return {
      sopInstanceUid: at(cells, 'SOP Instance UID'),
      sentSopInstanceUid: at(cells, 'Sent as SOP Instance UID'),
      verified: at(cells, 'State') === 'verified',
    };
  });
}

/** What a suite prints at its end. */
export class Ledger {
  readonly #lines: string[] = [];
  readonly #sums = { imports: 0, objects: 0, faults: 0, lost: 0, duplicated: 0, falselyVerified: 0 };

  enter(what: string, faults: number, rounds: number, verdict: Verdict): void {
    this.#sums.imports += 1;
    this.#sums.faults += faults;
    for (const key of ['objects', 'lost', 'duplicated', 'falselyVerified'] as const) this.#sums[key] += verdict[key];
    this.#lines.push(`${String(faults).padStart(6)} ${String(rounds).padStart(6)}  ${what}`);
  }

  print(title: string): void {
    const { imports, objects, faults, lost, duplicated, falselyVerified } = this.#sums;
    process.stdout.write(
      [
        `${title}: faults, runs until all was verified`,
        ...this.#lines,
        `${imports} imports of ${objects} objects through ${faults} faults: ${lost} lost, ${duplicated} duplicated, ${falselyVerified} falsely verified\n`,
      ].join('\n'),
    );
  }
}
