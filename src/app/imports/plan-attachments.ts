import { extname } from 'node:path';
import type { NewAttachment, NewImport } from '../../contract/import.ts';
import type { ImportPlan, PlannedAttachment, PlannedObject, PlannedStudy } from '../../upload/plan.ts';
import { UnprocessableError } from '../errors.ts';
import { type FoundDocument, documentAt, scannedDocument } from './find-document.ts';
import { planWrapping } from './plan-wrapping.ts';
import type { Scanned } from './scanned.ts';

/**
 * The plan with the documents that go with its studies. Nothing in a document is de-identified: when the images are, it
 * goes only if somebody has read it, and under a name that tells nothing.
 */
export async function withAttachments(
  plan: ImportPlan,
  { attachments = [], treatment }: Pick<NewImport, 'attachments' | 'treatment'>,
  scanned: Scanned,
): Promise<ImportPlan> {
  const isNameless = treatment.kind === 'deidentify' || treatment.kind === 'rules';
  if (isNameless && attachments.some(({ reviewed }) => reviewed !== true)) {
    throw new UnprocessableError(
      'document-unread',
      'Documents are sent as they are, and the images are de-identified. Read each document first, and say that nobody is named in it.',
      { next: 'review-identity' },
    );
  }
  const studies = new Map(plan.studies.map((study) => [study.studyInstanceUid, study]));
  for (const [index, wanted] of attachments.entries()) {
    const study = studies.get(wanted.studyInstanceUid);
    if (study === undefined)
      throw new UnprocessableError('not-in-scan', 'A document is for a study that is not sent.', {
        next: 'correct-input',
      });
    const document = await find(wanted, scanned);
    const number = isNameless ? index + 1 : undefined;
    studies.set(wanted.studyInstanceUid, await withDocument(study, wanted, document, number));
  }
  return { ...plan, studies: [...studies.values()] };
}

async function find({ source, path }: NewAttachment, scanned: Scanned): Promise<FoundDocument> {
  return source === undefined ? documentAt(path) : scannedDocument(scanned, { source, path });
}

/** @param number of a document whose name may tell nothing */
async function withDocument(
  study: PlannedStudy,
  { as = 'file', reviewed = false }: NewAttachment,
  document: FoundDocument,
  number: number | undefined,
): Promise<PlannedStudy> {
  if (as === 'file') {
    const planned = plannedAttachment(document, number);
    return { ...study, attachments: [...(study.attachments ?? []), planned] };
  }
  const title = number === undefined ? document.name.replace(/\.[^.]{1,5}$/, '') : `Document ${number}`;
  const object = await planWrapping(document, study, { title, burnedIn: !reviewed });
  return { ...study, objects: withoutDouble(study.objects, object) };
}

/** The same file twice is one object. */
function withoutDouble(objects: readonly PlannedObject[], added: PlannedObject): PlannedObject[] {
  return [...objects.filter(({ sopInstanceUid }) => sopInstanceUid !== added.sopInstanceUid), added];
}

function plannedAttachment(document: FoundDocument, number: number | undefined): PlannedAttachment {
  const { file, place, name, mediaType, bytes, fileBytes, mtimeMs } = document;
  const fileName = number === undefined ? name : `document-${number}.${endingOf(name)}`;
  return { file, ...(place === undefined ? {} : { place }), fileName, mediaType, bytes, fileBytes, mtimeMs };
}

/** What a program is chosen by to open it; any other ending may be a name. */
const endings: ReadonlySet<string> = new Set(
  'pdf jpg jpeg png gif bmp webp tif tiff txt csv xml json rtf html htm doc docx odt xls xlsx ods ppt pptx odp mp4 avi'.split(
    ' ',
  ),
);

function endingOf(name: string): string {
  const ending = extname(name).slice(1).toLowerCase();
  return endings.has(ending) ? ending : 'bin';
}
