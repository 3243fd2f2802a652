import type { ArchiveConnection } from '../../clients/port/archive-connection.ts';
import type { Study } from '../../contract/study.ts';
import type { Connections } from '../connections/connections.ts';
import { need } from '../need.ts';

/** A viewer asks for hundreds of objects of one study: its record is asked for once. */
const FRESH_MS = 60_000;
const MAX_RECORDS = 200;

interface StudyParams {
  readonly connectionId: string;
  readonly studyUuid: string;
}
type StudyAbility = 'studies' | 'attachments' | 'annotations' | 'keyImages' | 'shares' | 'links';

/** Studies by uuid, ready for what is to be done with them. */
export class OpenStudies {
  readonly #connections: Connections;
  readonly #records = new Map<string, { readonly record: Promise<Study>; readonly until: number }>();

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  /** Runs `action` with one ability of the connection and the study's record. */
  async with<K extends StudyAbility, T>(
    params: StudyParams,
    ability: K,
    action: (ability: NonNullable<ArchiveConnection[K]>, study: Study) => Promise<T>,
  ): Promise<T> {
    const connection = await this.#connections.open(params.connectionId);
    return action(need(connection, ability), await this.#record(connection, params));
  }

  forget(connectionId: string): void {
    for (const key of this.#records.keys()) if (key.startsWith(`${connectionId} `)) this.#records.delete(key);
  }

  async #record(connection: ArchiveConnection, { connectionId, studyUuid }: StudyParams): Promise<Study> {
    const key = `${connectionId} ${studyUuid}`;
    const known = this.#records.get(key);
    if (known !== undefined && known.until > performance.now()) return known.record;
    // Not the request's signal: others wait for the same record.
    const record = need(connection, 'studies').get(studyUuid);
    this.#records.delete(key);
    this.#records.set(key, { record, until: performance.now() + FRESH_MS });
    record.catch(() => this.#records.delete(key));
    const [oldest] = this.#records.keys();
    if (this.#records.size > MAX_RECORDS && oldest !== undefined) this.#records.delete(oldest);
    return record;
  }
}
