/** Remembers what was made of a text: slices of a study repeat theirs. It starts anew before it grows too large. */
export class Memo<Value> {
  private readonly values = new Map<string, Value>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  get(text: string, make: () => Value): Value {
    const known = this.values.get(text);
    // Undefined may be what was made.
    if (known !== undefined || this.values.has(text)) return known as Value;
    const value = make();
    if (this.values.size >= this.most) this.values.clear();
    this.values.set(text, value);
    return value;
  }
}
