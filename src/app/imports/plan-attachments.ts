import { open, realpath } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { NewImport } from '../../contract/import.ts';
import { InvalidRequestError, NotFoundError } from '../../contract/problem.ts';
import { reasonOf } from '../../source/reason.ts';
import { sniff } from '../../source/sniff.ts';
import type { ImportPlan, PlannedAttachment } from '../../upload/plan.ts';
import { UnprocessableError } from '../errors.ts';

const HEAD = 64 * 1024;
/** More than any report has; storages take no more at once. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The plan with the documents that go with its studies. Nothing in a document is de-identified: when the images are, it
 * goes only if somebody has read it, and under a name that tells nothing.
 */
export async function withAttachments(
  plan: ImportPlan,
  { attachments = [], treatment }: Pick<NewImport, 'attachments' | 'treatment'>,
): Promise<ImportPlan> {
  const isNameless = treatment.kind === 'deidentify' || treatment.kind === 'rules';
  if (isNameless && attachments.some(({ reviewed }) => reviewed !== true)) {
    throw new UnprocessableError(
      'document-unread',
      'Documents are sent as they are, and the images are de-identified. Read each document first, and say that nobody is named in it.',
      { next: 'review-identity' },
    );
  }
  const planned = new Map<string, PlannedAttachment[]>();
  for (const [index, { studyInstanceUid, path }] of attachments.entries()) {
    if (!plan.studies.some((study) => study.studyInstanceUid === studyInstanceUid))
      throw new UnprocessableError('not-in-scan', 'A document is for a study that is not sent.', {
        next: 'correct-input',
      });
    const document = await plannedDocument(path, isNameless ? index + 1 : undefined);
    planned.set(studyInstanceUid, [...(planned.get(studyInstanceUid) ?? []), document]);
  }
  const studies = plan.studies.map((study) => {
    const own = planned.get(study.studyInstanceUid);
    return own === undefined ? study : { ...study, attachments: own };
  });
  return { ...plan, studies };
}

async function plannedDocument(path: string, number: number | undefined): Promise<PlannedAttachment> {
  const { file, head, bytes, mtimeMs } = await look(path);
  const content = sniff(head);
  if (bytes === 0 || bytes > MOST_BYTES || content.kind === 'program')
    throw refused('The document cannot be sent: it is empty, too large, or a program.');
  if (content.kind === 'dicom') throw refused('The document is a DICOM object: import it like the others.');
  const fileName = number === undefined ? basename(file) : `document-${number}${extname(file).toLowerCase()}`;
  const mediaType = content.kind === 'document' ? content.mediaType : 'application/octet-stream';
  return { file, fileName, mediaType, bytes, mtimeMs };
}

async function look(path: string) {
  try {
    const file = await realpath(path);
    const handle = await open(file);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw refused('What is to be attached is no file.');
      const head = Buffer.alloc(Math.min(HEAD, stats.size));
      await handle.read(head, 0, head.length, 0);
      return { file, head, bytes: stats.size, mtimeMs: Math.trunc(stats.mtimeMs) };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof InvalidRequestError) throw cause;
    throw new NotFoundError('no-document', `A document cannot be read: ${reasonOf(cause)}.`, {
      next: 'correct-input',
      cause,
    });
  }
}

function refused(message: string): InvalidRequestError {
  return new InvalidRequestError('bad-document', message, { next: 'correct-input' });
}
