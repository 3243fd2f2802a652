import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Caller, callerOf, permissionsIn, permissionsOn } from '../access.ts';
import type { ArchiveContext } from '../archive-context.ts';
import { findStudy } from '../store/study-records.ts';
import type { Happening } from './happenings.ts';

const requests = z.object({
  action: z.enum(['subscribe', 'unsubscribe', 'ping']),
  channel: z.string().max(200).optional(),
  sid: z.string().max(200).optional(),
});

const maxChannels = 1000;
/** After these a study can be read in its namespace. */
const makeReady: ReadonlySet<string> = new Set(['STUDY_SYNC', 'STUDY_SHARE']);

/** What one connection listens to: `study.<namespace>`, `job.<namespace>`, `activity` and `activity.<namespace>`. */
export class Subscriptions {
  readonly #archive: ArchiveContext;
  readonly #send: (message: object) => void;
  /** The sid by the channel: permissions are asked again for every event. */
  readonly #channels = new Map<string, string>();
  readonly #stop: () => void;

  constructor(archive: ArchiveContext, send: (message: object) => void) {
    this.#archive = archive;
    this.#send = send;
    this.#stop = archive.happenings.listen((happening, sid) => this.#tell(happening, sid));
  }

  hear(text: string): void {
    const request = requests.safeParse(parsed(text));
    if (!request.success) return this.#send({ status: 'ERROR', error_type: 'INVALID_PARAMETERS' });
    const { action, channel = '', sid = '' } = request.data;
    if (action === 'ping') return this.#send({ status: 'OK', action });
    const refusal = this.#change(action, channel, sid);
    this.#send(refusal === undefined ? { status: 'OK', channel } : { status: 'ERROR', error_type: refusal, channel });
  }

  /** Says of each channel whose session has ended that it has, and drops it. Returns whether the last one went. */
  dropEnded(): boolean {
    const ended = new Set(
      [...new Set(this.#channels.values())].filter((sid) => this.#callerOf(sid, 'find') === undefined),
    );
    for (const [channel, sid] of this.#channels) {
      if (!ended.has(sid)) continue;
      this.#channels.delete(channel);
      this.#send({ status: 'ERROR', error_type: 'AUTH_FAILED', channel });
    }
    return ended.size > 0 && this.#channels.size === 0;
  }

  close(): void {
    this.#channels.clear();
    this.#stop();
  }

  /** Returns why not. */
  #change(action: 'subscribe' | 'unsubscribe', channel: string, sid: string): string | undefined {
    if (action === 'unsubscribe') return this.#channels.delete(channel) ? undefined : 'NOT_FOUND';
    const caller = this.#callerOf(sid, 'use');
    if (caller === undefined) return 'AUTH_FAILED';
    const [, kind, namespace] = /^(study|job|activity)(?:\.([\w-]{1,64}))?$/.exec(channel) ?? [];
    if (kind === undefined || (namespace === undefined && kind !== 'activity')) return 'NOT_FOUND';
    // A namespace that the caller may not know of is not found, as everywhere.
    if (namespace !== undefined && permissionsIn(this.#archive.database, caller, namespace).size === 0) {
      return 'NOT_FOUND';
    }
    if (this.#channels.size >= maxChannels && !this.#channels.has(channel)) return 'TOO_MANY';
    this.#channels.set(channel, sid);
    return undefined;
  }

  #tell(happening: Happening, cause: string | undefined): void {
    for (const [channel, sid] of this.#channels) {
      const isMeant =
        channel === 'activity' ||
        channel === `activity.${happening.namespace}` ||
        (channel === `study.${happening.namespace}` && makeReady.has(happening.event));
      if (!isMeant || !this.#mayKnow(sid, happening)) continue;
      this.#send({
        event: channel.startsWith('study.') ? 'READY' : happening.event,
        channel,
        sid_md5: createHash('md5')
          .update(cause ?? '')
          .digest('hex'),
        ...(happening.study === null ? {} : { study_id: happening.study }),
      });
    }
  }

  #mayKnow(sid: string, { namespace, study }: Happening): boolean {
    const caller = this.#callerOf(sid, 'find');
    if (caller === undefined) return false;
    const { database } = this.#archive;
    const row = study === null ? undefined : findStudy(database, study);
    const granted =
      row === undefined ? permissionsIn(database, caller, namespace) : permissionsOn(database, caller, row);
    return granted.size > 0;
  }

  #callerOf(sid: string, how: 'find' | 'use'): Caller | undefined {
    const session = sid === '' ? undefined : this.#archive.sessions[how](sid);
    return session === undefined ? undefined : callerOf(this.#archive.database, session);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
