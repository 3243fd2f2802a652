import { randomBytes, timingSafeEqual } from 'node:crypto';
import { InvalidRequestError } from '../../contract/problem.ts';
import type { SecretStore } from '../secrets.ts';

const NAME = 'deid-key';
const BYTES = 32;

/**
 * The installation's key of the UID, ID and date maps, made at its first use. It leaves this machine only in a file
 * that a person asked for, under a passphrase.
 */
export class DeidKey {
  readonly #secrets: SecretStore;
  #key: Promise<Uint8Array> | undefined;

  constructor(secrets: SecretStore) {
    this.#secrets = secrets;
  }

  async get(): Promise<Uint8Array> {
    this.#key ??= this.#kept().catch((error: unknown) => {
      this.#key = undefined;
      throw error;
    });
    return this.#key;
  }

  /**
   * Takes over the key of another machine. Who was de-identified here before gets other pseudonyms from then on, so
   * that a key that is there already is replaced only on demand.
   */
  async replace(key: Uint8Array, { force }: { readonly force: boolean }): Promise<void> {
    if (key.length !== BYTES) throw new InvalidRequestError('bad-key', 'The key has the wrong length.');
    const kept = await this.#secrets.get(NAME);
    const isSame = kept !== undefined && timingSafeEqual(key, Buffer.from(kept, 'base64'));
    if (isSame) return;
    if (kept !== undefined && !force)
      throw new InvalidRequestError(
        'has-key',
        'This computer has de-identified with a key of its own. With another one the same patients get other pseudonyms: say --replace if that is meant, and export the old key before.',
        { next: 'correct-input' },
      );
    await this.#secrets.set(NAME, Buffer.from(key).toString('base64'));
    this.#key = Promise.resolve(key);
  }

  async #kept(): Promise<Uint8Array> {
    const kept = await this.#secrets.get(NAME);
    if (kept !== undefined) return new Uint8Array(Buffer.from(kept, 'base64'));
    const made = randomBytes(BYTES);
    await this.#secrets.set(NAME, made.toString('base64'));
    return new Uint8Array(made);
  }
}
