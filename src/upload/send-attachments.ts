import { createHash } from 'node:crypto';
import type { OpenStudy, StoredAttachment } from '../clients/port/archive-connection.ts';
import { BadAnswerError, UnreachableError } from '../clients/port/errors.ts';
import { FileroomError, InvalidRequestError, toProblem } from '../contract/problem.ts';
import type { AttachmentRow } from './attachment-rows.ts';
import type { StudyRow } from './journal-rows.ts';
import { type Run, askServer, rethrowFatal, unreachable } from './run.ts';
import { streamSource } from './source.ts';

/** No report is larger; what is, is something else. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Sends the documents of a study, one after the other. One is sent when the server gives the same bytes out again: so an
 * attempt that was cut off is neither lost nor sent twice. Throws only a `Stop`.
 */
export async function sendAttachments(run: Run, study: StudyRow, remote: OpenStudy): Promise<void> {
  for (const attachment of run.journal.attachments(study.id)) {
    if (attachment.state !== 'waiting') continue;
    try {
      run.journal.attachmentEnded(attachment.id, { sha256: await sendOne(run, remote, attachment) });
    } catch (error) {
      rethrowFatal(run, error);
      if (error instanceof UnreachableError) throw unreachable(run, error);
      if (!(error instanceof FileroomError)) run.unexpected(error);
      run.journal.attachmentEnded(attachment.id, { failure: toProblem(error) });
    }
    run.moved();
  }
}

async function sendOne(run: Run, remote: OpenStudy, attachment: AttachmentRow): Promise<string> {
  const { ingest } = run.connection;
  const { signal } = run.controller;
  if (ingest.attach === undefined)
    throw new InvalidRequestError('attachments-unsupported', 'This server takes no documents with a study.');
  const open = () => streamSource(attachment);
  const sha256 = await digestOf(open());
  const before = await list(run, remote);
  if (await holds(run, remote, { attachment, sha256 }, before)) return sha256;
  const { fileName, mediaType, bytes } = attachment;
  await askServer(run, async () => ingest.attach?.(remote, { fileName, mediaType, bytes, open }, signal));
  const known = new Set(before.map(({ id, version }) => `${id} ${version}`));
  const after = (await list(run, remote)).filter(({ id, version }) => !known.has(`${id} ${version}`));
  if (await holds(run, remote, { attachment, sha256 }, after)) return sha256;
  throw new BadAnswerError(
    'attachment-not-verified',
    'The document was sent, but the server has not shown that it holds it.',
    { next: 'retry' },
  );
}

async function list(
  { connection: { ingest }, controller }: Run,
  remote: OpenStudy,
): Promise<readonly StoredAttachment[]> {
  return (await ingest.listAttached?.(remote, controller.signal)) ?? [];
}

/** Whether one of these is the document, byte for byte. */
async function holds(
  { connection: { ingest }, controller }: Run,
  remote: OpenStudy,
  { attachment, sha256 }: { readonly attachment: AttachmentRow; readonly sha256: string },
  stored: readonly StoredAttachment[],
): Promise<boolean> {
  for (const one of stored) {
    if (one.bytes !== undefined && one.bytes !== attachment.bytes) continue;
    const content = await ingest.readAttached?.(remote, one, controller.signal);
    if (content !== undefined && (await digestOf(content.stream)) === sha256) return true;
  }
  return false;
}

async function digestOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new BadAnswerError('too-large', 'The document is larger than a document can be.');
    hash.update(chunk);
  }
  return hash.digest('hex');
}
