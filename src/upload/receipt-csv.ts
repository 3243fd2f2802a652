import type { IdentityDecision } from '../contract/identity-decision.ts';
import type { AttachmentRow } from './attachment-rows.ts';
import type { ObjectRow, StudyRow } from './journal-rows.ts';
import type { Journal } from './journal.ts';
import { documentNotSent, failureOf } from './receipt.ts';

const columns = [
  'Study Instance UID',
  'Sent as Study Instance UID',
  'SOP Instance UID',
  'Sent as SOP Instance UID',
  'File',
  'Bytes',
  'State',
  'Code',
  'Reason',
  'Identity from',
  'Identity decided by',
  'Identity reason',
] as const;

/** One row for each object and each document of the import: RFC 4180, UTF-8 with a byte order mark, for spreadsheets. */
export function receiptCsv(journal: Journal, importId: string): string {
  const decided = decisionCells(journal.import(importId)?.decision);
  const rows = journal
    .studies(importId)
    .flatMap((study) => {
      const objects = journal.objects(study.id).map((object) => objectCells(study, object));
      return objects.concat(journal.attachments(study.id).map((document) => documentCells(study, document)));
    })
    .map((cells) => cells.concat(decided));
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

function objectCells(study: StudyRow, object: ObjectRow): string[] {
  const failure = failureOf(object);
  return [
    study.studyInstanceUid,
    study.remote?.studyInstanceUid ?? '',
    object.sopInstanceUid,
    object.sentSopInstanceUid ?? '',
    object.path,
    String(object.bytes),
    failure === undefined ? 'verified' : 'failed',
    failure?.code ?? '',
    failure?.message ?? '',
  ];
}

/** It has no SOP Instance UID: it is beside the objects. */
function documentCells(study: StudyRow, { fileName, bytes, state, failure }: AttachmentRow): string[] {
  const problem = state === 'sent' ? undefined : (failure ?? documentNotSent);
  return [
    study.studyInstanceUid,
    study.remote?.studyInstanceUid ?? '',
    '',
    '',
    fileName,
    String(bytes),
    problem === undefined ? 'verified' : 'failed',
    problem?.code ?? '',
    problem?.message ?? '',
  ];
}

function decisionCells(decision: IdentityDecision | undefined): readonly string[] {
  if (decision === undefined) return ['', '', ''];
  const { source, by = 'this computer', reason = '' } = decision;
  const from =
    source.kind === 'record' ? `${source.record} ${source.id}${source.edited === true ? ', edited' : ''}` : source.kind;
  return [from, by, reason];
}

/** Quoted where needed. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
