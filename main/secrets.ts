import { safeStorage } from 'electron';
import type { SecretStore } from '../src/app/secrets.ts';

/**
 * `files`, with every secret encrypted by a key from the system's key store. Where the system has none (a Linux
 * session without a keyring) that is said, and the files' own protection, owner only, is all there is.
 */
export async function withKeyStore(files: SecretStore, warn: (message: string) => void): Promise<SecretStore> {
  if (await hasKeyStore()) return new EncryptedSecrets(files);
  warn('No key store on this system: secrets are kept in files that only you may read.');
  return files;
}

async function hasKeyStore(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return safeStorage.isAsyncEncryptionAvailable();
}

/** Under names of its own, so that a secret the browser shell has left, not encrypted, is found too. */
class EncryptedSecrets implements SecretStore {
  readonly #files: SecretStore;

  constructor(files: SecretStore) {
    this.#files = files;
  }

  async get(name: string): Promise<string | undefined> {
    const encrypted = await this.#files.get(encryptedName(name));
    if (encrypted === undefined) return this.#files.get(name);
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(encrypted, 'base64'));
    if (shouldReEncrypt) await this.set(name, result);
    return result;
  }

  async set(name: string, secret: string): Promise<void> {
    const encrypted = await safeStorage.encryptStringAsync(secret);
    await this.#files.set(encryptedName(name), encrypted.toString('base64'));
    await this.#files.delete(name);
  }

  async delete(name: string): Promise<void> {
    await this.#files.delete(encryptedName(name));
    await this.#files.delete(name);
  }
}

const encryptedName = (name: string) => `${name}-encrypted`;
