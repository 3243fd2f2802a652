import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Volume } from '../../contract/files.ts';

/** The kernel's table of what this process sees mounted, proc_pid_mounts(5). */
export async function linuxVolumes(): Promise<Volume[]> {
  return parseMounts(await readFile('/proc/self/mounts', 'utf8'));
}

const optical = new Set(['iso9660', 'udf']);
const network = new Set(['cifs', 'smb3', 'nfs', 'nfs4', 'fuse.sshfs', 'fuse.davfs', 'davfs', 'afpfs']);
/** Where desktops and people mount media: the Filesystem Hierarchy Standard 3.11, 3.12, and udisks. */
const mediaFolder = /^\/(?:media|mnt|run\/media)\/./;

/** fstab(5) lines: device, mount point, type, options; white space inside a field is an octal escape. */
export function parseMounts(table: string): Volume[] {
  return table.split('\n').flatMap((line) => {
    const [device = '', path = '', type = ''] = line.split(' ').map(unescape);
    const kind = kindOf(device, path, type);
    return kind === undefined ? [] : [{ path, label: basename(path), kind }];
  });
}

function kindOf(device: string, path: string, type: string): Volume['kind'] | undefined {
  if (path === '/' || !path.startsWith('/')) return undefined;
  if (optical.has(type) || /^\/dev\/sr\d/.test(device)) return 'optical';
  if (network.has(type)) return 'network';
  return device.startsWith('/dev/') && mediaFolder.test(path) ? 'removable' : undefined;
}

const unescape = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
