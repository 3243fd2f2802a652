import { createHash } from 'node:crypto';
import type { OpenStudy, StoredObject } from '../clients/port/archive-connection.ts';
import { PermissionError } from '../clients/port/errors.ts';
import type { Proof } from '../contract/import.ts';
import { FileroomError, NotFoundError, type Problem } from '../contract/problem.ts';
import { hasSamePixels } from './has-same-pixels.ts';
import type { ObjectRow } from './journal-rows.ts';
import { type News, newsOf } from './news.ts';
import { prepare } from './outgoing.ts';
import { type Run, askServer, rethrowFatal } from './run.ts';

const notListed: Problem = {
  code: 'not-stored',
  message: 'The server took the object, but its own list does not hold it.',
  next: 'retry',
};
const otherVersion: Problem = {
  code: 'other-version',
  message: 'The server holds the object, but not as it was sent now.',
  next: 'retry',
};
const otherBytes: Problem = {
  code: 'other-bytes',
  message: 'The server holds the object, but not with the content that was sent.',
  next: 'retry',
};

/** The server counts other objects than it lists: neither can be believed. */
class CountsDisagreeError extends FileroomError {
  readonly name = 'CountsDisagreeError';
}

/** Objects are compared again where the failure was that of an earlier look. */
export const provable: ReadonlySet<string> = new Set([notListed.code, otherVersion.code, otherBytes.code]);

interface Look {
  readonly proofs: ReadonlyMap<number, Proof>;
  readonly missing: ReadonlyMap<number, Problem>;
  readonly isCounted: boolean;
}

/**
 * Holds every object that was sent against the server's own list, which may need a moment to be complete, and is looked
 * at again when the server tells of a change: its UID, the version that was acknowledged, and the digest or the length that the list gives. Where it gives neither, a few
 * objects are read back.
 * @throws CountsDisagreeError
 */
export async function proveArrival(run: Run, remote: OpenStudy, sent: readonly ObjectRow[]): Promise<void> {
  if (sent.length === 0) return;
  const news = newsOf(run, remote);
  try {
    await lookUntilProved(run, remote, sent, news);
  } finally {
    news.stop();
  }
}

async function lookUntilProved(run: Run, remote: OpenStudy, sent: readonly ObjectRow[], news: News): Promise<void> {
  const patience = (look: number) => Math.min(run.retry.maxMs, run.retry.baseMs * 2 ** (look - 1));
  let until: number | undefined;
  for (let look = 1; ;) {
    const { proofs, missing, isCounted } = await lookAt(run, remote, sent);
    if ((missing.size === 0 && isCounted) || look >= run.retry.attempts) {
      if (!isCounted) {
        throw new CountsDisagreeError(
          'counts-disagree',
          'The server counts other objects in this study than it lists. Look at it again later.',
          { next: 'retry' },
        );
      }
      const readBack = await readSomeBack(run, remote, sent, proofs);
      const failures = new Map([...missing, ...readBack.missing]);
      run.journal.verified(
        [...proofs].flatMap(([id, proof]) => (failures.has(id) ? [] : { id, proof: readBack.proof ?? proof })),
        [...failures].map(([id, failure]) => ({ id, failure })),
      );
      for (const { id, bytes, state } of sent) if (failures.has(id) && state !== 'failed') run.progress.missing(bytes);
      for (const { id, bytes, state } of sent) if (!failures.has(id) && state === 'failed') run.progress.found(bytes);
      return;
    }
    until ??= performance.now() + patience(look);
    // News of other studies must not use up the patience with this one, nor make it endless.
    if ((await news.within(until - performance.now())) && performance.now() < until) continue;
    look += 1;
    until = undefined;
  }
}

async function lookAt(run: Run, remote: OpenStudy, sent: readonly ObjectRow[]): Promise<Look> {
  const { ingest } = run.connection;
  const { signal } = run.controller;
  const stored = await askServer(run, async () => ingest.listStored(remote, signal));
  const counted = await askServer(run, async () => ingest.countStored?.(remote, signal));
  const listed = Map.groupBy(stored, ({ sopInstanceUid }) => sopInstanceUid);
  const proofs = new Map<number, Proof>();
  const missing = new Map<number, Problem>();
  for (const object of sent) {
    const found = compare(object, listed.get(object.sentSopInstanceUid ?? object.sopInstanceUid));
    if (typeof found === 'string') proofs.set(object.id, found);
    else missing.set(object.id, found);
  }
  return { proofs, missing, isCounted: counted === undefined || counted >= listed.size };
}

/** A new identity has not arrived while the server still shows the object with the old one. */
function compare(
  { sentVersion, sentSha256, sentBytes }: ObjectRow,
  versions: readonly StoredObject[] | undefined,
): Proof | Problem {
  if (versions === undefined) return notListed;
  const stored = versions.find(({ version }) => sentVersion === undefined || version === sentVersion);
  if (stored === undefined) return otherVersion;
  if (stored.sha256 !== undefined && sentSha256 !== undefined) {
    return stored.sha256 === sentSha256 ? 'digest' : otherBytes;
  }
  if (stored.bytes !== undefined && sentBytes !== undefined) return stored.bytes === sentBytes ? 'size' : otherBytes;
  return 'list';
}

/**
 * Of what only a list vouches for, the first, the last and the largest are read back; when one of them is not what was
 * sent, all are, so that each is named. A server that does not let us read leaves it at the list.
 */
async function readSomeBack(
  run: Run,
  remote: OpenStudy,
  sent: readonly ObjectRow[],
  proofs: ReadonlyMap<number, Proof>,
): Promise<{ proof?: Proof; missing: ReadonlyMap<number, Problem> }> {
  const listed = sent.filter(({ id, sentSha256 }) => proofs.get(id) === 'list' && sentSha256 !== undefined);
  const largest = listed.reduce<ObjectRow | undefined>(
    (most, object) => (object.bytes <= readBackBytes && object.bytes > (most?.bytes ?? 0) ? object : most),
    undefined,
  );
  const sample = new Set([listed[0], listed.at(-1), largest]);
  const missing = new Map<number, Problem>();
  let isRead = false;
  for (const object of new Set([...sample, ...listed])) {
    // Past the sample only when something of it was wrong.
    if (object === undefined || (missing.size === 0 && !sample.has(object))) continue;
    const same = await isAsSent(run, remote, object);
    if (same === undefined) continue;
    isRead = true;
    if (!same) missing.set(object.id, otherBytes);
  }
  return { ...(isRead ? { proof: 'read-back' as const } : {}), missing };
}

/** Larger ones are not read back: that would take as long as sending them. */
const readBackBytes = 32 * 1024 * 1024;

/** Undefined when the server does not give it to us. */
async function isAsSent(run: Run, remote: OpenStudy, object: ObjectRow): Promise<boolean | undefined> {
  const { ingest } = run.connection;
  if (ingest.readStored === undefined || object.bytes > readBackBytes) return undefined;
  const { signal } = run.controller;
  try {
    const uid = object.sentSopInstanceUid ?? object.sopInstanceUid;
    const version = object.sentVersion ?? '*';
    const received = await askServer(run, async () => {
      const { stream } = (await ingest.readStored?.(remote, { sopInstanceUid: uid, version }, signal)) ?? {};
      return stream && collect(stream, readBackBytes);
    });
    if (received === undefined) return undefined;
    if (createHash('sha256').update(received).digest('hex') === object.sentSha256) return true;
    // Servers may correct attributes of their own accord; pixels they must leave alone.
    const outgoing = await prepare(run, object, () => undefined);
    return hasSamePixels(await collect(outgoing.open(), readBackBytes), received);
  } catch (error) {
    rethrowFatal(run, error);
    if (error instanceof PermissionError) return undefined;
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

/** What is longer than `limit` is cut off there: it is not what was sent. */
async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes > limit) break;
  }
  return Buffer.concat(chunks);
}
