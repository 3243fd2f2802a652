import type { ScanReport, ScannedPatient, ScannedSeries, ScannedStudy } from '../../contract/scan.ts';
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
      ...wrong.map(({ code, message }) => `  ${code}: ${message}`),
    ]),
    ...(duplicates.length === 0 ? [] : [`${plural(duplicates.length, 'object')} more than once on the source`]),
    ...(problems.length === 0 ? [] : ['Problems']),
    ...problems.map(({ path, code, message }) => `  ${path}  ${code}: ${message}`),
    `${plural(counts.files, 'file')}: ${found.join(', ')}  (${(report.durationMs / 1000).toFixed(1)} s)`,
  ];
  return lines.map(printable).join('\n');
}

function patientLines({ patientId, patientName, birthDate, sex, studies }: ScannedPatient): string[] {
  const details = [patientId && `ID ${patientId}`, birthDate && `born ${formatDate(birthDate)}`, sex];
  return [joined([patientName ?? '(no name)', ...details]), ...studies.flatMap(studyLines)];
}

function studyLines(study: ScannedStudy): string[] {
  const { studyDate, description, accessionNumber, modalities, studyInstanceUid, conflicts, series } = study;
  const details = [formatDate(studyDate), modalities.join('/'), description, accessionNumber && `# ${accessionNumber}`];
  return [
    `  ${joined([...details, studyInstanceUid])}`,
    ...conflicts.map(({ path, message }) => `    ! ${path}: ${message}`),
    ...series.map(seriesLine),
  ];
}

function seriesLine({ number, modality, description, instances }: ScannedSeries): string {
  const bytes = instances.reduce((sum, instance) => sum + instance.bytes, 0);
  const repaired = instances.filter(({ repairs }) => repairs.length > 0).length;
  return `    ${joined([
    number === undefined ? '–' : String(number),
    modality,
    description,
    plural(instances.length, 'object'),
    formatBytes(bytes),
    repaired === 0 ? undefined : `${repaired} repaired`,
  ])}`;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('  ');
}
