/** A value cannot be written as DICOM. The message holds tags, never values. */
export class DicomWriteError extends Error {
  override readonly name = 'DicomWriteError';
  readonly code: 'bad-value' | 'too-large' | 'not-in-character-set' | 'not-editable';

  constructor(code: DicomWriteError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
