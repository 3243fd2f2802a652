import { rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileBelow, openSourceFile } from '../../src/source/confine.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

describe('openSourceFile', () => {
  it.each(['../secret', 'a/../../secret', '/etc/passwd', 'a\0', '..'])('refuses %j', async (path) => {
    const folder = await tempFolder({ 'disc/a': 'x', secret: 'x' });
    await expect(openSourceFile(join(folder, 'disc'), path)).rejects.toMatchObject({
      name: 'InvalidRequestError',
      code: 'outside-root',
    });
  });

  it.skipIf(process.platform === 'win32')('refuses a link that leads outside', async () => {
    const folder = await tempFolder({ 'disc/a': 'x', secret: 'x' });
    await symlink('../secret', join(folder, 'disc/link'));
    await expect(openSourceFile(join(folder, 'disc'), 'link')).rejects.toMatchObject({ code: 'outside-root' });
  });

  it('says when the file or the source has gone', async () => {
    const folder = await tempFolder({ a: 'x' });
    await expect(openSourceFile(folder, 'b')).rejects.toMatchObject({
      code: 'source-file-gone',
      next: 'reinsert-disc',
    });
    await expect(openSourceFile(join(folder, 'disc'), 'a')).rejects.toMatchObject({ code: 'source-gone' });
  });

  it('finds a file below a folder, a name that only looks like a way out, and a source that is a file', async () => {
    const folder = await tempFolder({ 'a/b': 'x', '..c': 'x' });
    expect(await openSourceFile(folder, 'a/b')).toBe(join(folder, 'a/b'));
    expect(await openSourceFile(folder, '..c')).toBe(join(folder, '..c'));
    expect(await openSourceFile(join(folder, 'a/b'), 'b')).toBe(join(folder, 'a/b'));
    await expect(openSourceFile(join(folder, 'a/b'), 'IMAGES/1')).rejects.toMatchObject({ code: 'inside-container' });
  });
});

describe('openFileBelow', () => {
  it.each(['../secret', 'a/../../secret', '/etc/passwd', 'a\0', '..'])('refuses %j', async (path) => {
    const folder = await tempFolder({ 'disc/a': 'x', secret: 'x' });
    expect(() => openFileBelow(join(folder, 'disc'), path)).toThrow(expect.objectContaining({ code: 'outside-root' }));
  });

  it('finds what is there, and says when it has gone', async () => {
    const folder = await tempFolder({ 'a/b': 'x', '..c': 'x' });
    expect(openFileBelow(folder, 'a/b')).toBe(join(folder, 'a/b'));
    expect(openFileBelow(folder, '..c')).toBe(join(folder, '..c'));
    expect(() => openFileBelow(folder, 'b')).toThrow(expect.objectContaining({ code: 'source-file-gone' }));
  });

  it.skipIf(process.platform === 'win32')('follows no link outside, whatever became one since', async () => {
    const folder = await tempFolder({ 'disc/a/b': 'x', 'secret/a/b': 'x' });
    const root = join(folder, 'disc');
    const outside = expect.objectContaining({ code: 'outside-root' });
    await symlink('../secret/a/b', join(root, 'link'));
    expect(() => openFileBelow(root, 'link')).toThrow(outside);
    await rename(join(root, 'a'), join(root, 'old'));
    await symlink('../secret/a', join(root, 'a'));
    expect(() => openFileBelow(root, 'a/b')).toThrow(outside);
    await rename(root, join(folder, 'moved'));
    await symlink('secret', root);
    expect(() => openFileBelow(root, 'a/b')).toThrow(outside);
  });
});
