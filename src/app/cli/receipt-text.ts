import type { DecisionSource, IdentityDecision } from '../../contract/identity-decision.ts';
import type { Receipt, StudyReceipt } from '../../contract/import.ts';
import { formatBytes, printable } from './format.ts';

const marks: Record<StudyReceipt['state'], string> = { verified: '✓', partial: '!', failed: '✗' };

/** A receipt for people. */
export function receiptText(receipt: Receipt): string {
  const lines = [
    `Import ${receipt.importId} to “${receipt.connection}”${receipt.resumed ? ', gone on with' : ''}`,
    ...(receipt.decision === undefined ? [] : [decisionLine(receipt.decision)]),
    ...receipt.studies.flatMap(studyLines),
    ...receipt.problems.map(({ code, message }) => `! ${code}: ${message}`),
  ];
  return lines.map(printable).join('\n');
}

function decisionLine({ by, source, reason, comparison }: IdentityDecision): string {
  const unlike = comparison.fields.filter(({ likeness }) => likeness === 'alike' || likeness === 'different');
  const differs = unlike.map(({ field, likeness }) => `${field} ${likeness}`).join(', ');
  const why = reason === undefined ? '' : `: ${reason}`;
  return `Identity ${sourceText(source)}, decided by ${by ?? 'this computer'}${differs === '' ? '' : ` (${differs})`}${why}`;
}

/** In which words a receipt names where an identity comes from. */
function sourceText(source: DecisionSource): string {
  if (source.kind === 'command-line') return 'given on the command line';
  if (source.kind === 'typed') return 'typed in';
  return `of ${source.record} ${source.id}${source.edited === true ? ', edited' : ''}`;
}

function studyLines({
  studyInstanceUid,
  sentStudyInstanceUid,
  state,
  objects,
  bytes,
  failures,
  attachments,
}: StudyReceipt): string[] {
  const as = sentStudyInstanceUid === studyInstanceUid ? '' : ` as ${sentStudyInstanceUid}`;
  const known = objects.deduplicated === 0 ? '' : `, ${objects.deduplicated} were there already`;
  const failed = objects.failed === 0 ? '' : `, ${objects.failed} failed`;
  return [
    `${marks[state]} ${state}: ${objects.verified} of ${objects.selected} objects verified${known}${failed}, ${formatBytes(bytes)}  ${studyInstanceUid}${as}`,
    ...failures.map(({ path, code, message }) => `    ${path}  ${code}: ${message}`),
    ...attachments.map((document) =>
      document.state === 'sent'
        ? `  ${marks.verified} ${document.path}`
        : `  ${marks.failed} ${document.path}  ${document.problem?.message ?? 'not sent'}`,
    ),
  ];
}
