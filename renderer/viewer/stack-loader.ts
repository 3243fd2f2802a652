/** Where one frame stands. `failed` keeps what was thrown, so that the window can say why and offer another try. */
export type FrameState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface StackLoaderOptions {
  /** Brings the frame at this index into the cache. */
  readonly load: (index: number) => Promise<void>;
  /** Whether the cache has room for frames that nobody asked for yet. */
  readonly hasRoom: () => boolean;
  readonly concurrency: number;
  /** Frames that are in the cache already. */
  readonly isReady?: (index: number) => boolean;
}

const waiting: FrameState = { kind: 'waiting' };
const loading: FrameState = { kind: 'loading' };
const ready: FrameState = { kind: 'ready' };

/** 0 … count-1 by their distance from `focus`, ahead before behind: the order in which frames are worth fetching. */
export function* outwards(focus: number, count: number): Generator<number> {
  const isPlace = (place: number) => place >= 0 && place < count;
  for (let distance = 0; distance <= Math.max(focus, count); distance += 1) {
    if (isPlace(focus + distance)) yield focus + distance;
    if (distance > 0 && isPlace(focus - distance)) yield focus - distance;
  }
}

/**
 * Loads the frames of one stack: what is looked at first, then its neighbours outwards, a few at a time.
 * A failed frame is not tried again by itself.
 */
export class StackLoader {
  readonly #options: StackLoaderOptions;
  readonly #listeners = new Set<() => void>();
  #states: readonly FrameState[];
  /** Frame indices in the order of the picture on screen; the neighbourhood is taken from it. */
  #order: readonly number[];
  #focus: number;
  #running = 0;
  #started = false;
  #disposed = false;

  constructor(count: number, focus: number, options: StackLoaderOptions) {
    this.#options = options;
    this.#order = Array.from({ length: count }, (_, i) => i);
    this.#focus = focus;
    this.#states = this.#order.map((index) => (options.isReady?.(index) === true ? ready : waiting));
  }

  /** The states by frame index; a new array whenever one changes. */
  readonly states = (): readonly FrameState[] => this.#states;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** From now on neighbours are fetched too; until then only what {@link focus} asks for. */
  start(): void {
    this.#started = true;
    this.#fill();
  }

  /** The frame that is wanted now. It overtakes the others, whatever the cache holds. */
  focus(index: number): void {
    this.#focus = index;
    if (this.#states[index]?.kind === 'waiting' && !this.#disposed) void this.#run(index);
    this.#fill();
  }

  /** Neighbours follow this order from now on. */
  reorder(order: readonly number[]): void {
    this.#order = order;
  }

  /** Frames were found; their indices come behind those that are known. */
  grow(count: number, order: readonly number[]): void {
    const added = Array.from({ length: count - this.#states.length }, (_, i) => this.#states.length + i);
    const isReady = (index: number) => this.#options.isReady?.(index) === true;
    this.#states = [...this.#states, ...added.map((index) => (isReady(index) ? ready : waiting))];
    this.#order = order;
    this.#fill();
  }

  retry(indices: readonly number[]): void {
    for (const index of indices) if (this.#states[index]?.kind === 'failed') this.#set(index, waiting);
    this.focus(this.#focus);
  }

  /** The cache let go of a frame to make room. It is fetched again when wanted. */
  forget(index: number): void {
    if (this.#states[index]?.kind === 'ready') this.#set(index, waiting);
  }

  dispose(): void {
    this.#disposed = true;
    this.#listeners.clear();
  }

  #fill(): void {
    if (!this.#started) return;
    const place = this.#order.indexOf(this.#focus);
    for (const step of outwards(Math.max(place, 0), this.#order.length)) {
      if (this.#disposed || this.#running >= this.#options.concurrency || !this.#options.hasRoom()) return;
      const index = this.#order[step];
      if (index !== undefined && this.#states[index]?.kind === 'waiting') void this.#run(index);
    }
  }

  async #run(index: number): Promise<void> {
    this.#running += 1;
    this.#set(index, loading);
    try {
      await this.#options.load(index);
      this.#set(index, ready);
    } catch (error) {
      this.#set(index, { kind: 'failed', error });
    }
    this.#running -= 1;
    this.#fill();
  }

  #set(index: number, state: FrameState): void {
    if (this.#disposed) return;
    this.#states = this.#states.with(index, state);
    for (const listener of this.#listeners) listener();
  }
}
