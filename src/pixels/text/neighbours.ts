import type { Region } from '../region.ts';
import type { Glyph } from './glyph.ts';

const CELL = 32;

/** Glyphs by where they are. */
export class Neighbours {
  readonly #cells = new Map<number, Glyph[]>();

  constructor(glyphs: readonly Glyph[]) {
    for (const glyph of glyphs) {
      const key = cellOf((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2);
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [glyph]);
      else cell.push(glyph);
    }
  }

  /** Those whose middle is within. */
  within({ left, top, right, bottom }: Region): Glyph[] {
    const found: Glyph[] = [];
    for (let y = Math.max(0, Math.floor(top / CELL)); y <= Math.floor(bottom / CELL); y += 1)
      for (let x = Math.max(0, Math.floor(left / CELL)); x <= Math.floor(right / CELL); x += 1)
        for (const glyph of this.#cells.get(y * 65_536 + x) ?? []) {
          const [middleX, middleY] = [(glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2];
          if (middleX >= left && middleX < right && middleY >= top && middleY < bottom) found.push(glyph);
        }
    return found;
  }
}

function cellOf(x: number, y: number): number {
  return Math.floor(y / CELL) * 65_536 + Math.floor(x / CELL);
}
