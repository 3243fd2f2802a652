import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../src/scan/read-file.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

/** What happens when the source changes between the walk and the reading. */
describe('readFile', () => {
  it('says that a file has disappeared', async () => {
    const absolutePath = join(await tempFolder(), 'gone');
    expect(readFile({ absolutePath })).toEqual({
      bytes: 0,
      kind: 'unreadable',
      code: 'unreadable',
      message: 'It cannot be read: it has disappeared.',
    });
  });

  it('does not read a folder that took its place', async () => {
    const absolutePath = join(await tempFolder(), 'folder');
    await mkdir(absolutePath);
    expect(readFile({ absolutePath })).toMatchObject({ kind: 'unreadable' });
  });

  it.skipIf(process.platform === 'win32')('does not follow a link that took its place', async () => {
    const folder = await tempFolder({ secret: 'x' });
    await symlink('secret', join(folder, 'link'));
    expect(readFile({ absolutePath: join(folder, 'link') })).toMatchObject({ kind: 'unreadable' });
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe that took its place', async () => {
    const absolutePath = join(await tempFolder(), 'pipe');
    await promisify(execFile)('mkfifo', [absolutePath]);
    expect(readFile({ absolutePath })).toMatchObject({ kind: 'unreadable' });
  });
});
