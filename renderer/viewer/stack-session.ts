import type { FrameHeader } from './image-header.ts';
import { gaps, positions, spatialOrder, type Gap } from './stack-order.ts';
import { StackLoader, type FrameState } from './stack-loader.ts';
import type { StackFrame } from './stack.ts';

/** The part of the viewport that a session drives. Indices are those of `frames`. */
export interface StackScreen {
  open(imageIds: readonly string[], index: number): Promise<void>;
  show(index: number): Promise<void>;
}

/** Where pictures come from. */
export interface ImageSource {
  load(imageId: string): Promise<void>;
  headerOf(imageId: string): FrameHeader | undefined;
  isReady(imageId: string): boolean;
  hasRoom(): boolean;
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

const concurrency = 6;

/** Paging through one stack: which frame is wanted, which is on screen, in which order, and what is missing. */
export class StackSession {
  readonly frames: readonly StackFrame[];
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
  #opened = false;
  #disposed = false;
  #snapshot: StackSnapshot;

  constructor(frames: readonly StackFrame[], start: number, screen: StackScreen, source: ImageSource) {
    this.frames = frames;
    this.#screen = screen;
    this.#source = source;
    this.#wanted = start;
    this.#fullOrder = frames.map((_, i) => i);
    const imageId = (index: number) => frames[index]?.imageId ?? '';
    this.#loader = new StackLoader(frames.length, start, {
      load: (index) => source.load(imageId(index)),
      hasRoom: () => source.hasRoom(),
      isReady: (index) => source.isReady(imageId(index)),
      concurrency,
    });
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

  go(index: number): void {
    if (index < 0 || index >= this.frames.length || index === this.#wanted) return;
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
    const index = this.frames.findIndex((frame) => frame.imageId === imageId);
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
    if (this.#opened) await this.#screen.show(wanted);
    else {
      this.#opened = true;
      await this.#screen.open(
        this.frames.map(({ imageId }) => imageId),
        wanted,
      );
    }
    if (this.#disposed) return;
    this.#publish();
    this.#loader.start();
  }

  /** As soon as every header is known; the frame on screen stays. */
  #sort(): void {
    if (this.#spatial || this.frames.length < 2) return;
    const planes = this.frames.map(({ imageId }) => this.#source.headerOf(imageId)?.plane);
    const along = planes.includes(undefined) ? undefined : positions(planes);
    if (along === undefined) return;
    this.#fullOrder = spatialOrder(along);
    this.#gaps = gaps(this.#fullOrder.map((index) => along[index] ?? 0));
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
