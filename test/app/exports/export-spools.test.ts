import { spawnSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExportSpools } from '../../../src/app/exports/export-spools.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const spools = new URL('../../../src/app/exports/export-spools.ts', import.meta.url).href;

/** A process that begins an export, and is killed at once. */
function killedWhileExporting(dataDir: string, target: object): void {
  const program = `
    import { ExportSpools } from ${JSON.stringify(spools)};
    await new ExportSpools(${JSON.stringify(dataDir)}).open(${JSON.stringify(target)});
    process.kill(process.pid, 'SIGKILL');`;
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
  expect(signal).toBe('SIGKILL');
}

describe('what a killed export has left', () => {
  it('is deleted at the next start, here and where it was written, and nothing else', async () => {
    const [dataDir, folder] = [await tempFolder(), await tempFolder()];
    killedWhileExporting(dataDir, { format: 'zip', folder, name: 'set' });
    const others = ['set.zip', 'other.zip.part', 'set-4.zip.part'];
    for (const name of ['set.zip.part', 'set-2.zip.part', ...others]) await writeFile(join(folder, name), 'x');
    await new ExportSpools(dataDir).sweep();
    expect((await readdir(folder)).sort()).toEqual(others.sort());
    expect(await readdir(join(dataDir, 'exports'))).toEqual([]);
  });

  it('is a folder with all that is in it', async () => {
    const [dataDir, folder] = [await tempFolder(), await tempFolder()];
    killedWhileExporting(dataDir, { format: 'folder', folder, name: 'set' });
    await mkdir(join(folder, 'set.part', 'DICOM'), { recursive: true });
    await writeFile(join(folder, 'set.part', 'DICOM', 'A0000'), 'x');
    await new ExportSpools(dataDir).sweep();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not taken from an export that still runs', async () => {
    const [dataDir, folder] = [await tempFolder(), await tempFolder()];
    const spool = await new ExportSpools(dataDir).open({ format: 'iso', folder, name: 'set' });
    await writeFile(join(folder, 'set.iso.part'), 'x');
    await new ExportSpools(dataDir).sweep();
    expect([await readdir(folder), await readdir(spool.path)]).toEqual([['set.iso.part'], ['target.json']]);
    await spool.release();
    expect(await readdir(join(dataDir, 'exports'))).toEqual([]);
  });
});
