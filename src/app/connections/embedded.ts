import { type AmbraConnection, openAmbraConnection } from '../../clients/ambra/connection.ts';
import type { ArchiveConnection } from '../../clients/port/archive-connection.ts';
import { inProcessOrigin } from '../../archive/archive-context.ts';
import { type ArchiveOptions, type EmbeddedArchive, openArchive } from '../../archive/open-archive.ts';
import { generatePassword } from '../../archive/security/password.ts';
import { SignInError } from '../../clients/port/errors.ts';
import type { ArchiveSecrets } from '../../contract/api.ts';
import type { Credentials } from '../../contract/connection.ts';
import type { SecretStore } from '../secrets.ts';

export const embeddedId = 'embedded';
export const embeddedName = 'This computer';
const passwordName = 'archive-password';

/** The archive inside the program: no server, no network, the same connection as any other. */
export interface Embedded {
  readonly archive: EmbeddedArchive;
  readonly connection: ArchiveConnection;
  /** Signs the owner in without the password. Calls at the same time share one sign-in. */
  signIn(): Promise<void>;
  /** How another program signs in. */
  reveal(): Promise<ArchiveSecrets>;
  /** Sets the owner's password and keeps it. */
  setPassword(password: string): Promise<void>;
  close(): Promise<void>;
}

export type EmbeddedOptions = Pick<ArchiveOptions, 'login' | 'password' | 'linkOrigin' | 'webhookHosts'>;

/** Opens the archive in `dir`, made at the first start; its generated password goes to `secrets`. */
export async function openEmbedded(
  dir: string,
  secrets: SecretStore,
  options: EmbeddedOptions = {},
): Promise<Embedded> {
  const archive = await openArchive({ dir, ...options });
  if (archive.created !== undefined) await secrets.set(passwordName, archive.created.password);
  const connection = connect(archive);
  let signingIn: Promise<void> | undefined;

  async function adoptSession(): Promise<void> {
    await connection.session.adopt(await archive.openSession());
  }

  async function opens(credentials: Credentials): Promise<boolean> {
    const { session } = connect(archive);
    try {
      await session.signIn(credentials);
    } catch (error) {
      if (error instanceof SignInError) return false;
      throw error;
    }
    await session.signOut();
    return true;
  }

  async function setPassword(password: string): Promise<void> {
    await secrets.set(passwordName, password);
    await archive.setPassword(password);
  }

  return {
    archive,
    connection,
    async signIn() {
      signingIn ??= adoptSession().finally(() => {
        signingIn = undefined;
      });
      return signingIn;
    },
    async reveal() {
      const { login, shareCode } = archive.info;
      let password = await secrets.get(passwordName);
      if (password === undefined || !(await opens({ login, password }))) {
        // The key store was cleared, another shell has set a new one, or the first start was cut short.
        password = generatePassword();
        await setPassword(password);
      }
      return { login, password, shareCode };
    },
    setPassword,
    async close() {
      await archive.close();
    },
  };
}

function connect(archive: EmbeddedArchive): AmbraConnection {
  return openAmbraConnection({
    baseUrl: inProcessOrigin,
    fetch: async (request) => archive.fetch(request),
    rate: 'off',
  });
}
