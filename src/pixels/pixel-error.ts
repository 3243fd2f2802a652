/** Why the samples of a frame cannot be had. `unsupported` and `broken`: there are pixels, but they cannot be read. */
export type PixelErrorCode = 'no-pixels' | 'no-such-frame' | 'unsupported' | 'broken' | 'too-large';

/** The message names what it is about, never a value. */
export class PixelError extends Error {
  override readonly name = 'PixelError';
  readonly code: PixelErrorCode;

  constructor(code: PixelErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
