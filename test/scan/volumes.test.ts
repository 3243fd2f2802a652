import { mkdir, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderListing, Volume } from '../../src/contract/files.ts';
import { listFolder } from '../../src/scan/volumes/folder.ts';
import { parseMounts } from '../../src/scan/volumes/linux.ts';
import { macVolumes } from '../../src/scan/volumes/mac.ts';
import { listVolumes } from '../../src/scan/volumes/volumes.ts';
import { windowsMounts } from '../../src/scan/volumes/windows.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

describe('listVolumes', () => {
  it('offers the home folder, whatever is mounted', async () => {
    const volumes = await listVolumes();
    expect(volumes.map((volume) => Volume.parse(volume))).toEqual(volumes);
    expect(volumes).toContainEqual({ path: homedir(), label: 'Home', kind: 'home' });
  });

  it('finds discs, sticks and shares among what Linux has mounted', () => {
    const table = [
      'overlay / overlay rw 0 0',
      'proc /proc proc rw 0 0',
      'tmpfs /run tmpfs rw 0 0',
      '/dev/nvme0n1p1 /boot/efi vfat rw 0 0',
      '/dev/sr0 /media/reader/ARCHIV\\040CD iso9660 ro 0 0',
      '/dev/loop7 /mnt/dvd udf ro 0 0',
      '/dev/sdb1 /run/media/reader/STICK vfat rw 0 0',
      'server:/images /srv/images nfs4 rw 0 0',
      'not a mount',
      '',
    ];
    expect(parseMounts(table.join('\n'))).toEqual([
      { path: '/media/reader/ARCHIV CD', label: 'ARCHIV CD', kind: 'optical' },
      { path: '/mnt/dvd', label: 'dvd', kind: 'optical' },
      { path: '/run/media/reader/STICK', label: 'STICK', kind: 'removable' },
      { path: '/srv/images', label: 'images', kind: 'network' },
    ]);
  });

  it('leaves the link to the system out on a Mac', async () => {
    const folder = await tempFolder({ 'DISC/DICOMDIR': '', 'a file': '' });
    await symlink('/', join(folder, 'Macintosh HD'));
    const mounts = await macVolumes(folder, async () => '');
    expect(mounts).toEqual([{ path: join(folder, 'DISC'), label: 'DISC', kind: 'removable' }]);
  });

  it('tells discs and shares from sticks on a Mac', async () => {
    const folder = await tempFolder({ 'ARCHIV (CD)/DICOMDIR': '', 'images/a': '', 'STICK/a': '' });
    const table = [
      '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
      `/dev/disk4 on ${folder}/ARCHIV (CD) (cd9660, local, nodev, nosuid, read-only, noowners)`,
      `//reader@server/images on ${folder}/images (smbfs, nodev, nosuid, mounted by reader)`,
      `/dev/disk5s1 on ${folder}/STICK (msdos, local, nodev, nosuid, noowners)`,
    ].join('\n');
    const kinds = new Map((await macVolumes(folder, async () => table)).map(({ label, kind }) => [label, kind]));
    expect(kinds).toEqual(
      new Map([
        ['ARCHIV (CD)', 'optical'],
        ['STICK', 'removable'],
        ['images', 'network'],
      ]),
    );
  });

  it('asks Windows for types and names of drives, and not for drives without a disc', async () => {
    const answer =
      '\uFEFF[{"DeviceID":"C:","DriveType":3,"VolumeName":null,"FileSystem":"NTFS"},{"DeviceID":"D:","DriveType":5,"VolumeName":"ARCHIV_CD_A","FileSystem":"CDFS"},{"DeviceID":"E:","DriveType":5,"VolumeName":null,"FileSystem":null}]\r\n';
    expect(await windowsMounts(async () => answer)).toEqual([
      { path: 'C:\\', label: 'C:', kind: 'fixed', device: '\\\\.\\C:' },
      { path: 'D:\\', label: 'ARCHIV_CD_A (D:)', kind: 'optical', device: '\\\\.\\D:' },
    ]);
    const single = '{"DeviceID":"F:","DriveType":2,"VolumeName":"STICK","FileSystem":"FAT32"}';
    expect(await windowsMounts(async () => single)).toMatchObject([{ path: 'F:\\', kind: 'removable' }]);
    expect(await windowsMounts(async () => Promise.reject(new Error('This program is blocked')))).toEqual([]);
  });
});

describe('listFolder', () => {
  it('lists folders, and links to folders, in order; no files, nothing hidden', async () => {
    const folder = await tempFolder({
      'b/1': '',
      'a/1': '',
      '.hidden/1': '',
      'System Volume Information/1': '',
      file: '',
    });
    await symlink('a', join(folder, 'c'));
    await symlink('file', join(folder, 'd'));
    await symlink('nowhere', join(folder, 'e'));
    const listing = await listFolder(folder);
    expect(FolderListing.parse(listing)).toEqual({
      path: folder,
      parent: dirname(folder),
      entries: ['a', 'b', 'c'].map((name) => ({ name, path: join(folder, name), kind: 'folder' })),
      hasDicomdir: false,
    });
  });

  it('shows disc images and archives among the folders: they can be read as they are', async () => {
    const folder = await tempFolder({ 'b/1': '', 'DISC.ISO': '', 'export.zip': '', 'letter.pdf': '' });
    const { entries } = await listFolder(folder);
    expect(entries.map(({ name, kind }) => [name, kind])).toEqual([
      ['DISC.ISO', 'file'],
      ['b', 'folder'],
      ['export.zip', 'file'],
    ]);
  });

  it('sees a disc by its DICOMDIR, and the home folder by default', async () => {
    expect(await listFolder(await tempFolder({ 'dicomdir.;1': '' }))).toMatchObject({ hasDicomdir: true });
    expect(await listFolder()).toMatchObject({ path: homedir() });
  });

  it('has no parent at the top', async () => {
    expect(await listFolder('/')).not.toHaveProperty('parent');
  });

  it('refuses what is no absolute path or no folder', async () => {
    const folder = await tempFolder({ file: '' });
    await mkdir(join(folder, 'empty'));
    await expect(listFolder('relative')).rejects.toMatchObject({ code: 'not-absolute' });
    for (const path of ['file', 'gone']) {
      await expect(listFolder(join(folder, path))).rejects.toMatchObject({
        name: 'NotFoundError',
        code: 'folder-unreadable',
        next: 'choose-another-source',
      });
    }
    expect(await listFolder(join(folder, 'empty'))).toMatchObject({ entries: [] });
  });
});
