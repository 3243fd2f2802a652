import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asLocalStorageError } from '../upload/local-storage.ts';

/** A few short secrets by name. The desktop shell keeps them in the system's key store. */
export interface SecretStore {
  get(name: string): Promise<string | undefined>;
  /** Resolves when the secret is safe on the disk. */
  set(name: string, secret: string): Promise<void>;
  delete(name: string): Promise<void>;
}

/** Secrets as files that only their owner may read, each replaced as a whole. */
export class FileSecretStore implements SecretStore {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  async get(name: string): Promise<string | undefined> {
    try {
      return await readFile(this.#file(name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw asLocalStorageError(error) ?? error;
    }
  }

  async set(name: string, secret: string): Promise<void> {
    const temporary = `${this.#file(name)}.${randomUUID()}`;
    try {
      await writeFile(temporary, secret, { mode: 0o600, flag: 'wx', flush: true });
      await rename(temporary, this.#file(name));
    } catch (error) {
      await rm(temporary, { force: true });
      throw asLocalStorageError(error) ?? error;
    }
  }

  async delete(name: string): Promise<void> {
    await rm(this.#file(name), { force: true });
  }

  #file(name: string): string {
    if (!/^[a-z0-9-]+$/.test(name)) throw new TypeError('A secret’s name is lower case, digits and hyphens');
    return join(this.#dir, `secret-${name}`);
  }
}
