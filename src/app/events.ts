import type { AppEvent } from '../contract/events.ts';

/**
 * Hands every event to every listening window. A slow listener keeps only the newest event of each thing (scan,
 * import, connection …), so what waits for it stays small.
 */
export class Events {
  readonly #listeners = new Set<Listener>();

  publish(event: AppEvent): void {
    for (const listener of this.#listeners) listener.push(event);
  }

  /** Every event from now on, until the caller stops or everything has ended. */
  subscribe(): AsyncIterableIterator<AppEvent> {
    const listener = new Listener(() => this.#listeners.delete(listener));
    this.#listeners.add(listener);
    return listener;
  }

  close(): void {
    for (const listener of this.#listeners) listener.end();
  }
}

class Listener implements AsyncIterableIterator<AppEvent> {
  readonly #waiting = new Map<string, AppEvent>();
  readonly #leave: () => void;
  #wake: (() => void) | undefined;
  #ended = false;

  constructor(leave: () => void) {
    this.#leave = leave;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  push(event: AppEvent): void {
    const key = keyOf(event);
    this.#waiting.delete(key);
    this.#waiting.set(key, event);
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<AppEvent, undefined>> {
    for (;;) {
      const [oldest] = this.#waiting;
      if (oldest !== undefined) {
        this.#waiting.delete(oldest[0]);
        return { done: false, value: oldest[1] };
      }
      if (this.#ended) return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Nothing more comes; what waits is still handed out. */
  end(): void {
    this.#ended = true;
    this.#leave();
    this.#wake?.();
  }

  async return(): Promise<IteratorResult<AppEvent, undefined>> {
    this.#waiting.clear();
    this.end();
    return { done: true, value: undefined };
  }
}

/** Two events with the same key are about the same thing: the newer one says it all. */
function keyOf(event: AppEvent): string {
  switch (event.type) {
    case 'scan':
      return `scan ${event.scan.scanId}`;
    case 'import':
      return `import ${event.import.importId}`;
    case 'export':
      return `export ${event.export.exportId}`;
    case 'connection':
      return `connection ${event.connection.id}`;
    case 'connection-removed':
      return `connection ${event.connectionId}`;
    case 'worklist':
      return `worklist ${event.connectionId}`;
    case 'volumes':
      // Each arrival is news of its own.
      return `volumes ${event.arrived.map(({ path }) => path).join('\n')}`;
  }
}
