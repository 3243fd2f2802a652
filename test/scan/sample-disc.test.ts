import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { readDicomdir } from '../../src/dicom/dicomdir.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const run = promisify(execFile);
const hasDcmtk = await run('dcmdump', ['--version']).then(
  () => true,
  () => false,
);
if (!hasDcmtk) process.stderr.write('SKIPPED: dcmdump (dcmtk) is not installed, nobody else reads the sample disc\n');

describe('the sample disc', () => {
  it('is written by the script, and the same every time', async () => {
    const script = fileURLToPath(new URL('../../scripts/sample-disc.ts', import.meta.url));
    const first = await tempFolder();
    const { stdout } = await run(process.execPath, [script, join(first, 'disc')]);
    expect(stdout).toContain('fileroom import');
    const second = await writePhantomDisc(await tempFolder());
    const paths = (await readdir(second.dir, { recursive: true })).toSorted();
    expect((await readdir(join(first, 'disc'), { recursive: true })).toSorted()).toEqual(paths);
    for (const path of ['DICOMDIR', ...second.instances.map((instance) => instance.path)]) {
      expect(await readFile(join(first, 'disc', path))).toEqual(await readFile(join(second.dir, path)));
    }
  });

  it('needs no repair, and its DICOMDIR links right', async () => {
    const { dir, instances } = await writePhantomDisc(await tempFolder(), { slices: 3, size: 16 });
    for (const { path } of instances) expect(readDicom(await readFile(join(dir, path))).repairs).toEqual([]);
    const { references, problems } = readDicomdir(await readFile(join(dir, 'DICOMDIR')));
    expect(problems).toEqual([]);
    expect(references.map(({ path, sopInstanceUid }) => [path.join('/'), sopInstanceUid])).toEqual(
      instances.map(({ path, sopInstanceUid }) => [path, sopInstanceUid]),
    );
    expect(references.every(({ patientId, studyInstanceUid }) => patientId && studyInstanceUid)).toBe(true);
  });

  it.skipIf(!hasDcmtk)('is read by dcmtk without complaint', async () => {
    const { dir, instances } = await writePhantomDisc(await tempFolder(), { slices: 2, size: 16 });
    for (const path of ['DICOMDIR', ...instances.map((instance) => instance.path)]) {
      const { stderr } = await run('dcmdump', ['-q', join(dir, path)]);
      expect(stderr).toBe('');
    }
  });
});
