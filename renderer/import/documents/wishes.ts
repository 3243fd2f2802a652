import type { FileFacts } from '../../../src/contract/files.ts';
import type { AttachAs, NewAttachment, NewImport } from '../../../src/contract/import.ts';
import type { ScannedDocument } from '../../../src/contract/scan.ts';

/** A document of the source, or one that somebody added by hand: that one has no source. */
export interface OfferedDocument {
  readonly source?: number;
  readonly path: string;
  /** For people. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** What a person wants done with a document. */
export interface DocumentWish {
  readonly document: OfferedDocument;
  readonly studyInstanceUid: string;
  readonly as: AttachAs;
  /** They have read it, and nobody is named in it. */
  readonly reviewed: boolean;
}

export interface DocumentsDraft {
  readonly added: readonly FileFacts[];
  /** By {@link documentKey}. */
  readonly wishes: ReadonlyMap<string, DocumentWish>;
}

export const noDocuments: DocumentsDraft = { added: [], wishes: new Map() };

export function documentKey({ source, path }: Pick<OfferedDocument, 'source' | 'path'>): string {
  return `${source ?? 'added'} ${path}`;
}

/** Those of the source first: their places are those of the scan. */
export function offeredDocuments(scanned: readonly ScannedDocument[], draft: DocumentsDraft): OfferedDocument[] {
  return [...scanned.map((each) => ({ ...each, name: nameOf(each.path) })), ...draft.added];
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What a DICOM object can be made of. */
const wrappable: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png']);
const MOST_BYTES = 64 * 1024 * 1024;

export function mayWrap({ mediaType, bytes }: OfferedDocument): boolean {
  return wrappable.has(mediaType) && bytes <= MOST_BYTES;
}

export function withWish(draft: DocumentsDraft, document: OfferedDocument, wish: DocumentWish | undefined) {
  const wishes = new Map(draft.wishes);
  if (wish === undefined) wishes.delete(documentKey(document));
  else wishes.set(documentKey(document), wish);
  return { ...draft, wishes };
}

export function withoutAdded(draft: DocumentsDraft, document: OfferedDocument): DocumentsDraft {
  return { ...withWish(draft, document, undefined), added: draft.added.filter(({ path }) => path !== document.path) };
}

/** What goes along with these studies. */
export function wishesFor(
  { wishes }: DocumentsDraft,
  studies: readonly { readonly studyInstanceUid: string }[],
): readonly DocumentWish[] {
  const uids = new Set(studies.map(({ studyInstanceUid }) => studyInstanceUid));
  return [...wishes.values()].filter(({ studyInstanceUid }) => uids.has(studyInstanceUid));
}

/** Where the images lose their identity, a document goes only when somebody has read it. */
export function mustBeRead(treatment: NewImport['treatment']['kind']): boolean {
  return treatment === 'deidentify' || treatment === 'rules';
}

/** As the server wants it; nothing when no document goes along. */
export function attachmentsFor(
  draft: DocumentsDraft,
  studies: NewImport['studies'],
): { readonly attachments?: NewAttachment[] } {
  const wishes = wishesFor(draft, studies);
  if (wishes.length === 0) return {};
  return { attachments: wishes.map(attachmentOf) };
}

function attachmentOf({ document: { source, path }, studyInstanceUid, as, reviewed }: DocumentWish): NewAttachment {
  return { studyInstanceUid, path, ...(source === undefined ? {} : { source }), as, reviewed };
}
