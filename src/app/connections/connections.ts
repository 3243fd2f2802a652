import { openAmbraConnection } from '../../clients/ambra/connection.ts';
import { probeAmbra } from '../../clients/ambra/probe.ts';
import type { ArchiveConnection } from '../../clients/port/archive-connection.ts';
import type {
  Ability,
  Connection,
  ConnectionTest,
  Credentials,
  DestinationRules,
  NewConnection,
} from '../../contract/connection.ts';
import type { IdentityPreset } from '../../contract/identity-preset.ts';
import type { ModalityWorklist } from '../../contract/modality-worklist.ts';
import type { ConnectionNetwork, NetworkChange } from '../../contract/network.ts';
import { InvalidRequestError, NotFoundError, toProblem } from '../../contract/problem.ts';
import { ConflictError } from '../errors.ts';
import type { Events } from '../events.ts';
import type { ConnectionStore, StoredConnection } from './connection-store.ts';
import { type Embedded, embeddedId, embeddedName } from './embedded.ts';
import { followWorklists } from './follow-worklists.ts';
import type { Networks } from './networks.ts';

interface Entry extends Omit<StoredConnection, 'vendor' | 'url'> {
  readonly vendor: Connection['vendor'];
  readonly url?: string;
  readonly connection: ArchiveConnection;
}

/** All configured servers and their sessions. Sessions live in memory only: closing the program signs out. */
export class Connections {
  readonly #entries = new Map<string, Entry>();
  /** Under which share code a connection is being visited. */
  readonly #visits = new Map<string, string>();
  readonly #store: ConnectionStore;
  readonly #embedded: Embedded;
  readonly #networks: Networks;
  readonly #events: Events;
  readonly #report: (error: unknown) => void;
  /** What ends the following of each connection's worklist. */
  readonly #followed = new Map<string, () => void>();
  #onWorklist: ((connectionId: string) => void) | undefined;
  /** Told when a person has signed in anew: what waits for it can go on. */
  onSignedIn: ((connectionId: string) => void) | undefined;

  /** `report` is told of failures that nobody waits for. */
  constructor(
    store: ConnectionStore,
    embedded: Embedded,
    networks: Networks,
    events: Events,
    report: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#embedded = embedded;
    this.#networks = networks;
    this.#events = events;
    this.#report = report;
    this.#enter({ id: embeddedId, name: embeddedName, vendor: 'embedded', connection: embedded.connection });
    for (const stored of store.list()) this.#enterStored(stored);
  }

  /** From now on `changed` is told when studies may have arrived on a server, whoever has sent them. */
  followWorklists(changed: (connectionId: string) => void): void {
    this.#onWorklist = changed;
    for (const entry of this.#entries.values()) this.#follow(entry);
  }

  close(): void {
    for (const stop of this.#followed.values()) stop();
    this.#onWorklist = undefined;
  }

  list(): Connection[] {
    return [...this.#entries.values()].map(present);
  }

  get(id: string): Connection {
    return present(this.#entry(id));
  }

  /** The connection behind an id or a name. */
  find(idOrName: string): Connection | undefined {
    const wanted = idOrName.toLowerCase();
    return this.list().find(({ id, name }) => id === idOrName || name.toLowerCase() === wanted);
  }

  /** The connection for uploads under a share code: whoever is signed in may use it, anyone else visits. */
  async visit(id: string, code: string): Promise<ArchiveConnection> {
    const { connection } = this.#entry(id);
    const { state } = connection.session.state;
    const isVisiting = state === 'share-code' && this.#visits.get(id) === code;
    if (state !== 'signed-in' && !isVisiting) await this.useShareCode(id, code);
    return connection;
  }

  /** The open connection; the embedded archive is signed in on the way. */
  async open(id: string): Promise<ArchiveConnection> {
    const { connection } = this.#entry(id);
    const { session } = connection;
    if (id === embeddedId && session.state.state !== 'signed-in') await this.#embedded.signIn();
    else if (session.state.state === 'expired') await session.renew?.();
    return connection;
  }

  /** Renews an ended session where nobody need be asked. */
  async signInSilently(id: string): Promise<boolean> {
    const { connection } = this.#entry(id);
    if (id !== embeddedId) return (await connection.session.renew?.()) ?? false;
    await this.#embedded.signIn();
    return true;
  }

  add(wanted: NewConnection): Connection {
    if (this.find(wanted.name) !== undefined) {
      throw new ConflictError('name-taken', 'There is a server with this name already.', { next: 'correct-input' });
    }
    const entry = this.#enterStored(this.#store.add({ ...wanted, url: normalize(wanted.url) }));
    this.#publish(entry.id);
    return present(entry);
  }

  /** What the house usually does with identities from outside. */
  preset(id: string): IdentityPreset {
    return this.#store.preset(this.#entry(id).id);
  }

  setPreset(id: string, preset: IdentityPreset): IdentityPreset {
    this.#store.setPreset(this.#entry(id).id, preset);
    return this.preset(id);
  }

  /** The modality worklist of the house behind the connection. */
  worklist(id: string): ModalityWorklist | undefined {
    return this.#store.worklist(this.#entry(id).id);
  }

  setWorklist(id: string, worklist: ModalityWorklist | undefined): void {
    this.#store.setWorklist(this.#entry(id).id, worklist);
  }

  /** How a server is reached; the archive on this computer needs nobody's way. */
  network(id: string): ConnectionNetwork {
    return this.#networks.get(this.#remote(id));
  }

  async changeNetwork(id: string, change: NetworkChange): Promise<ConnectionNetwork> {
    return this.#networks.change(this.#remote(id), change);
  }

  async remove(id: string): Promise<void> {
    if (id === embeddedId) {
      throw new InvalidRequestError('embedded', 'The archive on this computer cannot be removed.');
    }
    const { connection } = this.#entry(id);
    // A server that cannot be reached must not keep its entry: its session ends by itself.
    if (connection.session.state.state !== 'signed-out') await connection.session.signOut().catch(() => undefined);
    this.#followed.get(id)?.();
    this.#followed.delete(id);
    this.#store.remove(id);
    this.#entries.delete(id);
    await this.#networks.forget(id);
    this.#events.publish({ type: 'connection-removed', connectionId: id });
  }

  /** Asks an address whether an Ambra server is there, without any credentials: on the way that a connection has. */
  async test(url: string, signal?: AbortSignal, id?: string): Promise<ConnectionTest> {
    try {
      const { fetch } = id === undefined ? this.#networks.usual : await this.#networks.http(this.#remote(id));
      const probe = { baseUrl: normalize(url), fetch, ...(signal === undefined ? {} : { signal }) };
      return { ok: true, latencyMs: await probeAmbra(probe) };
    } catch (error) {
      signal?.throwIfAborted();
      return { ok: false, problem: toProblem(error) };
    }
  }

  async signIn(id: string, credentials: Credentials, signal?: AbortSignal): Promise<Connection> {
    const { connection } = this.#entry(id);
    await connection.session.signIn(credentials, signal);
    return this.#signedIn(id);
  }

  async enterPin(id: string, pin: string, signal?: AbortSignal): Promise<Connection> {
    const { connection } = this.#entry(id);
    await connection.session.enterPin(pin, signal);
    return this.#signedIn(id);
  }

  async useShareCode(id: string, code: string, signal?: AbortSignal): Promise<DestinationRules> {
    const rules = await this.#entry(id).connection.session.useShareCode(code, signal);
    this.#visits.set(id, code);
    return rules;
  }

  async signOut(id: string): Promise<Connection> {
    const entry = this.#entry(id);
    await entry.connection.session.signOut();
    return present(entry);
  }

  #signedIn(id: string): Connection {
    const connection = this.get(id);
    if (connection.session.state === 'signed-in') this.onSignedIn?.(id);
    return connection;
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new NotFoundError('no-connection', 'There is no such server.');
    return entry;
  }

  #remote(id: string): string {
    if (this.#entry(id).vendor === 'embedded') {
      throw new InvalidRequestError('embedded', 'The archive on this computer is reached without a network.');
    }
    return id;
  }

  #enterStored({ id, name, vendor, url }: StoredConnection): Entry {
    const connection = openAmbraConnection({
      baseUrl: url,
      fetch: async (request) => (await this.#networks.http(id)).fetch(request),
      openSocket: async (...given) => (await this.#networks.http(id)).openSocket(...given),
      report: this.#report,
      rate: () => this.#networks.rate(id),
    });
    return this.#enter({ id, name, vendor, url, connection });
  }

  #enter(entry: Entry): Entry {
    this.#entries.set(entry.id, entry);
    entry.connection.session.onChange(() => {
      this.#publish(entry.id);
    });
    this.#follow(entry);
    return entry;
  }

  #follow({ id, connection }: Entry): void {
    const changed = this.#onWorklist;
    if (changed !== undefined)
      this.#followed.set(
        id,
        followWorklists(connection, () => changed(id)),
      );
  }

  #publish(id: string): void {
    const entry = this.#entries.get(id);
    if (entry !== undefined) this.#events.publish({ type: 'connection', connection: present(entry) });
  }
}

function present({ id, name, vendor, url, connection }: Entry): Connection {
  return {
    id,
    name,
    vendor,
    ...(url === undefined ? {} : { url }),
    abilities: abilitiesOf(connection),
    session: connection.session.state,
  };
}

function abilitiesOf(connection: ArchiveConnection): Ability[] {
  const has: Record<Ability, unknown> = {
    worklist: connection.worklist,
    upload: connection.ingest,
    annotations: connection.annotations,
    'key-images': connection.keyImages,
    shares: connection.shares,
    links: connection.links,
    delete: connection.studies,
    identities: connection.identities,
  };
  return (Object.keys(has) as Ability[]).filter((ability) => has[ability] !== undefined);
}

/** Without what is no part of a server's base: query, fragment, a slash at the end. */
function normalize(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}
