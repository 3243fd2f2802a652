import { describe, expect, test } from 'vitest';
import { editDicom } from '../../src/dicom/edit-dicom.ts';
import { readInstanceHeader } from '../../src/dicom/instance-header.ts';
import { readDicomdir } from '../../src/dicom/dicomdir.ts';
import { inspectFile } from '../../src/dicom/inspect.ts';
import { readDicom, type DicomFile } from '../../src/dicom/read-dicom.ts';
import { DicomReadError, NeedMoreBytesError } from '../../src/dicom/read-error.ts';
import { corpusDir, corpusEntries, corpusFile, isDirectory, type Outcome } from './corpus.ts';
import { DIFFERENCES, REFUSED, SCANNED_ONLY, WARNINGS } from './corpus-expected.ts';

/** `readable`, `readable-with-warning` with what is said of it, or the reason of the refusal. */
function outcomeOf(path: string): { readonly outcome: Outcome; readonly codes: readonly string[] } {
  try {
    if (isDirectory(path)) {
      const { problems } = readDicomdir(corpusFile(path));
      return { outcome: problems.length === 0 ? 'readable' : 'readable-with-warning', codes: problems };
    }
    const file = readDicom(corpusFile(path));
    readInstanceHeader(file);
    const codes = [...new Set([...file.repairs, ...inspectFile(file)])].toSorted();
    return { outcome: codes.length === 0 ? 'readable' : 'readable-with-warning', codes };
  } catch (error) {
    if (error instanceof DicomReadError) return { outcome: 'reject', codes: [error.code] };
    throw error;
  }
}

/** As the scanner reads: from the beginning, no more than is asked for. */
function readInSteps(bytes: Uint8Array, first: number): DicomFile {
  let length = first;
  for (;;) {
    try {
      return readDicom(bytes.subarray(0, length), { untilPixelData: true, partial: true, totalBytes: bytes.length });
    } catch (error) {
      if (!(error instanceof NeedMoreBytesError)) throw error;
      expect(error.needed).toBeGreaterThan(Math.min(length, bytes.length));
      expect(error.needed).toBeLessThanOrEqual(Math.max(bytes.length, 2 * length));
      length = Math.max(error.needed, 2 * length);
    }
  }
}

describe.skipIf(corpusDir === undefined)('the shared corpus', () => {
  const entries = corpusEntries();
  const outcomes = new Map(entries.map(({ path }) => [path, outcomeOf(path)]));
  const readable = entries.filter(({ path }) => outcomes.get(path)?.outcome !== 'reject');

  test('is read, read with a warning, or refused, as its manifest says', () => {
    const found = entries.map(({ path, expected }) => ({ path, expected, ...outcomeOf(path) }));
    const counts = Object.groupBy(found, ({ outcome }) => outcome);
    const summary = Object.entries(counts).map(([outcome, files]) => `${files.length} ${outcome}`);
    process.stdout.write(`corpus: ${summary.join(', ')}, of ${entries.length}\n`);
    const differences = found
      .filter(({ path, outcome, expected }) => outcome !== expected.outcome && !SCANNED_ONLY.has(path))
      .map(({ path, codes }) => [path, codes.join()] as const);
    expect(new Map(differences)).toEqual(DIFFERENCES);
  });

  test('is refused for the reason that the manifest gives', () => {
    const reasons = entries
      .filter(({ expected }) => expected.outcome === 'reject')
      .map(({ path, expected }) => [path, expected.reason?.startsWith('no '), outcomes.get(path)?.codes[0]] as const);
    const missing = reasons.filter(([path, lacksUid]) => lacksUid === true && !DIFFERENCES.has(path));
    expect(missing.filter(([, , code]) => code !== 'missing-uid')).toEqual([]);
    const broken = reasons.filter(([, lacksUid]) => lacksUid !== true);
    expect(new Map(broken.map(([path, , code]) => [path.replace('malformed/', ''), code]))).toEqual(REFUSED);
  });

  test('is said of each broken file what is broken in it', () => {
    const malformed = entries.filter(({ path, theme }) => theme === 'malformed' && !path.includes('/orig_'));
    const codes = malformed.flatMap(({ path }): (readonly [string, string])[] => {
      const found = outcomes.get(path);
      return found?.outcome === 'readable-with-warning' ? [[path.slice(10, -4), found.codes.join()]] : [];
    });
    expect(Object.fromEntries(codes)).toEqual(WARNINGS);
  });

  test('has the SOP classes and transfer syntaxes that its manifest says', () => {
    for (const { path, expected, sopClassUID, transferSyntaxUID } of readable) {
      if (expected.outcome !== 'readable' || isDirectory(path)) continue;
      const header = readInstanceHeader(readDicom(corpusFile(path)));
      expect([path, header.sopClassUid, header.transferSyntaxUid]).toEqual([path, sopClassUID, transferSyntaxUID]);
    }
  });

  test('gives the same headers when only the beginnings are read', () => {
    for (const { path } of readable) {
      if (isDirectory(path)) continue;
      const bytes = corpusFile(path);
      const whole = readInstanceHeader(readDicom(bytes));
      expect([path, readInstanceHeader(readInSteps(bytes, 700))]).toEqual([path, whole]);
    }
  });

  test('stays byte for byte what it is when nothing is edited, unless it was broken', () => {
    for (const { path, expected } of readable) {
      const bytes = corpusFile(path);
      const file = readDicom(bytes);
      const converted = !file.dataSet.encoding.littleEndian || file.transferSyntaxUid === '1.2.840.10008.1.2.1.99';
      const agrees = file.meta.text('00020003') === file.dataSet.text('00080018');
      if (expected.outcome !== 'readable' || isDirectory(path) || converted || !agrees) continue;
      if (!file.meta.has('00020001') || !file.meta.has('00020012')) continue;
      expect(Buffer.compare(editDicom(bytes, {}), bytes), path).toBe(0);
    }
  });

  test('has nothing left to repair in its structure once it was written anew', () => {
    const kept = new Set(['odd-length', 'bad-vr', 'bad-order', 'charset-guessed']);
    for (const { path } of readable) {
      if (isDirectory(path)) continue;
      const again = readDicom(editDicom(corpusFile(path), {}));
      expect([path, again.repairs.filter((repair) => !kept.has(repair))]).toEqual([path, []]);
      expect(Buffer.compare(editDicom(editDicom(corpusFile(path), {}), {}), editDicom(corpusFile(path), {}))).toBe(0);
    }
  });
});
