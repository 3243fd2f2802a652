import type { LeftOutFile } from '../contract/scan.ts';
import type { ReadFile } from './classify.ts';

/**
 * Archives and images that were found in a folder and hold no DICOM: the libraries and help pages of viewers, mostly.
 * Each counts as the one file it is.
 */
export function setIdleContainersAside(all: readonly ReadFile[]): { read: readonly ReadFile[]; idle: LeftOutFile[] } {
  if (all.every(({ task }) => task.container === undefined)) return { read: all, idle: [] };
  const useful = new Set(all.filter(isDicom).map(({ task }) => keyOf(task)));
  const read: ReadFile[] = [];
  const idle = new Map<string, LeftOutFile>();
  for (const file of all) {
    const { source, container } = file.task;
    const key = keyOf(file.task);
    if (container === undefined || useful.has(key)) read.push(file);
    else {
      const bytes = file.result.bytes + (idle.get(key)?.bytes ?? 0);
      idle.set(key, { source, path: container, bytes, became: 'ignored', code: 'container', message });
    }
  }
  return { read, idle: [...idle.values()] };
}

const message = 'It is an archive or disc image without DICOM files.';

const keyOf = ({ source, container }: ReadFile['task']): string => `${source}:${container ?? ''}`;

/** Also what was meant to be DICOM, and archives that were not opened: that they are not read must be said. */
const isDicom = ({ task: { path }, result: { kind } }: ReadFile): boolean =>
  kind === 'instance' ||
  kind === 'dicomdir' ||
  kind === 'unreadable' ||
  (kind === 'container' && /\.(?:zip|7z|rar|t?gz|tar|bz2|xz|cab|iso|img|bin)$/i.test(path)) ||
  ((kind === 'unknown' || kind === 'empty') && /\.(?:dcm|dicom|ima)$/i.test(path));
