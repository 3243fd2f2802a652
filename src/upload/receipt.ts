import type { ObjectFailure, Proof, Receipt, StudyReceipt } from '../contract/import.ts';
import type { Problem } from '../contract/problem.ts';
import type { AttachmentRow } from './attachment-rows.ts';
import type { ImportRow, ObjectRow, StudyRow } from './journal-rows.ts';
import type { Journal } from './journal.ts';

const notSent: Problem = { code: 'not-sent', message: 'The object was not sent.', next: 'retry' };
export const documentNotSent: Problem = { code: 'not-sent', message: 'The document was not sent.', next: 'retry' };
const notVerified: Problem = {
  code: 'not-verified',
  message: 'The object was sent, but the server has not shown that it holds it.',
  next: 'retry',
};

/**
 * The receipt as the journal has it now. Every object that is not verified is listed as a failure with its reason,
 * so that `selected = verified + failed` holds at any time.
 */
export function receiptOf(journal: Journal, row: ImportRow): Receipt {
  const studies = journal.studies(row.id);
  return {
    schema: 1,
    importId: row.id,
    connection: row.connectionName,
    namespace: row.namespaceId,
    ...(row.decision === undefined ? {} : { decision: row.decision }),
    studies: studies.map((study) => studyReceipt(study, journal.objects(study.id), journal.attachments(study.id))),
    problems: [...row.scanProblems, ...distinct([row, ...studies].flatMap(({ problem }) => problem ?? []))],
    resumed: row.resumed,
    startedAt: row.startedAt,
    ...(row.finishedAt === undefined ? {} : { finishedAt: row.finishedAt }),
    ...(row.checkedAt === undefined ? {} : { checkedAt: row.checkedAt }),
    ...(row.sender === undefined ? {} : { sender: row.sender }),
    sources: row.sources,
    destination: row.destinationName,
    treatment: row.treatment.kind,
  };
}

function studyReceipt(
  study: StudyRow,
  objects: readonly ObjectRow[],
  attachments: readonly AttachmentRow[],
): StudyReceipt {
  const acknowledged = objects.filter(({ state }) => state === 'sent' || state === 'verified');
  const verified = objects.filter(({ state }) => state === 'verified');
  const deduplicated = acknowledged.filter((object) => object.deduplicated).length;
  const outcome = verified.length === objects.length ? 'verified' : verified.length > 0 ? 'partial' : 'failed';
  return {
    studyInstanceUid: study.studyInstanceUid,
    sentStudyInstanceUid: study.remote?.studyInstanceUid ?? study.studyInstanceUid,
    ...(study.remote === undefined ? {} : { uuid: study.remote.uuid }),
    state: outcome,
    ...weakest(verified),
    objects: {
      selected: objects.length,
      sent: acknowledged.length - deduplicated,
      deduplicated,
      verified: verified.length,
      failed: objects.length - verified.length,
    },
    bytes: objects.reduce((sum, object) => sum + object.bytes, 0),
    failures: objects.flatMap((object) => failureOf(object) ?? []),
    attachments: attachments.map(({ fileName, state, bytes, failure }) => ({
      path: fileName,
      state: state === 'sent' ? 'sent' : 'failed',
      bytes,
      ...(state === 'sent' ? {} : { problem: failure ?? documentNotSent }),
    })),
  };
}

function weakest(verified: readonly ObjectRow[]): { proof?: Proof } {
  const proofs = new Set(verified.map(({ proof }) => proof ?? 'list'));
  const proof = (['list', 'read-back', 'size', 'digest'] as const).find((each) => proofs.has(each));
  return proof === undefined ? {} : { proof };
}

/** Why an object is not proved to be on the server; `undefined` when it is. */
export function failureOf(object: ObjectRow): ObjectFailure | undefined {
  const reason = reasonOf(object);
  if (reason === undefined) return undefined;
  const { path, sopInstanceUid } = object;
  return { path, sopInstanceUid, code: reason.code, message: reason.message };
}

function reasonOf({ state, failure }: ObjectRow): Problem | undefined {
  switch (state) {
    case 'verified':
      return undefined;
    case 'waiting':
      return notSent;
    case 'sent':
      return notVerified;
    case 'failed':
      return failure ?? notSent;
  }
}

/** The import's own problem is mostly that of a study, and one server refuses several studies for one reason. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.code} ${problem.message}`, problem])).values()];
}
