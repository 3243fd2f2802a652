import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { element } from '../../src/dicom/new-element.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';
import { readFile } from '../../src/scan/read-file.ts';
import { sampleElements } from '../dicom/samples.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

/** Fragments are not read, but their end is looked at. */
describe('compressed pixels', () => {
  it.each([
    [40, []],
    [39, ['odd-length']],
  ])('a fragment of %i bytes', async (length, repairs) => {
    const fragment = new Uint8Array(length).fill(1);
    const elements = sampleElements([element('PixelData', { fragments: [new Uint8Array(), new Uint8Array(40)] })]);
    const whole = Buffer.from(writeDicom({ transferSyntaxUid: '1.2.840.10008.1.2.4.50', elements }));
    const header = Buffer.from([0xfe, 0xff, 0x00, 0xe0, length, 0, 0, 0]);
    const bytes = Buffer.concat([whole.subarray(0, -56), header, fragment, whole.subarray(-8)]);
    const absolutePath = join(await tempFolder({ image: bytes }), 'image');
    expect(readFile({ absolutePath })).toMatchObject({ kind: 'instance', repairs });
  });
});

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
