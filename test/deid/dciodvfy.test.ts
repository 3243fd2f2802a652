import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { DeidOption } from '../../src/contract/import.ts';
import { corpusDir, corpusEntries, corpusFile, isDirectory } from '../dicom/corpus.ts';
import { deidentified } from './samples.ts';

const installed = spawnSync('dciodvfy', ['-version']).error === undefined;
if (!installed) process.stderr.write('SKIPPED: what dciodvfy says of our files (dicom3tools is not installed)\n');

/** Too large to tell anything more than the others do. */
const MAX_BYTES = 500_000;

/** Table E.1-1 removes the number of an approval and demands a value for the name of those who gave it. */
const UNAVOIDABLE = 'Element=<ClinicalTrialProtocolEthicsCommitteeName>';

describe.skipIf(!installed || corpusDir === undefined)('dciodvfy finds no error that was not there before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fileroom-dciodvfy-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** The errors about an object, without the values that they quote. */
  function errorsOf(bytes: Uint8Array): Set<string> {
    const path = join(folder, 'object.dcm');
    writeFileSync(path, bytes);
    const { stderr } = spawnSync('dciodvfy', [path], { encoding: 'latin1', maxBuffer: 1 << 26 });
    return new Set(
      stderr
        .split('\n')
        .filter((line) => line.startsWith('Error'))
        .map((line) => line.replaceAll(/InstanceUID \S+|\d+(\.\d+){2,}|value = <[^>]*>|"[^"]*"/g, '')),
    );
  }

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
});
