import { PixelError } from './pixel-error.ts';

const MAX_CODE_BITS = 16;

/** The bits of entropy-coded data (ISO 10918-1 F.2.2.5): a zero byte behind each FF is none of them. */
export class JpegBits {
  readonly #bytes: Uint8Array;
  #at: number;
  #byte = 0;
  #left = 0;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#at = start;
  }

  /** The next symbol; a table holds them by the length and the bits of their codes. */
  symbol(table: ReadonlyMap<number, number>): number {
    let code = 0;
    for (let length = 1; length <= MAX_CODE_BITS; length += 1) {
      code = code * 2 + this.#bit();
      const symbol = table.get((length << 16) | code);
      if (symbol !== undefined) return symbol;
    }
    throw new PixelError('broken', 'The compressed frame cannot be decoded');
  }

  /** A number of `size` bits; its first bit says its sign (ISO 10918-1 F.2.2.1). */
  signed(size: number): number {
    let value = 0;
    for (let index = 0; index < size; index += 1) value = value * 2 + this.#bit();
    return size > 0 && value < 2 ** (size - 1) ? value - 2 ** size + 1 : value;
  }

  /** To behind the restart marker that comes next. */
  restart(): void {
    this.#left = 0;
    const isMarker = (at: number): boolean => this.#bytes[at] === 0xff && ((this.#bytes[at + 1] ?? 0) & 0xf8) === 0xd0;
    while (this.#at < this.#bytes.length && !isMarker(this.#at)) this.#at += 1;
    this.#at += 2;
  }

  #bit(): number {
    if (this.#left === 0) {
      if (this.#at >= this.#bytes.length) throw new PixelError('broken', 'The compressed frame is cut off');
      this.#byte = this.#bytes[this.#at] ?? 0;
      if (this.#byte === 0xff && this.#bytes[this.#at + 1] !== 0)
        throw new PixelError('broken', 'The compressed frame is cut off');
      this.#at += this.#byte === 0xff ? 2 : 1;
      this.#left = 8;
    }
    this.#left -= 1;
    return (this.#byte >> this.#left) & 1;
  }
}
