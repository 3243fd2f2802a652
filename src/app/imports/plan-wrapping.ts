import { createHash } from 'node:crypto';
import { InvalidRequestError } from '../../contract/problem.ts';
import type { PlannedObject, PlannedStudy, Wrapping } from '../../upload/plan.ts';
import { streamSource } from '../../upload/source.ts';
import { UnprocessableError } from '../errors.ts';
import type { FoundDocument } from './find-document.ts';

/** Made in memory, as a whole. */
const MOST_BYTES = 64 * 1024 * 1024;

const wrappable: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/**
 * A document as an object of its study. The same file in the same study is always the same object, so that sending it
 * again adds nothing.
 */
export async function planWrapping(
  document: FoundDocument,
  { studyInstanceUid, objects }: PlannedStudy,
  about: Pick<Wrapping, 'title' | 'burnedIn'>,
): Promise<PlannedObject> {
  const { sourceRoot, path, file, place, bytes, fileBytes, mtimeMs, mediaType } = document;
  if (!wrappable.has(mediaType) || bytes > MOST_BYTES) {
    throw new InvalidRequestError(
      'cannot-wrap',
      'Only PDF, JPEG and PNG of up to 64 MB can become DICOM objects. Send the document along as a file instead.',
      { next: 'correct-input' },
    );
  }
  const template = objects.find(({ wrap }) => wrap === undefined);
  if (template === undefined)
    throw new UnprocessableError('nothing-left', 'No image of the study is sent that the document could go with.', {
      next: 'correct-input',
    });
  const sha256 = await digestOf(document);
  const [sopInstanceUid, seriesInstanceUid] = [
    uidOf('object', studyInstanceUid, sha256),
    uidOf('series', studyInstanceUid, sha256),
  ];
  return {
    sourceRoot,
    path,
    file,
    ...(place === undefined ? {} : { place }),
    sopInstanceUid,
    bytes,
    fileBytes,
    mtimeMs,
    mend: true,
    wrap: { ...about, sha256, seriesInstanceUid, template: asTemplate(template) },
  };
}

function asTemplate({ file, place, bytes, sopInstanceUid }: PlannedObject): Wrapping['template'] {
  return { file, ...(place === undefined ? {} : { place }), bytes, sopInstanceUid };
}

async function digestOf(document: FoundDocument): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of streamSource(document)) hash.update(chunk);
  return hash.digest('hex');
}

/** A UID of a UUID (PS3.5 B.2), of version 8 (RFC 9562 5.8): made of what it stands for. */
function uidOf(...parts: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`;
}
