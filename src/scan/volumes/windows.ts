import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Mount } from './mount.ts';

/** Node cannot ask Windows for the type of a drive; PowerShell, which every Windows has, can. */
const query =
  'Get-CimInstance Win32_LogicalDisk | Select-Object DeviceID,DriveType,VolumeName,FileSystem | ConvertTo-Json -Compress';

async function askPowerShell(): Promise<string> {
  const options = { timeout: 30_000, windowsHide: true, maxBuffer: 1024 * 1024 };
  const shell = `${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
  const preamble = '[Console]::OutputEncoding=[Text.Encoding]::UTF8;';
  const args = ['-NoProfile', '-NonInteractive', '-Command', preamble + query];
  return (await promisify(execFile)(shell, args, options)).stdout;
}

/** Win32_LogicalDisk of CIM. Without a file system there is no disc in the drive. */
const LogicalDisk = z.object({
  DeviceID: z.string().regex(/^[A-Z]:$/),
  DriveType: z.number(),
  VolumeName: z.string().nullable(),
  FileSystem: z.string().nullable(),
});
/** ConvertTo-Json writes one disk not as a list of one. */
const Answer = z.union([z.array(LogicalDisk), LogicalDisk.transform((disk) => [disk])]);

const kinds: Readonly<Record<number, Mount['kind']>> = { 2: 'removable', 3: 'fixed', 4: 'network', 5: 'optical' };

export async function windowsMounts(ask: () => Promise<string> = askPowerShell): Promise<Mount[]> {
  let answer: string;
  try {
    answer = await ask();
  } catch {
    // Hospitals forbid PowerShell to many: then the drives are what answers, and their type is not known.
    return answeringDrives();
  }
  return Answer.parse(JSON.parse(answer.replace(/^\uFEFF/, ''))).flatMap((disk): Mount[] => {
    const kind = kinds[disk.DriveType];
    if (kind === undefined || !disk.FileSystem) return [];
    const label = disk.VolumeName ? `${disk.VolumeName} (${disk.DeviceID})` : disk.DeviceID;
    return [{ path: `${disk.DeviceID}\\`, label, kind, device: `\\\\.\\${disk.DeviceID}` }];
  });
}

export const driveLetters: readonly string[] = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

async function answeringDrives(): Promise<Mount[]> {
  const system = process.env['SystemDrive'] ?? 'C:';
  const mounts = await Promise.all(
    driveLetters.map(async (letter): Promise<Mount | undefined> => {
      const path = `${letter}:\\`;
      try {
        await access(path);
      } catch {
        return undefined; // no such drive, or no disc in it
      }
      return { path, label: `${letter}:`, kind: system.startsWith(letter) ? 'fixed' : 'removable' };
    }),
  );
  return mounts.filter((mount) => mount !== undefined);
}
