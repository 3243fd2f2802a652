interface Waiting {
  readonly importId: string;
  readonly go: () => void;
}

/**
 * Which imports of a connection run: a few at once, in the order in which they came, so that the first ones are done
 * soon. Urgent ones wait for nobody.
 */
export class Turns {
  readonly #atOnce: number;
  readonly #urgent = new Set<string>();
  readonly #running = new Set<string>();
  #waiting: Waiting[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  setUrgent(importId: string, isUrgent: boolean): void {
    if (isUrgent) this.#urgent.add(importId);
    else this.#urgent.delete(importId);
    this.#next();
  }

  /** Resolves when the import may run, or is aborted; {@link end} is to follow in both cases. */
  async take(importId: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const waiting: Waiting = {
        importId,
        go: () => {
          signal.removeEventListener('abort', giveUp);
          this.#running.add(importId);
          resolve();
        },
      };
      const giveUp = () => {
        this.#waiting = this.#waiting.filter((each) => each !== waiting);
        resolve();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(waiting);
      this.#next();
    });
  }

  end(importId: string): void {
    this.#running.delete(importId);
    this.#next();
  }

  #next(): void {
    const [waiting, going] = [[] as Waiting[], [] as Waiting[]];
    let room = this.#atOnce - this.#running.size;
    for (const each of this.#waiting) {
      const mayGo = this.#urgent.has(each.importId) || room > 0;
      if (mayGo) room -= 1;
      (mayGo ? going : waiting).push(each);
    }
    this.#waiting = waiting;
    for (const each of going) each.go();
  }
}
