import {
  NOTICES,
  type RepairCode,
  type ScannedPatient,
  type ScannedSeries,
  type ScannedStudy,
  type ScanProblem,
  type ScanReport,
} from '../../contract/scan.ts';
import { formatBytes, formatDate, plural, printable } from './format.ts';

/** A scan's report as a compact tree for people. */
export function scanTree(report: ScanReport): string {
  const { counts, duplicates, documents, problems } = report;
  const found = [
    plural(counts.dicom, 'DICOM object'),
    plural(counts.documents, 'document'),
    `${counts.ignored} ignored`,
    `${counts.unreadable} unreadable`,
  ];
  const lines = [
    ...report.patients.flatMap(patientLines),
    ...documents.map(({ path, mediaType, bytes }) => `Document  ${path}  ${mediaType}  ${formatBytes(bytes)}`),
    ...report.dicomdir.flatMap(({ path, listedButAbsent, presentButUnlisted, problems: wrong }) => [
      `${path}: ${listedButAbsent.length} listed but absent, ${presentButUnlisted.length} present but unlisted`,
      ...byReason(wrong, ({ message }) => message),
    ]),
    ...(duplicates.length === 0 ? [] : [`${plural(duplicates.length, 'object')} more than once on the source`]),
    ...(problems.length === 0 ? [] : [plural(problems.length, 'problem')]),
    ...byReason(problems, ({ path, message }) => `${path}  ${message}`),
    `${plural(counts.files, 'file')}: ${found.join(', ')}  (${(report.durationMs / 1000).toFixed(1)} s)`,
  ];
  return lines.map(printable).join('\n');
}

/** What is shown of each reason; all of it is in the JSON report. */
const MOST_SHOWN = 10;

function byReason(problems: readonly ScanProblem[], show: (problem: ScanProblem) => string): string[] {
  const lines: string[] = [];
  for (const [code, own] of Map.groupBy(problems, (problem) => problem.code)) {
    lines.push(`  ${code}: ${own.length}`);
    for (const problem of own.slice(0, MOST_SHOWN)) lines.push(`    ${show(problem)}`);
    if (own.length > MOST_SHOWN) lines.push(`    … and ${own.length - MOST_SHOWN} more`);
  }
  return lines;
}

/** Whether the disc may be taken out. What stands in the way is named. */
export function stagingLines({ staging, problems }: ScanReport, folder: string): string[] {
  if (staging === undefined) return [];
  const { state, filesCopied, filesTotal, bytesCopied } = staging;
  const copied = `${filesCopied} of ${plural(filesTotal, 'file')} (${formatBytes(bytesCopied)})`;
  const lines =
    state === 'safe'
      ? [`Safe to remove the disc: ${copied} are copied and verified.`]
      : [
          `Do not remove the disc: only ${copied} are copied. Clean it and run the command again for the rest:`,
          ...problems.filter(({ code }) => code === 'unreadable').map(({ path }) => `  ${path}`),
        ];
  return [...lines, `The copy is in ${folder} for seven days.`].map(printable);
}

function patientLines(patient: ScannedPatient): string[] {
  return [patientLine(patient), ...patient.studies.flatMap(studyLines)];
}

function patientLine({ patientId, patientName, birthDate, sex }: Omit<ScannedPatient, 'studies'>): string {
  const details = [patientId && `ID ${patientId}`, birthDate && `born ${formatDate(birthDate)}`, sex];
  return joined([patientName ?? '(no name)', ...details]);
}

function studyLines(study: ScannedStudy): string[] {
  const { studyDate, description, accessionNumber, modalities, studyInstanceUid, identities = [], series } = study;
  const details = [formatDate(studyDate), modalities.join('/'), description, accessionNumber && `# ${accessionNumber}`];
  return [
    `  ${joined([...details, studyInstanceUid])}`,
    ...(identities.length === 0 ? [] : [`    ! Its files name ${identities.length} patients:`]),
    ...identities.map(
      ({ objects, path, ...patient }) => `      ${patientLine(patient)}  ${plural(objects, 'object')}, ${path}`,
    ),
    ...series.map(seriesLine),
  ];
}

const isMended = (code: RepairCode): boolean => !NOTICES.has(code);

function seriesLine({ number, modality, description, instances }: ScannedSeries): string {
  const bytes = instances.reduce((sum, instance) => sum + instance.bytes, 0);
  const repaired = instances.filter(({ repairs }) => repairs.some(isMended)).length;
  const noticed = new Set(instances.flatMap(({ repairs }) => repairs.filter((code) => NOTICES.has(code))));
  return `    ${joined([
    number === undefined ? '–' : String(number),
    modality,
    description,
    plural(instances.length, 'object'),
    formatBytes(bytes),
    repaired === 0 ? undefined : `${repaired} repaired`,
    noticed.size === 0 ? undefined : `noticed: ${[...noticed].join(', ')}`,
  ])}`;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('  ');
}
