import type { ArchiveConnection, Identities } from '../../clients/port/archive-connection.ts';
import { openModalityWorklist } from '../../clients/dimse/modality-worklist.ts';
import type { IdentityMatches, IdentityRecord, IdentitySearch } from '../../contract/identity-record.ts';
import type { ModalityWorklist } from '../../contract/modality-worklist.ts';
import { toProblem } from '../../contract/problem.ts';
import { need } from '../need.ts';
import { rankIdentities } from './rank-identities.ts';

type By = IdentityMatches['unanswered'][number]['by'];

/**
 * Asks the server and, where the house has one, its modality worklist. Who does not answer is named beside what the
 * other found; only when nobody answers it is an error.
 */
export async function findIdentities(
  connection: ArchiveConnection,
  worklist: ModalityWorklist | undefined,
  { text, disc, serverOnly = false }: IdentitySearch,
  signal: AbortSignal,
): Promise<IdentityMatches> {
  const asked: [By, Identities][] = [['server', need(connection, 'identities')]];
  if (worklist !== undefined && !serverOnly) asked.push(['modality-worklist', openModalityWorklist(worklist)]);
  const answers = await Promise.allSettled(asked.map(async ([, identities]) => identities.find({ text }, signal)));
  signal.throwIfAborted();
  const records: IdentityRecord[] = [];
  const unanswered: IdentityMatches['unanswered'] = [];
  for (const [index, answer] of answers.entries()) {
    const by = asked[index]?.[0] ?? 'server';
    if (answer.status === 'fulfilled') records.push(...answer.value);
    else unanswered.push({ by, problem: toProblem(answer.reason) });
  }
  const [first] = answers;
  if (unanswered.length === answers.length && first?.status === 'rejected') throw first.reason;
  return { matches: rankIdentities(disc, withoutRepeats(records)), unanswered };
}

/** An order that the server has and the worklist schedules is shown once, as the order. */
function withoutRepeats(records: readonly IdentityRecord[]): IdentityRecord[] {
  const ordered = new Set(records.filter(({ kind }) => kind === 'order').map(keyOf));
  return records.filter(
    (record) => record.kind !== 'scheduled' || record.accessionNumber === undefined || !ordered.has(keyOf(record)),
  );
}

function keyOf({ patientId, accessionNumber = '' }: IdentityRecord): string {
  return JSON.stringify([patientId, accessionNumber]);
}
