/** Why there is no picture of a frame. `unsupported` and `broken`: there are pixels, but they cannot be shown. */
export type PictureErrorCode = 'no-pixels' | 'no-such-frame' | 'unsupported' | 'broken' | 'too-large';

export class PictureError extends Error {
  override readonly name = 'PictureError';
  readonly code: PictureErrorCode;

  constructor(code: PictureErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
