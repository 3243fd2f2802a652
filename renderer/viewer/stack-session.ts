import type { FrameHeader } from './image-header.ts';
import { gaps, positions, spatialOrder, type Gap } from './stack-order.ts';
import { StackLoader, type FrameState } from './stack-loader.ts';
import type { Stack, StackFrame } from './stack.ts';

/** The part of the viewport that a session drives. Indices are those of `frames`. */
export interface StackScreen {
  open(imageIds: readonly string[], index: number): Promise<void>;
  show(index: number): Promise<void>;
  /** The same stack, longer: only what `show` would change changes. */
  extend(imageIds: readonly string[], index: number): Promise<void>;
}

/** Where pictures come from. */
export interface ImageSource {
  load(imageId: string): Promise<void>;
  headerOf(imageId: string): FrameHeader | undefined;
  isReady(imageId: string): boolean;
  hasRoom(): boolean;
  /** How many files may be asked for at a time. */
  readonly concurrency: number;
}

export interface StackSnapshot {
  readonly states: readonly FrameState[];
  /** Frame indices in the order they are paged through; fewer than all while a filter is on. */
  readonly order: readonly number[];
  /** Whether the order is the slices' order in space. */
  readonly spatial: boolean;
  readonly gaps: readonly Gap[];
  /** The frame asked for, and the one on screen; they differ while it loads or when it cannot be shown. */
  readonly wanted: number;
  readonly shown: number | undefined;
  readonly ready: number;
  readonly failed: readonly number[];
}

/** Paging through one stack: which frame is wanted, which is on screen, in which order, and what is missing. */
export class StackSession {
  #frames: readonly StackFrame[];
  /** How many of them the screen knows. */
  #onScreen = 0;
  #headersKnown = 0;
  readonly #screen: StackScreen;
  readonly #source: ImageSource;
  readonly #loader: StackLoader;
  readonly #listeners = new Set<() => void>();
  #filter: ReadonlySet<number> | undefined;
  #fullOrder: readonly number[];
  #spatial = false;
  #gaps: readonly Gap[] = [];
  #wanted: number;
  #shown: number | undefined;
  #disposed = false;
  #snapshot: StackSnapshot;

  constructor(
    { frames, order }: Pick<Stack, 'frames' | 'order'>,
    start: number,
    screen: StackScreen,
    source: ImageSource,
  ) {
    this.#frames = frames;
    this.#screen = screen;
    this.#source = source;
    this.#wanted = start;
    this.#fullOrder = order;
    const imageId = (index: number) => this.#frames[index]?.imageId ?? '';
    this.#loader = new StackLoader(frames.length, start, {
      load: (index) => source.load(imageId(index)),
      hasRoom: () => source.hasRoom(),
      isReady: (index) => source.isReady(imageId(index)),
      concurrency: source.concurrency,
    });
    this.#loader.reorder(order);
    this.#snapshot = this.#take();
    this.#loader.subscribe(() => this.#loaded());
  }

  /** The first frame alone; its neighbours when it is on screen, or cannot be. */
  start(): void {
    this.#loader.focus(this.#wanted);
    this.#loaded();
  }

  readonly snapshot = (): StackSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get frames(): readonly StackFrame[] {
    return this.#frames;
  }

  /** More of the series was found: the frames that are known, and others behind them. */
  grow({ frames, order }: Pick<Stack, 'frames' | 'order'>): void {
    if (this.#disposed || frames.length <= this.#frames.length) return;
    this.#frames = frames;
    this.#spatial = false;
    this.#gaps = [];
    this.#fullOrder = order;
    this.#loader.grow(frames.length, order);
    this.#loaded();
  }

  go(index: number): void {
    if (index < 0 || index >= this.#frames.length || index === this.#wanted) return;
    this.#wanted = index;
    this.#loader.focus(index);
    void this.#display();
    this.#publish();
  }

  /** `by` steps on in the order on screen, not past its ends. */
  step(by: number): void {
    const { order } = this.#snapshot;
    const place = order.indexOf(this.#wanted);
    const next = order[Math.min(Math.max(place + by, 0), order.length - 1)];
    if (next !== undefined) this.go(next);
  }

  retry(): void {
    this.#loader.retry(this.#snapshot.failed);
  }

  /** Pages through these frames only; undefined for all. The nearest of them comes on screen. */
  filter(only: ReadonlySet<number> | undefined): void {
    this.#filter = only === undefined || only.size === 0 ? undefined : only;
    this.#publish();
    const { order } = this.#snapshot;
    if (order.includes(this.#wanted)) return;
    const place = this.#fullOrder.indexOf(this.#wanted);
    const distance = (index: number) => Math.abs(this.#fullOrder.indexOf(index) - place);
    const [nearest] = order.toSorted((a, b) => distance(a) - distance(b));
    if (nearest !== undefined) this.go(nearest);
  }

  /** The cache made room. */
  forget(imageId: string): void {
    const index = this.#frames.findIndex((frame) => frame.imageId === imageId);
    if (index !== -1) this.#loader.forget(index);
  }

  dispose(): void {
    this.#disposed = true;
    this.#loader.dispose();
    this.#listeners.clear();
  }

  #loaded(): void {
    this.#sort();
    this.#publish();
    void this.#display();
    if (this.#loader.states()[this.#wanted]?.kind === 'failed') this.#loader.start();
  }

  async #display(): Promise<void> {
    const wanted = this.#wanted;
    if (this.#shown === wanted || this.#loader.states()[wanted]?.kind !== 'ready') return;
    this.#shown = wanted;
    const imageIds = this.#frames.map(({ imageId }) => imageId);
    const known = this.#onScreen;
    this.#onScreen = imageIds.length;
    if (known === 0) await this.#screen.open(imageIds, wanted);
    else if (known < imageIds.length) await this.#screen.extend(imageIds, wanted);
    else await this.#screen.show(wanted);
    if (this.#disposed) return;
    this.#publish();
    this.#loader.start();
  }

  /** Whether every header is known; looks at each only once, for a stack may have thousands. */
  #knowsAll(): boolean {
    const { length } = this.#frames;
    while (this.#headersKnown < length && this.#headerAt(this.#headersKnown) !== undefined) this.#headersKnown += 1;
    return this.#headersKnown === length;
  }

  #headerAt(index: number): FrameHeader | undefined {
    return this.#source.headerOf(this.#frames[index]?.imageId ?? '');
  }

  /** As soon as every header is known; the frame on screen stays. */
  #sort(): void {
    if (this.#spatial || this.#frames.length < 2 || !this.#knowsAll()) return;
    const planes = this.#fullOrder.map((index) => this.#headerAt(index)?.plane);
    const along = planes.includes(undefined) ? undefined : positions(planes);
    if (along === undefined) return;
    const places = spatialOrder(along);
    this.#gaps = gaps(places.map((place) => along[place] ?? 0));
    this.#fullOrder = places.map((place) => this.#fullOrder[place] ?? 0);
    this.#spatial = true;
    this.#loader.reorder(this.#fullOrder);
  }

  #take(): StackSnapshot {
    const states = this.#loader.states();
    const only = this.#filter;
    return {
      states,
      order: only === undefined ? this.#fullOrder : this.#fullOrder.filter((index) => only.has(index)),
      spatial: this.#spatial,
      gaps: this.#gaps,
      wanted: this.#wanted,
      shown: this.#shown,
      ready: states.filter(({ kind }) => kind === 'ready').length,
      failed: states.flatMap(({ kind }, index) => (kind === 'failed' ? [index] : [])),
    };
  }

  #publish(): void {
    if (this.#disposed) return;
    this.#snapshot = this.#take();
    for (const listener of this.#listeners) listener();
  }
}
