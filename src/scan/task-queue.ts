/** Tasks that become known one after the other, for several who take them. */
export class TaskQueue<Task> {
  readonly #tasks: Task[] = [];
  #taken = 0;
  #end: 'open' | 'ended' | { readonly error: unknown } = 'open';
  /** Of those who wait. */
  #change: PromiseWithResolvers<void> | undefined;

  static of<Task>(tasks: readonly Task[]): TaskQueue<Task> {
    const queue = new TaskQueue<Task>();
    for (const task of tasks) queue.add(task);
    queue.end();
    return queue;
  }

  add(task: Task): void {
    this.#tasks.push(task);
    this.#tell();
  }

  /** No more will come. */
  end(): void {
    this.#end = 'ended';
    this.#tell();
  }

  /** No more will come, and everyone who takes is told why. */
  fail(error: unknown): void {
    this.#end = { error };
    this.#tell();
  }

  /** The next tasks, at most so many, as soon as there is one; none at the end. `first` counts from the first of all. */
  async take(most: number): Promise<{ first: number; tasks: readonly Task[] }> {
    for (;;) {
      if (typeof this.#end === 'object') throw this.#end.error;
      const first = this.#taken;
      const tasks = this.#tasks.slice(first, first + most);
      this.#taken += tasks.length;
      if (tasks.length > 0 || this.#end === 'ended') return { first, tasks };
      this.#change ??= Promise.withResolvers<void>();
      await this.#change.promise;
    }
  }

  #tell(): void {
    this.#change?.resolve();
    this.#change = undefined;
  }
}
