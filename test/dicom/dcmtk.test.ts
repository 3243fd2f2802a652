import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { treat } from '../../src/deid/treat.ts';
import { editDicom } from '../../src/dicom/edit-dicom.ts';
import { element } from '../../src/dicom/new-element.ts';
import { corpusDir, corpusEntries, corpusFile } from './corpus.ts';
import { EXPLICIT, IMPLICIT, sampleFile } from './samples.ts';

const installed = spawnSync('dcmdump', ['--version']).status === 0;
if (!installed) process.stderr.write('SKIPPED: what dcmtk says of our files (dcmdump is not installed)\n');

describe.skipIf(!installed)('dcmtk reads what we write', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fileroom-dcmtk-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** The errors and warnings of dcmdump about all the files; the same one counts once. */
  function complaints(files: readonly Uint8Array[]): Set<string> {
    const paths = files.map((bytes, index) => {
      const path = join(folder, `${index}.dcm`);
      writeFileSync(path, bytes);
      return path;
    });
    const { status, stderr } = spawnSync('dcmdump', paths, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
    const lines = stderr.split('\n').filter((line) => /^[EWF]: /.test(line));
    return new Set(status === 0 ? lines : [...lines, `exit ${status}`]);
  }

  test.each([EXPLICIT, IMPLICIT])('new files in %s', (transferSyntaxUid) => {
    const nested = element('ReferencedStudySequence', { items: [[element('StudyID', 'S')], []] });
    const numbers = [element('SelectorSVValue', 5), element('PixelSpacing', [0.5, 1 / 3])];
    expect(complaints([sampleFile([nested, ...numbers], transferSyntaxUid)])).toEqual(new Set());
  });

  test.skipIf(corpusDir === undefined)('edited and de-identified files of the corpus: no complaint is new', () => {
    const context = { key: new Uint8Array(32), now: new Date('2026-01-02T03:04:05Z') };
    const files = corpusEntries()
      .filter(({ path, expected: { outcome } }) => outcome === 'readable' && !/DICOMDIR$|COLOR-PALETTE/.test(path))
      .map(({ path }) => new Uint8Array(corpusFile(path)))
      // Headers are the matter here; large ones only cost time.
      .filter((bytes) => bytes.length < 100_000);
    expect(files.length).toBeGreaterThan(200);
    const known = complaints(files);
    const edited = files.map((bytes) => editDicom(bytes, { set: [element('PatientName', 'EDITED^名')] }));
    expect([...complaints(edited)].filter((line) => !known.has(line))).toEqual([]);
    const deidentified = files.map((bytes) => treat(bytes, { kind: 'deidentify', profile: 'basic' }, context).bytes);
    expect([...complaints(deidentified)].filter((line) => !known.has(line))).toEqual([]);
  });
});
