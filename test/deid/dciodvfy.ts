import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export const isInstalled = spawnSync('dciodvfy', ['-version']).error === undefined;
if (!isInstalled) process.stderr.write('SKIPPED: what dciodvfy says of our files (dicom3tools is not installed)\n');

/** Within a suite: tells the errors about an object, without the values that they quote. */
export function useDciodvfy(): (bytes: Uint8Array) => Set<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fileroom-dciodvfy-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return (bytes) => {
    const path = join(folder, 'object.dcm');
    writeFileSync(path, bytes);
    const { stderr } = spawnSync('dciodvfy', [path], { encoding: 'latin1', maxBuffer: 1 << 26 });
    return new Set(
      stderr
        .split('\n')
        .filter((line) => line.startsWith('Error'))
        .map((line) => line.replaceAll(/InstanceUID \S+|\d+(\.\d+){2,}|value = <[^>]*>|"[^"]*"/g, '')),
    );
  };
}
