import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Volume } from '../../contract/files.ts';
import { type Mount, volumeOf } from './mount.ts';

/** The kernel's table of what this process sees mounted, proc_pid_mounts(5). */
export const readMountTable = async (): Promise<string> => readFile('/proc/self/mounts', 'utf8');

export async function linuxMounts(): Promise<Mount[]> {
  return mediaIn(await readMountTable());
}

const optical = new Set(['iso9660', 'udf']);
const network = new Set(['cifs', 'smb3', 'nfs', 'nfs4', 'fuse.sshfs', 'fuse.davfs', 'davfs', 'afpfs']);
/** Where desktops and people mount media: the Filesystem Hierarchy Standard 3.11, 3.12, and udisks. */
const mediaFolder = /^\/(?:media|mnt|run\/media)\/./;

/** A line of the table, whatever is mounted there. */
export interface MountLine {
  readonly device: string;
  readonly path: string;
  readonly type: string;
}

/** fstab(5) lines: device, mount point, type, options; white space inside a field is an octal escape. */
export function mountLines(table: string): MountLine[] {
  return table.split('\n').map((line) => {
    const [device = '', path = '', type = ''] = line.split(' ').map(unescape);
    return { device, path, type };
  });
}

export function mediaIn(table: string): Mount[] {
  return mountLines(table).flatMap((line) => {
    const kind = kindOf(line);
    return kind === undefined ? [] : [{ path: line.path, label: basename(line.path), kind, device: line.device }];
  });
}

export const parseMounts = (table: string): Volume[] => mediaIn(table).map(volumeOf);

function kindOf({ device, path, type }: MountLine): Volume['kind'] | undefined {
  if (path === '/' || !path.startsWith('/')) return undefined;
  if (optical.has(type) || /^\/dev\/sr\d/.test(device)) return 'optical';
  if (isNetwork(type)) return 'network';
  return device.startsWith('/dev/') && mediaFolder.test(path) ? 'removable' : undefined;
}

export const isNetwork = (type: string): boolean => network.has(type);

const unescape = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
