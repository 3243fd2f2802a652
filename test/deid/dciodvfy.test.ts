import { describe, expect, test } from 'vitest';
import type { DeidOption } from '../../src/contract/import.ts';
import { corpusDir, corpusEntries, corpusFile, isDirectory } from '../dicom/corpus.ts';
import { isInstalled, useDciodvfy } from './dciodvfy.ts';
import { treat } from '../../src/deid/treat.ts';
import { context, deidentified } from './samples.ts';

/** Too large to tell anything more than the others do. */
const MAX_BYTES = 500_000;

/** Table E.1-1 removes the number of an approval and demands a value for the name of those who gave it. */
const UNAVOIDABLE = 'Element=<ClinicalTrialProtocolEthicsCommitteeName>';

describe.skipIf(!isInstalled || corpusDir === undefined)('dciodvfy finds no error that was not there before', () => {
  const errorsOf = useDciodvfy();
  const files = corpusEntries()
    .filter(
      ({ path, expected }) => expected.outcome === 'readable' && !isDirectory(path) && !path.includes('COLOR-PALETTE'),
    )
    .filter(({ path }) => corpusFile(path).length < MAX_BYTES)
    .map(({ path }) => path);

  test.each<readonly DeidOption[]>([
    [],
    ['retain-modified-dates', 'clean-descriptors', 'clean-structured-content', 'clean-graphics', 'retain-safe-private'],
  ])('options %#', { timeout: 300_000 }, (...options) => {
    expect(files.length).toBeGreaterThan(400);
    const fresh = files.flatMap((path) => {
      const bytes = new Uint8Array(corpusFile(path));
      const before = errorsOf(bytes);
      return [...errorsOf(deidentified(bytes, options).bytes)]
        .filter((line) => !before.has(line) && !line.includes(UNAVOIDABLE))
        .map((line) => `${path}: ${line}`);
    });
    expect(fresh).toEqual([]);
  });

  test('with another identity burned in', { timeout: 300_000 }, () => {
    const set = {
      PatientName: 'HOUSE^NAME',
      PatientID: 'H-1',
      IssuerOfPatientID: 'HOUSE',
      AccessionNumber: 'A-1',
      InstitutionName: 'Outside images',
    };
    const fresh = files.flatMap((path) => {
      const bytes = new Uint8Array(corpusFile(path));
      const before = errorsOf(bytes);
      const treatment = { kind: 'burn-in' as const, set, keepOutsideId: { issuer: 'OUTSIDE' } };
      return [...errorsOf(treat(bytes, treatment, context).bytes)]
        .filter((line) => !before.has(line))
        .map((line) => `${path}: ${line}`);
    });
    expect(fresh).toEqual([]);
  });
});
