import type { ScanReport } from '../../contract/scan.ts';
import { csvCell } from '../../upload/receipt-csv.ts';

const columns = [
  'Source',
  'File',
  'Bytes',
  'Became',
  'Code',
  'Reason',
  'Mended or noticed',
  'SOP Instance UID',
] as const;

/** One row for each file of the scan: RFC 4180, UTF-8 with a byte order mark, for spreadsheets. */
export function reportCsv(report: ScanReport): string {
  const sources = report.sources;
  const problems = new Map(report.problems.map((problem) => [problem.path, problem]));
  const rows: { source: number; path: string; cells: readonly string[] }[] = [];
  const add = (source: number, path: string, bytes: number, ...cells: readonly string[]): void =>
    void rows.push({ source, path, cells: [sources[source] ?? '', path, String(bytes), ...cells] });
  for (const { studies } of report.patients)
    for (const { series } of studies)
      for (const { instances } of series)
        for (const { source, path, bytes, repairs, sopInstanceUid } of instances) {
          const problem = problems.get(path);
          add(
            source,
            path,
            bytes,
            'read',
            problem?.code ?? '',
            problem?.message ?? '',
            repairs.join(' '),
            sopInstanceUid,
          );
        }
  for (const { source, path, bytes, mediaType } of report.documents)
    add(source, path, bytes, 'document', mediaType, '');
  for (const { source, path, bytes, became, code, message } of report.leftOut)
    add(source, path, bytes, became, code, message);
  // A folder that cannot be opened is no file, and files are missing in it.
  const told = new Set(rows.map(({ path }) => path));
  for (const { path, code, message } of report.problems)
    if (!told.has(path)) rows.push({ source: 0, path, cells: ['', path, '', 'unreadable', code, message] });
  rows.sort((a, b) => a.source - b.source || (a.path < b.path ? -1 : 1));
  const full = rows.map(({ cells }) => columns.map((_, index) => cells[index] ?? ''));
  return `\uFEFF${[columns, ...full].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}
