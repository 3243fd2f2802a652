import type { Region } from '../region.ts';
import { isUpright, type Glyph } from './glyph.ts';
import { Neighbours } from './neighbours.ts';

export interface TextLine extends Region {
  /** Of its letters. */
  readonly height: number;
}

/** Lines of upright letters; for text that runs upwards turn the glyphs first. */
export function linesOf(glyphs: readonly Glyph[], tallest: number): TextLine[] {
  const upright = glyphs.filter((glyph) => isUpright(glyph, tallest));
  const near = new Neighbours(glyphs);
  const found = chained(upright, near).flatMap((chain) => {
    const line = lineOf(chain);
    return line === undefined ? [] : [{ chain, line }];
  });
  const written = new Set(found.flatMap(({ chain }) => chain));
  return found
    .filter(({ chain, line }) => standsOut(chain, line, near, written))
    .map(({ line, chain }) => extended(line, chain, near));
}

/** In noise there is as much of the same above and below. */
function standsOut(chain: readonly Glyph[], line: TextLine, near: Neighbours, written: ReadonlySet<Glyph>): boolean {
  const { left, top, right, bottom, height } = line;
  const around = { left: left - height, top: top - 1.5 * height, right: right + height, bottom: bottom + 1.5 * height };
  const others = near.within(around).filter((glyph) => !written.has(glyph) && isAlike(glyph, height));
  const letters = lettersOf(chain);
  return others.length <= NOISE * letters;
}

const NOISE = 0.7;

function isAlike({ top, bottom }: Glyph, height: number): boolean {
  return bottom - top >= 0.5 * height && bottom - top <= 1.6 * height;
}

function lettersOf(chain: readonly Glyph[]): number {
  return chain.reduce((sum, glyph) => sum + glyph.letters, 0);
}

/** With what stands in the same line but apart: initials, commas, the day of a date. */
function extended(line: TextLine, chain: readonly Glyph[], near: Neighbours): TextLine {
  const { height } = line;
  const stroke = median(chain.map((glyph) => glyph.stroke));
  const level = median(chain.map((glyph) => glyph.level));
  const taken = new Set(chain);
  let [from, to] = [line.left, line.right];
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    const [across, up] = [3.2 * height, 0.4 * height];
    const reach = { left: from - across, top: line.top - up, right: to + across, bottom: line.bottom + up };
    for (const glyph of near.within(reach)) {
      const own = glyph.bottom - glyph.top;
      const overlap = Math.min(glyph.bottom, line.bottom) - Math.max(glyph.top, line.top);
      const gap = Math.max(glyph.left - to, from - glyph.right);
      if (taken.has(glyph) || own > 2.4 * height || overlap < 0.5 * Math.min(own, height) || gap > 2.2 * height)
        continue;
      if (glyph.stroke > 2 * stroke + 0.4 || Math.abs(glyph.level - level) > 40) continue;
      taken.add(glyph);
      [from, to] = [Math.min(from, glyph.left), Math.max(to, glyph.right)];
      isGrowing = true;
    }
  }
  return { ...line, left: from, right: to };
}

/** Glyphs beside each other that look alike, in the order of the writing. */
function chained(glyphs: readonly Glyph[], near: Neighbours): Glyph[][] {
  const isMeant = new Set(glyphs);
  const next = new Map<Glyph, Glyph>();
  const previous = new Map<Glyph, Glyph>();
  const sorted = glyphs.toSorted((a, b) => a.left - b.left);
  for (const glyph of sorted) {
    const height = glyph.bottom - glyph.top;
    const widest = Math.max(3 * height, 64);
    const reach = {
      left: glyph.left,
      top: glyph.top - height,
      right: glyph.right + widest,
      bottom: glyph.bottom + height,
    };
    let best: Glyph | undefined;
    let nearest = Infinity;
    for (const other of near.within(reach)) {
      const gap = other.left - glyph.right;
      if (other === glyph || other.left <= glyph.left || gap >= nearest) continue;
      if (!isMeant.has(other) || !isBeside(glyph, other)) continue;
      [best, nearest] = [other, gap];
    }
    if (best === undefined) continue;
    const before = previous.get(best);
    if (before !== undefined && best.left - before.right <= nearest) continue;
    if (before !== undefined) next.delete(before);
    next.set(glyph, best);
    previous.set(best, glyph);
  }
  return sorted
    .filter((glyph) => !previous.has(glyph))
    .map((first) => {
      const chain = [first];
      for (let at = next.get(first); at !== undefined; at = next.get(at)) chain.push(at);
      return chain;
    });
}

function isBeside(a: Glyph, b: Glyph): boolean {
  const [heightA, heightB] = [a.bottom - a.top, b.bottom - b.top];
  const [low, high] = [Math.min(heightA, heightB), Math.max(heightA, heightB)];
  const gap = b.left - a.right;
  if (gap < -0.2 * high || gap > 1.3 * high || low < 0.45 * high) return false;
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (overlap < 0.7 * low) return false;
  const [thin, thick] = [Math.min(a.stroke, b.stroke), Math.max(a.stroke, b.stroke)];
  if (thick > 2 * thin + 0.4) return false;
  if (Math.abs(a.level - b.level) > 40) return false;
  const slack = Math.max(1, 0.12 * high);
  return Math.abs(a.bottom - b.bottom) <= slack || Math.abs(a.top - b.top) <= slack;
}

/** Letters of a line stand on one base line or hang from one height; noise does neither. */
function lineOf(chain: readonly Glyph[]): TextLine | undefined {
  const letters = lettersOf(chain);
  if (letters < 3) return undefined;
  const height = median(chain.map(({ top, bottom }) => bottom - top));
  const slack = Math.max(0.5, 0.08 * height);
  const share = (values: readonly number[]): number => {
    const middle = median(values);
    return values.filter((value) => Math.abs(value - middle) <= slack).length / values.length;
  };
  const even = Math.max(share(chain.map(({ bottom }) => bottom)), share(chain.map(({ top }) => top)));
  if (even < (letters >= 5 ? 0.6 : 0.75)) return undefined;
  const left = Math.min(...chain.map((glyph) => glyph.left));
  const top = Math.min(...chain.map((glyph) => glyph.top));
  const right = Math.max(...chain.map((glyph) => glyph.right));
  const bottom = Math.max(...chain.map((glyph) => glyph.bottom));
  if (right - left < 1.2 * height) return undefined;
  return { left, top, right, bottom, height };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
