/** The calls of the application API that keep one kind of record. */
export interface RecordStore<New, Stored> {
  add(record: New): Promise<Stored>;
  /** Absent for records that have nothing to change. */
  set?(uuid: string, record: New): Promise<Stored>;
  remove(uuid: string): Promise<unknown>;
}

/** One record as it is in the window, and how far the server knows it. */
export interface SyncedRecord<New, Stored> {
  /** Its name in the window; the server has another. */
  readonly id: string;
  readonly record: New;
  /** What the server answered last. */
  readonly stored: Stored | undefined;
  readonly state: 'saving' | 'saved' | 'failed';
  /** Taken away in the window, and not yet on the server. */
  readonly removed: boolean;
  /** Why saving failed. */
  readonly error: unknown;
}

/**
 * Saves each record at once, one call at a time for each, always its latest form. What could not be saved stays, marked
 * as failed, until it is tried again with success: nothing disappears without a word.
 */
export class RecordSync<New, Stored extends { readonly uuid: string }> {
  readonly #store: RecordStore<New, Stored>;
  readonly #listeners = new Set<() => void>();
  readonly #busy = new Set<string>();
  #entries: readonly SyncedRecord<New, Stored>[] = [];

  constructor(store: RecordStore<New, Stored>) {
    this.#store = store;
  }

  readonly entries = (): readonly SyncedRecord<New, Stored>[] => this.#entries;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  find(id: string): SyncedRecord<New, Stored> | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  /** Takes over what the server has. What the window knows already stays as it is. */
  restore(stored: readonly Stored[], idOf: (record: Stored) => string, toNew: (record: Stored) => New): void {
    const known = new Set(this.#entries.flatMap((entry) => [entry.id, entry.stored?.uuid]));
    const added = stored
      .filter((record) => !known.has(record.uuid) && !known.has(idOf(record)))
      .map((record) => ({
        id: idOf(record),
        record: toNew(record),
        stored: record,
        state: 'saved' as const,
        removed: false,
        error: undefined,
      }));
    if (added.length > 0) this.#publish([...this.#entries, ...added]);
  }

  /** A new record, or a new form of a known one. */
  save(id: string, record: New): void {
    const known = this.find(id);
    const entry = { id, record, stored: known?.stored, state: 'saving', removed: false, error: undefined } as const;
    this.#publish(known === undefined ? [...this.#entries, entry] : this.#with(entry));
    void this.#work(id);
  }

  remove(id: string): void {
    const known = this.find(id);
    if (known === undefined || known.removed) return;
    this.#publish(this.#with({ ...known, removed: true, state: 'saving' }));
    void this.#work(id);
  }

  /** Tries again what failed. */
  retry(): void {
    const failed = this.#entries.filter(({ state }) => state === 'failed');
    this.#publish(this.#entries.map((entry) => (entry.state === 'failed' ? { ...entry, state: 'saving' } : entry)));
    for (const { id } of failed) void this.#work(id);
  }

  /** One call after the other; another form may have come while one was under way. */
  async #work(id: string): Promise<void> {
    if (this.#busy.has(id)) return;
    this.#busy.add(id);
    for (let entry = this.find(id); entry?.state === 'saving'; entry = this.find(id)) await this.#push(entry);
    this.#busy.delete(id);
  }

  async #push(entry: SyncedRecord<New, Stored>): Promise<void> {
    try {
      const stored = await this.#send(entry);
      const now = this.find(entry.id) ?? entry;
      if (now !== entry) this.#publish(this.#with({ ...now, stored }));
      else if (entry.removed) this.#publish(this.#entries.filter(({ id }) => id !== entry.id));
      else this.#publish(this.#with({ ...entry, stored, state: 'saved', error: undefined }));
    } catch (error) {
      if (this.find(entry.id) === entry) this.#publish(this.#with({ ...entry, state: 'failed', error }));
    }
  }

  /** What the server holds of it afterwards. */
  async #send({ record, stored, removed }: SyncedRecord<New, Stored>): Promise<Stored | undefined> {
    if (removed) {
      if (stored !== undefined) await this.#store.remove(stored.uuid);
      return undefined;
    }
    if (stored === undefined) return this.#store.add(record);
    return this.#store.set === undefined ? stored : this.#store.set(stored.uuid, record);
  }

  #with(entry: SyncedRecord<New, Stored>): SyncedRecord<New, Stored>[] {
    return this.#entries.map((other) => (other.id === entry.id ? entry : other));
  }

  #publish(entries: readonly SyncedRecord<New, Stored>[]): void {
    this.#entries = entries;
    for (const listener of this.#listeners) listener();
  }
}
