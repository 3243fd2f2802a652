import type { Journal } from './journal.ts';
import { failureOf } from './receipt.ts';

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
] as const;

/** One row for each object of the import: RFC 4180, UTF-8 with a byte order mark, for spreadsheets. */
export function receiptCsv(journal: Journal, importId: string): string {
  const rows = journal.studies(importId).flatMap((study) =>
    journal.objects(study.id).map((object) => {
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
    }),
  );
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Quoted where needed. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
