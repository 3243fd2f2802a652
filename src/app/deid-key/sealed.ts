import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM: a nonce, the cipher text, and the tag. `bound` is not hidden, but cannot be changed either. */
export function seal(key: Uint8Array, text: string, bound: string): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** The text again; undefined when the key is another one, or a bit has changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, bound: string): string | undefined {
  if (sealed.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
    .setAAD(Buffer.from(bound))
    .setAuthTag(sealed.subarray(-TAG));
  const text = decipher.update(sealed.subarray(NONCE, -TAG));
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch (error) {
    // What Node says of a tag that is not the right one has no code.
    if (error instanceof Error && /unable to authenticate/i.test(error.message)) return undefined;
    throw error;
  }
}
