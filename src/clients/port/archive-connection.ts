import type { Credentials, DestinationRules, SessionState } from '../../contract/connection.ts';
import type { IdentityQuery, IdentityRecord } from '../../contract/identity-record.ts';
import type { Annotation, KeyImage, NewAnnotation, NewKeyImage } from '../../contract/reading.ts';
import type { Link, NewLink, NewShare, Recipient, Share } from '../../contract/sharing.ts';
import type { Study, StudyTree, WorklistPage, WorklistQuery } from '../../contract/study.ts';

/** A body that is streamed: `close` or cancelling frees the connection. */
export interface ByteStream {
  readonly mediaType: string;
  readonly bytes: number | undefined;
  readonly stream: ReadableStream<Uint8Array>;
}

/**
 * One configured server, whatever its vendor. What a vendor lacks is absent (`undefined`) here, never a silent no-op.
 * Every method may throw the errors of `errors.ts`; an `AbortSignal` ends a call with its reason.
 */
export interface ArchiveConnection {
  readonly session: Session;
  readonly worklist?: Worklist;
  readonly studies?: Studies;
  readonly ingest?: Ingest;
  readonly annotations?: Annotations;
  readonly keyImages?: KeyImages;
  readonly shares?: Shares;
  readonly links?: Links;
  readonly identities?: Identities;
  readonly attachments?: Attachments;
  readonly updates?: Updates;
}

export interface Session {
  readonly state: SessionState;
  signIn(credentials: Credentials, signal?: AbortSignal): Promise<SessionState>;
  enterPin(pin: string, signal?: AbortSignal): Promise<SessionState>;
  /** A visit without an account, for one share code. Only `ingest` works then. Throws `NotFoundError` for a wrong code. */
  useShareCode(code: string, signal?: AbortSignal): Promise<DestinationRules>;
  /** After the server has ended the session: whether there is one again, without asking anybody. Absent where none can be. */
  renew?(): Promise<boolean>;
  signOut(): Promise<void>;
  /** Called with every change, expiry noticed on any call included. Returns the unsubscriber. */
  onChange(listener: (state: SessionState) => void): () => void;
}

export interface Worklist {
  list(query: WorklistQuery, signal?: AbortSignal): Promise<WorklistPage>;
}

export interface Studies {
  get(uuid: string, signal?: AbortSignal): Promise<Study>;
  tree(study: Study, signal?: AbortSignal): Promise<StudyTree>;
  openInstance(study: Study, sopInstanceUid: string, signal?: AbortSignal): Promise<ByteStream>;
  /** A JPEG of the 1-based frame. */
  openThumbnail(study: Study, sopInstanceUid: string, frame: number, signal?: AbortSignal): Promise<ByteStream>;
  /** The whole study as a file-set with a DICOMDIR (PS3.10 8), in a ZIP archive. */
  openDownload(study: Study, signal?: AbortSignal): Promise<ByteStream>;
  delete(study: Study, signal?: AbortSignal): Promise<void>;
}

/** The header values a server wants before the objects arrive; DICOM forms (PN, DA, TM), decoded to Unicode. */
export interface StudyHeader {
  readonly studyInstanceUid: string;
  readonly patientName?: string;
  readonly patientId?: string;
  readonly patientBirthDate?: string;
  readonly patientSex?: string;
  readonly studyDate?: string;
  readonly studyTime?: string;
  readonly modality?: string;
  readonly description?: string;
  readonly accessionNumber?: string;
  readonly referringPhysician?: string;
}

/** A study that is open for objects on the server. Plain data: it survives in the journal. */
export interface OpenStudy {
  readonly uuid: string;
  readonly studyInstanceUid: string;
  readonly namespaceId: string;
  readonly storageNamespaceId: string;
  /** Where the server wants the bytes, when that is another host. */
  readonly storageHost?: string;
}

export interface StoredObject {
  readonly sopInstanceUid: string;
  readonly version: string;
  /** Of the file as it is stored, where the server's list gives it. */
  readonly sha256?: string;
  readonly bytes?: number;
}

/** A report or picture that belongs to a study and is no DICOM object. */
export interface StoredAttachment {
  readonly id: string;
  readonly version: string;
  readonly fileName?: string;
  readonly mediaType?: string;
  readonly bytes?: number;
}

export interface AttachmentToSend {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly open: () => ReadableStream<Uint8Array>;
}

export interface Ingest {
  rules(destination: { namespaceId: string } | { shareCode: string }, signal?: AbortSignal): Promise<DestinationRules>;
  /** The server's number for an MD5 sum, always the same one: rules may ask for it. */
  md5Counter?(namespaceId: string, md5: string, signal?: AbortSignal): Promise<string>;
  /** Announces a study. Calling again for the same study goes on with the one that is there. */
  open(namespaceId: string, header: StudyHeader, signal?: AbortSignal): Promise<OpenStudy>;
  /** Sends one Part 10 file. Resolves only when the server has acknowledged it. Safe to repeat. */
  putObject(
    study: OpenStudy,
    object: {
      readonly sopInstanceUid: string;
      readonly bytes: number;
      readonly open: () => ReadableStream<Uint8Array>;
    },
    signal?: AbortSignal,
  ): Promise<StoredObject>;
  /** Tells the server that all `count` objects were sent. */
  complete(study: OpenStudy, count: number, signal?: AbortSignal): Promise<void>;
  /** The server's own list of what it holds, for the proof of arrival. */
  listStored(study: OpenStudy, signal?: AbortSignal): Promise<readonly StoredObject[]>;
  /** How many objects the server counts, by another way than its list; undefined when it does not say. */
  countStored?(study: OpenStudy, signal?: AbortSignal): Promise<number | undefined>;
  /** An object as the server gives it out again. */
  readStored?(
    study: OpenStudy,
    object: Pick<StoredObject, 'sopInstanceUid' | 'version'>,
    signal?: AbortSignal,
  ): Promise<ByteStream>;
  /** Sends a document to go with a study that is open. Sending it again attaches it twice: look at the list first. */
  attach?(study: OpenStudy, attachment: AttachmentToSend, signal?: AbortSignal): Promise<void>;
  listAttached?(study: OpenStudy, signal?: AbortSignal): Promise<readonly StoredAttachment[]>;
  readAttached?(
    study: OpenStudy,
    attachment: Pick<StoredAttachment, 'id' | 'version'>,
    signal?: AbortSignal,
  ): Promise<ByteStream>;
}

/** Documents of stored studies. */
export interface Attachments {
  list(study: Study, signal?: AbortSignal): Promise<StoredAttachment[]>;
  open(
    study: Study,
    id: string,
    signal?: AbortSignal,
  ): Promise<{ readonly attachment: StoredAttachment; readonly content: ByteStream }>;
}

/** Only what Fileroom wrote, or understands as well: other programs' annotations are neither listed nor touched. */
export interface Annotations {
  list(study: Study, signal?: AbortSignal): Promise<Annotation[]>;
  add(study: Study, annotation: NewAnnotation, signal?: AbortSignal): Promise<Annotation>;
  set(study: Study, uuid: string, annotation: NewAnnotation, signal?: AbortSignal): Promise<Annotation>;
  delete(study: Study, uuid: string, signal?: AbortSignal): Promise<void>;
}

export interface KeyImages {
  list(study: Study, signal?: AbortSignal): Promise<KeyImage[]>;
  add(study: Study, image: NewKeyImage, signal?: AbortSignal): Promise<KeyImage>;
  delete(study: Study, uuid: string, signal?: AbortSignal): Promise<void>;
}

export interface Shares {
  who(study: Study, signal?: AbortSignal): Promise<Recipient[]>;
  list(study: Study, signal?: AbortSignal): Promise<Share[]>;
  add(study: Study, share: NewShare, signal?: AbortSignal): Promise<Share>;
  stop(study: Study, shareId: string, signal?: AbortSignal): Promise<void>;
}

export interface Links {
  list(study: Study, signal?: AbortSignal): Promise<Link[]>;
  add(study: Study, link: NewLink, signal?: AbortSignal): Promise<Link>;
  revoke(study: Study, uuid: string, signal?: AbortSignal): Promise<void>;
}

/** The house's own patients and orders: the right identity for what comes from outside. */
export interface Identities {
  find(query: IdentityQuery, signal?: AbortSignal): Promise<IdentityRecord[]>;
}

/** What the server tells of its own accord. */
export interface Updates {
  /**
   * Calls `listener` when studies of a namespace may have changed, another one's arrival included: the server has said
   * so, or may have while nobody could hear it. At intervals from a server that says nothing. Returns the unsubscriber.
   */
  followStudies(namespaceId: string, listener: () => void): () => void;
}
