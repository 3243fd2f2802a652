/** How elements are laid out in bytes (PS3.5 7.1 and A). */
export interface Encoding {
  readonly explicitVr: boolean;
  readonly littleEndian: boolean;
}

export const IMPLICIT_LE = '1.2.840.10008.1.2';
export const EXPLICIT_LE = '1.2.840.10008.1.2.1';
export const DEFLATED_LE = '1.2.840.10008.1.2.1.99';
export const EXPLICIT_BE = '1.2.840.10008.1.2.2';
/** Private to GE: implicit little endian with big endian pixels. */
export const GE_IMPLICIT = '1.2.840.113619.5.2';

export const implicitLittle: Encoding = { explicitVr: false, littleEndian: true };
export const explicitLittle: Encoding = { explicitVr: true, littleEndian: true };
export const explicitBig: Encoding = { explicitVr: true, littleEndian: false };
/** In no standard, but written by an old modality or two. */
export const implicitBig: Encoding = { explicitVr: false, littleEndian: false };

const DEFLATED = new Set([DEFLATED_LE, '1.2.840.10008.1.2.4.95', '1.2.840.10008.1.2.4.205']);

const NATIVE = new Set([IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, GE_IMPLICIT, ...DEFLATED]);

/** All others, private and future ones included, are explicit little endian (PS3.5 A.4). */
export function encodingOf(transferSyntaxUid: string): Encoding {
  if (transferSyntaxUid === IMPLICIT_LE) return implicitLittle;
  if (transferSyntaxUid === EXPLICIT_BE) return explicitBig;
  if (transferSyntaxUid === GE_IMPLICIT) return implicitLittle;
  return explicitLittle;
}

/** Pixels lie in fragments (PS3.5 A.4). */
export function isCompressed(transferSyntaxUid: string): boolean {
  return !NATIVE.has(transferSyntaxUid);
}

/** The data set after the meta group is one deflate stream (PS3.5 A.5). */
export function isDeflated(transferSyntaxUid: string): boolean {
  return DEFLATED.has(transferSyntaxUid);
}

export function transferSyntaxOf(encoding: Encoding): string {
  if (encoding.explicitVr) return encoding.littleEndian ? EXPLICIT_LE : EXPLICIT_BE;
  return IMPLICIT_LE;
}
