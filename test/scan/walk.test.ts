import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { walk } from '../../src/scan/walk.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const onPosix = describe.skipIf(process.platform === 'win32');

describe('walk', () => {
  it('refuses a source that is not there, and says what to do', async () => {
    const folder = await tempFolder();
    await expect(walk([join(folder, 'gone')])).rejects.toMatchObject({
      name: 'NotFoundError',
      code: 'source-gone',
      next: 'choose-another-source',
    });
  });

  it('lists all files in the order of their names, with forward slashes', async () => {
    const folder = await tempFolder({ 'b/2': 'xx', 'b/1': 'x', a: '', 'B/c/d': 'x' });
    const { files } = await walk([folder]);
    expect(files.map(({ path }) => path)).toEqual(['B/c/d', 'a', 'b/1', 'b/2']);
  });

  it('finds nothing in an empty folder, without complaint', async () => {
    expect(await walk([await tempFolder()])).toMatchObject({ files: [], ignored: 0, unreadable: 0, problems: [] });
  });

  it('takes a file as a source, and a file of two sources once', async () => {
    const folder = await tempFolder({ 'x/1': '1', 'x/2': '2' });
    const { files } = await walk([join(folder, 'x/2'), folder, join(folder, 'x')]);
    expect(files.map(({ source, path, chosen }) => [source, path, chosen])).toEqual([
      [0, '2', true],
      [1, 'x/1', false],
    ]);
  });

  it('stops where the limits say, and says so', async () => {
    const folder = await tempFolder({ 'a/1': '', 'a/2': '', 'a/3': '', 'b/c/d/4': '' });
    const few = await walk([folder], { limits: { depth: 9, files: 2 } });
    expect(few.files.map(({ path }) => path)).toEqual(['a/1', 'a/2']);
    expect(few).toMatchObject({ ignored: 2, problems: [{ path: 'a/3', code: 'too-large' }] });
    const flat = await walk([folder], { limits: { depth: 2, files: 9 } });
    expect(flat.problems).toMatchObject([{ path: 'b/c/d', code: 'too-large' }]);
  });

  it('stops when it is told to', async () => {
    const folder = await tempFolder({ 'a/1': '', 'b/1': '' });
    const abort = new AbortController();
    await expect(
      walk([folder], { signal: abort.signal, onFile: () => abort.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
  });
});

onPosix('walk among links and devices', () => {
  it('follows no link: reports those that lead outside, counts those that stay inside', async () => {
    const outside = await tempFolder({ secret: 'x' });
    const folder = await tempFolder({ 'a/1': 'x' });
    await symlink(join(outside, 'secret'), join(folder, 'file-outside'));
    await symlink(outside, join(folder, 'folder-outside'));
    await symlink(join(folder, 'a'), join(folder, 'inside'));
    await symlink('..', join(folder, 'a/loop'));
    await symlink('/nowhere', join(folder, 'broken'));
    const walked = await walk([folder]);
    expect(walked.files.map(({ path }) => path)).toEqual(['a/1']);
    expect(walked.ignored).toBe(4);
    expect(walked.unreadable).toBe(1);
    expect(walked.problems.map(({ path, code }) => [path, code])).toEqual([
      ['broken', 'unreadable'],
      ['file-outside', 'outside-root'],
      ['folder-outside', 'outside-root'],
    ]);
  });

  it('never opens a pipe', async () => {
    const folder = await tempFolder();
    await promisify(execFile)('mkfifo', [join(folder, 'pipe')]);
    expect(await walk([folder])).toMatchObject({
      files: [],
      unreadable: 1,
      problems: [{ path: 'pipe', code: 'unreadable' }],
    });
  });
});
