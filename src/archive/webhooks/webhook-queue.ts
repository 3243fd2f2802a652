import type { Happening } from '../channels/happenings.ts';
import type { Sessions } from '../security/sessions.ts';
import type { Database } from '../store/database.ts';
import { findStudy } from '../store/study-records.ts';
import { isAllowed } from './allowed.ts';
import { contextOf, passes } from './context.ts';
import { requestOf } from './request.ts';
import type { WebhookRow } from './webhook-row.ts';

/** A call that is due. */
interface Delivery {
  readonly seq: number;
  readonly webhook: string;
  readonly happening: number;
  readonly attempt: number;
}

interface Parts {
  readonly database: Database;
  readonly sessions: Sessions;
  readonly now: () => number;
  readonly report: (error: unknown) => void;
  /** The hosts that may be called. */
  readonly hosts: readonly string[];
  /** Takes the lock of who calls; undefined where somebody else does. */
  readonly lock: () => (() => void) | undefined;
}

/** As documented: a minute later, then ten minutes later, then an hour later. */
const retryAfterMs = [60_000, 10 * 60_000, 60 * 60_000];
/** A delivery that was begun and not ended, because the program was, is begun again. */
const givenUpAfterMs = 5 * 60_000;
const answerWithinMs = 30_000;
const maxAnswer = 64 * 1024;
/** Changes that come together are looked at together. */
const gatherMs = 25;
const lookEveryMs = 30_000;
const atOnce = 8;

/**
 * Calls webhooks for what happened. What is to be called is in the database: it outlives the program. Every process
 * writes there what is to be called; the one that has the lock calls.
 */
export class WebhookQueue {
  readonly #parts: Parts;
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #unlock: (() => void) | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.wake();
  }

  mayCall(url: string): boolean {
    return isAllowed(url, this.#parts.hosts);
  }

  /** Looks soon at what happened. */
  wake(): void {
    this.#again = true;
    if (this.#running === undefined) this.#schedule(gatherMs);
  }

  /** Queues one call for a study, whatever the webhook's event and filters. */
  trigger(webhook: WebhookRow, happening: number): void {
    this.#parts.database.run(
      'INSERT INTO webhook_delivery (webhook, happening, due) VALUES (?, ?, ?)',
      webhook.uuid,
      happening,
      this.#parts.now(),
    );
    this.wake();
  }

  /** Calls at once, and returns what was answered. */
  async call(webhook: WebhookRow, happening: Happening): Promise<string> {
    if (!this.mayCall(webhook.url)) throw new Error('The address is not among those that may be called');
    const { database, sessions } = this.#parts;
    const context = contextOf(database, happening, webhook);
    const extra: Record<string, string> =
      webhook.sid_user === null ? {} : { sid: sessions.open({ user: webhook.sid_user }) };
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(answerWithinMs)]);
    const response = await fetch(requestOf(webhook, context, extra), { signal });
    const text = await beginningOf(response);
    // A redirection is not followed: it could lead where the operator allowed nothing.
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return text;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#closing.abort();
    await this.#running;
    this.#unlock?.();
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#closing.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#again = false;
      this.#running = this.#run()
        .catch((error: unknown) => this.#parts.report(error))
        .finally(() => {
          this.#running = undefined;
          this.#schedule(this.#again ? gatherMs : lookEveryMs);
        });
    }, ms).unref();
  }

  async #run(): Promise<void> {
    this.#queueWhatHappened();
    this.#unlock ??= this.#parts.lock();
    if (this.#unlock === undefined) return;
    for (let due = this.#due(); due.length > 0 && !this.#closing.signal.aborted; due = this.#due()) {
      await Promise.all(due.map((delivery) => this.#deliver(delivery)));
    }
  }

  #queueWhatHappened(): void {
    const { database, now } = this.#parts;
    if (database.get('SELECT 1 FROM happening WHERE told = 0') === undefined) return;
    database.write(() => {
      for (const happening of database.all<Happening>('SELECT * FROM happening WHERE told = 0 ORDER BY seq')) {
        for (const webhook of this.#webhooksFor(happening)) {
          database.run(
            'INSERT INTO webhook_delivery (webhook, happening, due) VALUES (?, ?, ?)',
            webhook.uuid,
            happening.seq,
            now() + webhook.delay * 1000,
          );
        }
      }
      database.run('UPDATE happening SET told = 1 WHERE told = 0');
    });
  }

  #webhooksFor(happening: Happening): WebhookRow[] {
    const { database } = this.#parts;
    return database
      .all<WebhookRow>(
        `SELECT * FROM webhook WHERE event = ? AND suspended = 0
         AND account = (SELECT account FROM namespace WHERE uuid = ?)`,
        happening.event,
        happening.namespace,
      )
      .filter((webhook) => passes(webhook, contextOf(database, happening, webhook)))
      .filter((webhook) => this.#isYoungAndNew(webhook, happening));
  }

  /** `max_age` and `once`. What runs once is marked here, with the call that it gets. */
  #isYoungAndNew(webhook: WebhookRow, happening: Happening): boolean {
    const { database, now } = this.#parts;
    const study = happening.study === null ? undefined : findStudy(database, happening.study);
    if (study === undefined) return true;
    const { study_date: date } = study as unknown as { study_date: string | null };
    if (webhook.max_age !== null && date !== null) {
      const day = Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`);
      if (now() - day > webhook.max_age * 24 * 60 * 60_000) return false;
    }
    if (webhook.once === 0) return true;
    const { accession_number } = study as unknown as { accession_number: string | null };
    const ran = database.get(
      `SELECT 1 FROM webhook_run WHERE webhook = ?
       AND (study = ? OR ? = 1 AND study_uid = ? OR ? = 1 AND accession_number = ?)`,
      webhook.uuid,
      study.uuid,
      webhook.by_uid,
      study.study_uid,
      webhook.by_accession_number,
      accession_number,
    );
    if (ran !== undefined) return false;
    database.run(
      'INSERT INTO webhook_run (webhook, study, study_uid, accession_number) VALUES (?, ?, ?, ?)',
      webhook.uuid,
      study.uuid,
      study.study_uid,
      accession_number,
    );
    return true;
  }

  /** Takes those that are due, so that nobody else does. */
  #due(): Delivery[] {
    const { database, now } = this.#parts;
    if (database.get('SELECT 1 FROM webhook_delivery WHERE due <= ?', now()) === undefined) return [];
    const due = `SELECT seq FROM webhook_delivery WHERE due <= ? ORDER BY due LIMIT ${atOnce}`;
    return database.all<Delivery>(
      `UPDATE webhook_delivery SET attempt = attempt + 1, due = ? WHERE seq IN (${due}) RETURNING *`,
      now() + givenUpAfterMs,
      now(),
    );
  }

  async #deliver({ seq, webhook: uuid, happening: number, attempt }: Delivery): Promise<void> {
    const { database, now } = this.#parts;
    const webhook = database.get<WebhookRow>('SELECT * FROM webhook WHERE uuid = ?', uuid);
    const happening = database.get<Happening>('SELECT * FROM happening WHERE seq = ?', number);
    if (webhook === undefined || happening === undefined) return;
    try {
      await this.call(webhook, happening);
      database.run('DELETE FROM webhook_delivery WHERE seq = ?', seq);
    } catch (error) {
      // Not the receiver's fault: it is called again after the next start.
      if (this.#closing.signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      database.run('UPDATE webhook SET last_error = ? WHERE uuid = ?', reason, uuid);
      const wait = webhook.retry === 1 ? retryAfterMs[attempt - 1] : undefined;
      if (wait !== undefined) database.run('UPDATE webhook_delivery SET due = ? WHERE seq = ?', now() + wait, seq);
      else this.#giveUp(seq, webhook, happening, reason);
    }
  }

  #giveUp(seq: number, webhook: WebhookRow, happening: Happening, reason: string): void {
    const { database } = this.#parts;
    database.write(() => {
      database.run('DELETE FROM webhook_delivery WHERE seq = ?', seq);
      // Else a webhook that reports failures, and fails, would never end.
      if (happening.event === 'WEBHOOK_FAILED') return;
      database.run(
        "INSERT INTO happening (event, namespace, study, detail) VALUES ('WEBHOOK_FAILED', ?, ?, ?)",
        happening.namespace,
        happening.study,
        JSON.stringify({ uuid: webhook.uuid, name: webhook.name, event: webhook.event, last_error: reason }),
      );
    });
    this.#again = true;
  }
}

async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxAnswer) break;
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, maxAnswer);
}
