import { open } from 'node:fs/promises';
import type { Charset, CharsetPreview, ScannedStudy } from '../contract/scan.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { tagOf } from '../dicom/dictionary.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { DicomReadError } from '../dicom/read-error.ts';
import { systemPath } from '../source/file-name.ts';
import { type SourceFile, streamSourceFile } from '../source/source-file.ts';

type Text = CharsetPreview['texts'][number];

/** Where people write names and sentences, in the order of what they look at first. */
const keywords = [
  'PatientName',
  'StudyDescription',
  'SeriesDescription',
  'ReferringPhysicianName',
  'InstitutionName',
  'OtherPatientNames',
  'PatientAddress',
  'PatientComments',
  'RequestedProcedureDescription',
  'PerformingPhysicianName',
  'OperatorsName',
  'ProtocolName',
] as const;
const SPECIFIC_CHARACTER_SET = tagOf('SpecificCharacterSet');

const MOST_STUDIES = 50;
const MOST_OF_A_STUDY = 4;
/** Texts about the patient and the study come early in a file. */
const HEAD = 256 * 1024;

export interface PreviewOptions {
  readonly charset: Charset;
  /** What texts are read in now; as the files declare when absent. */
  readonly current: Charset | undefined;
  readonly locate: (source: number, path: string) => Promise<SourceFile>;
  readonly signal?: AbortSignal;
}

/** A few texts of every study that are not plain ASCII, or would not be, as they are read now and in another character set. */
export async function previewCharset(
  studies: readonly ScannedStudy[],
  { charset, current, locate, signal }: PreviewOptions,
): Promise<CharsetPreview> {
  const texts: Text[] = [];
  for (const { series } of studies.slice(0, MOST_STUDIES)) {
    const first = series[0]?.instances[0];
    if (first === undefined) continue;
    const bytes = await headOf(await locate(first.source, first.path), signal);
    const before = dataSetOf(bytes, current);
    const after = dataSetOf(bytes, charset);
    if (before !== undefined && after !== undefined) texts.push(...textsOf(first.path, before, after));
  }
  return { texts };
}

function textsOf(path: string, before: DataSet, after: DataSet): Text[] {
  const declared = before.texts(SPECIFIC_CHARACTER_SET).join('\\');
  const texts: Text[] = [];
  for (const keyword of keywords) {
    const [was, is] = [before, after].map((dataSet) => dataSet.texts(tagOf(keyword)).join('\\'));
    if (was === undefined || is === undefined || !(isForeign(was) || isForeign(is))) continue;
    texts.push({ path, keyword, ...(declared === '' ? {} : { declared }), before: was, after: is });
    if (texts.length === MOST_OF_A_STUDY) break;
  }
  return texts;
}

const isForeign = (text: string): boolean => /[^\x20-\x7e]/.test(text);

/** Undefined for what is no longer the DICOM file that the scan saw: then it has no texts to show. */
function dataSetOf(bytes: Uint8Array, charset: Charset | undefined): DataSet | undefined {
  try {
    // What lies beyond the first bytes counts as cut off.
    return readDicom(bytes, { untilPixelData: true, charset }).dataSet;
  } catch (error) {
    if (error instanceof DicomReadError) return undefined;
    throw error;
  }
}

async function headOf(file: SourceFile, signal: AbortSignal | undefined): Promise<Uint8Array> {
  if (file.place === undefined) {
    const handle = await open(systemPath(file.absolutePath));
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(HEAD, file.bytes)), 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of streamSourceFile(file, signal)) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= HEAD) break;
  }
  return Buffer.concat(chunks);
}
