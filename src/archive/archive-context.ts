import type { Pictures } from './pictures/pictures.ts';
import type { Happenings } from './channels/happenings.ts';
import type { WebhookQueue } from './webhooks/webhook-queue.ts';
import type { Attempts } from './security/attempts.ts';
import type { Sessions } from './security/sessions.ts';
import type { Database } from './store/database.ts';
import type { ObjectStore } from './store/object-store.ts';

/** What every command and every storage call works with. */
export interface ArchiveContext {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly pictures: Pictures;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly happenings: Happenings;
  readonly webhooks: WebhookQueue;
  /** Where a link made inside the program opens, as far as anybody knows. */
  readonly linkOrigin: () => string | undefined;
  /** How long what was deleted can be brought back. 0: it goes at once. */
  readonly deleteDelayMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of every failure that nobody foresaw; the caller only hears that there was one. */
  readonly report: (error: unknown) => void;
}

/** The address of calls inside the program. It is never looked up: `.invalid` cannot exist (RFC 2606). */
export const inProcessOrigin = 'http://archive.invalid';

/** An instant as the protocol writes it, UTC: `YYYY-MM-DD hh:mm:ss.mmm`. */
export function timestamp(now: number): string {
  return new Date(now).toISOString().replace('T', ' ').replace('Z', '');
}
