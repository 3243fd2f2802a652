import { createPublicKey, type KeyObject, sign } from 'node:crypto';

/**
 * The signature that /session/sign wants, in Base64: over e-mail, sid, public key (DER) and the word sha256, joined by
 * NUL; by the key's own algorithm with SHA-256. "Binary form" of a sid is read as the bytes that its hex digits stand for,
 * dashes left out; a sid that is no such number counts as the bytes of its text.
 */
export function signSession(email: string, sid: string, privateKey: KeyObject): string {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const nul = Buffer.from([0]);
  const parts = [Buffer.from(email), nul, binaryForm(sid), nul, publicKey, nul, Buffer.from('sha256')];
  return sign('sha256', Buffer.concat(parts), privateKey).toString('base64');
}

function binaryForm(sid: string): Buffer {
  const digits = sid.replaceAll('-', '');
  return /^([0-9a-f]{2})+$/i.test(digits) ? Buffer.from(digits, 'hex') : Buffer.from(sid);
}
