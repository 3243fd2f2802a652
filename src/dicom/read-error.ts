/** Why a file cannot be read. The same words as the scan report's problem codes. */
export type DicomReadErrorCode =
  | 'not-dicom'
  | 'empty'
  | 'truncated'
  | 'bad-meta'
  | 'bad-dataset'
  | 'bad-dicomdir'
  | 'missing-uid'
  | 'no-patient'
  | 'too-large'
  | 'unsupported-transfer-syntax';

/** What the reader had to mend to read a file, and what it noticed and left as it is. */
export type RepairCode =
  | 'no-preamble'
  | 'no-meta'
  | 'bad-meta'
  | 'wrong-transfer-syntax'
  | 'odd-length'
  | 'bad-length'
  | 'bad-vr'
  | 'truncated'
  | 'trailing-bytes'
  | 'charset-guessed'
  | 'bad-order'
  | 'bad-value'
  | 'bad-text'
  | 'bad-image'
  | 'no-patient-id'
  | 'unknown-transfer-syntax'
  | 'executable-preamble';

/** The bytes cannot be read as DICOM. The message holds tags and positions, never values. */
export class DicomReadError extends Error {
  override readonly name = 'DicomReadError';
  readonly code: DicomReadErrorCode;

  constructor(code: DicomReadErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Thrown for partial input only: what was given is right so far, but ends before what was asked for. */
export class NeedMoreBytesError extends Error {
  override readonly name = 'NeedMoreBytesError';
  /** The reader gets further with this many bytes from the file's beginning, at least. */
  readonly needed: number;

  constructor(needed: number) {
    super(`The first ${needed} bytes are needed to read on.`);
    this.needed = needed;
  }
}
