import type { LeftOutFile, ScanProblem, ScanReport } from '../contract/scan.ts';
import type { InstanceFile } from './outcome.ts';
import { reasonOf } from '../source/reason.ts';
import { streamSourceFile } from '../source/source-file.ts';

export interface Deduplicated {
  /** One file for each SOP Instance UID: the first found. */
  readonly instances: readonly InstanceFile[];
  readonly duplicates: ScanReport['duplicates'];
  /** All but the first. */
  readonly leftOut: readonly LeftOutFile[];
  readonly problems: readonly ScanProblem[];
}

/**
 * Files with one SOP Instance UID. Copies that are the same byte for byte are harmless, the first stands for all.
 * Different ones contradict PS3.5 9: the first found is kept, so that nothing is ever overwritten, and each of the
 * others is reported as `conflicting-instance`.
 */
export async function separateDuplicates(
  instances: readonly InstanceFile[],
  signal?: AbortSignal,
): Promise<Deduplicated> {
  const kept: InstanceFile[] = [];
  const duplicates: ScanReport['duplicates'] = [];
  const leftOut: LeftOutFile[] = [];
  const problems: ScanProblem[] = [];
  for (const [sopInstanceUid, copies] of Map.groupBy(instances, ({ header }) => header.sopInstanceUid)) {
    const [first, ...others] = copies;
    if (first === undefined) continue;
    kept.push(first);
    if (others.length === 0) continue;
    let identical = true;
    for (const other of others) {
      const { source, path, bytes, repairs: own } = other;
      const [code, message] = await compare(first, other, signal);
      leftOut.push({ source, path, bytes, became: 'duplicate', code, message, repairs: [...own] });
      if (code === 'identical-copy') continue;
      identical = false;
      problems.push({ path, code, message });
    }
    const repairs = [...new Set(copies.flatMap((copy) => copy.repairs))];
    duplicates.push({ sopInstanceUid, paths: copies.map(({ path }) => path), identical, repairs });
  }
  return { instances: kept, duplicates, leftOut, problems };
}

async function compare(
  first: InstanceFile,
  other: InstanceFile,
  signal: AbortSignal | undefined,
): Promise<[code: 'identical-copy' | 'conflicting-instance' | 'unreadable', message: string]> {
  signal?.throwIfAborted();
  try {
    return (await sameContent(first, other, signal))
      ? ['identical-copy', `It is the same as ${first.path}.`]
      : [
          'conflicting-instance',
          `Another file has the same SOP Instance UID and other content. That one is used: ${first.path}`,
        ];
  } catch (error) {
    signal?.throwIfAborted();
    return ['unreadable', `It could not be compared with the file of the same SOP Instance UID: ${reasonOf(error)}.`];
  }
}

/** Both are read together, and no further than to the first difference. */
async function sameContent(a: InstanceFile, b: InstanceFile, signal: AbortSignal | undefined): Promise<boolean> {
  if (a.bytes !== b.bytes) return false;
  const other: AsyncIterator<Buffer, undefined> = streamSourceFile(b.at, signal)[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of streamSourceFile(a.at, signal)) {
      let left = chunk as Buffer;
      while (left.length > 0) {
        if (rest.length === 0) {
          const next = await other.next();
          if (next.done === true) return false;
          rest = next.value;
        }
        const length = Math.min(left.length, rest.length);
        if (left.compare(rest, 0, length, 0, length) !== 0) return false;
        left = left.subarray(length);
        rest = rest.subarray(length);
      }
    }
    return rest.length === 0 && (await other.next()).done === true;
  } finally {
    await other.return?.();
  }
}
