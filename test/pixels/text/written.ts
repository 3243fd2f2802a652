import type { PixelFormat } from '../../../src/pixels/pixel-format.ts';
import type { Region } from '../../../src/pixels/region.ts';
import type { FrameSamples } from '../../../src/pixels/samples.ts';

/** A frame of brightness in its own units, one number a sample. */
export interface Ground {
  readonly columns: number;
  readonly rows: number;
  readonly samples: 1 | 3;
  readonly most: number;
  readonly values: Float64Array;
}

/** The same numbers between 0 and 1 for the same seed. */
export function randoms(seed: number): () => number {
  let state = (Math.imul(seed + 1, 2_654_435_761) >>> 0) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Noise about 0 of a deviation of 1 whose grains are `grain` pixels wide. */
function noise(columns: number, rows: number, random: () => number, grain: number): Float64Array {
  let values = Float64Array.from({ length: columns * rows }, () => random() + random() + random() - 1.5);
  for (const step of grain > 0 ? [1, columns, 1, columns] : []) {
    const next = values.slice();
    for (let at = 0; at < values.length; at += 1) {
      let sum = 0;
      for (let by = -grain; by <= grain; by += 1) sum += values[at + by * step] ?? 0;
      next[at] = sum / (2 * grain + 1);
    }
    values = next;
  }
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  return values.map((value) => value / deviation);
}

/** A fan of speckle on black. */
export function ultrasoundGround(seed: number, grain: number): Ground {
  const [columns, rows] = [480, 360];
  const random = randoms(seed);
  const [a, b, broad] = [grain, grain, 9].map((each) => noise(columns, rows, random, each));
  const values = Float64Array.from({ length: columns * rows }, (_, at) => {
    const [x, y] = [at % columns, Math.floor(at / columns)];
    const isInside = Math.abs(x - columns / 2) < (y - 20) * 0.7 && Math.hypot(x - columns / 2, y) < 340;
    const level = (55 + 30 * (broad?.[at] ?? 0)) * Math.hypot(a?.[at] ?? 0, b?.[at] ?? 0);
    return isInside ? Math.min(255, Math.max(0, level)) : 3;
  });
  return { columns, rows, samples: 1, most: 255, values };
}

/** A round body with round organs of many densities, in 12 bits. */
export function sliceGround(seed: number): Ground {
  const [columns, rows] = [400, 400];
  const random = randoms(seed);
  const grains = noise(columns, rows, random, 1);
  const organs = Array.from({ length: 24 }, () => ({
    x: 110 + random() * 180,
    y: 130 + random() * 140,
    wide: 5 + random() * 24,
    high: 5 + random() * 24,
    level: 880 + random() * 700,
  }));
  const values = Float64Array.from({ length: columns * rows }, (_, at) => {
    const [x, y] = [at % columns, Math.floor(at / columns)];
    const isIn = (cx: number, cy: number, wide: number, high: number): boolean =>
      ((x - cx) / wide) ** 2 + ((y - cy) / high) ** 2 < 1;
    let level = isIn(200, 200, 170, 130) ? 1060 : 20;
    if (level > 20) for (const organ of organs) if (isIn(organ.x, organ.y, organ.wide, organ.high)) level = organ.level;
    return Math.max(0, Math.min(4095, level + 18 * (grains[at] ?? 0)));
  });
  return { columns, rows, samples: 1, most: 4095, values };
}

/** Smooth shadows with ribs and fine noise, in 14 bits. */
export function radiographGround(seed: number): Ground {
  const [columns, rows] = [600, 720];
  const random = randoms(seed);
  const [grains, broad] = [noise(columns, rows, random, 0), noise(columns, rows, random, 24)];
  const values = Float64Array.from({ length: columns * rows }, (_, at) => {
    const [u, v] = [(at % columns) / columns - 0.5, Math.floor(at / columns) / rows];
    const lung = ((Math.abs(u) - 0.2) / 0.13) ** 2 + ((v - 0.45) / 0.28) ** 2;
    let level = 0.4 + 0.2 * Math.cos(u * 5) + 0.05 * (broad[at] ?? 0) - (lung < 1 ? 0.22 * (1 - lung) : 0);
    level += 0.04 * Math.max(0, Math.sin(v * 70 + u * u * 60));
    return Math.max(0, Math.min(16_383, 16_383 * level * 0.8 + 150 * (grains[at] ?? 0)));
  });
  return { columns, rows, samples: 1, most: 16_383, values };
}

/** Reddish, wet and uneven, round on black. */
export function endoscopyGround(seed: number): Ground {
  const [columns, rows] = [480, 400];
  const random = randoms(seed);
  const [broad, middle, grains] = [18, 5, 1].map((grain) => noise(columns, rows, random, grain));
  const values = Float64Array.from({ length: columns * rows * 3 }, (_, index) => {
    const [at, sample] = [Math.floor(index / 3), index % 3];
    if (Math.hypot((at % columns) - 280, Math.floor(at / columns) - 200) > 190) return 4;
    if ((middle?.[at] ?? 0) > 2.3) return 255;
    const level = [170, 80, 60][sample] ?? 0;
    const uneven = 25 * (broad?.[at] ?? 0) + 15 * (middle?.[at] ?? 0) + 6 * (grains?.[at] ?? 0);
    return Math.min(255, Math.max(0, level + uneven));
  });
  return { columns, rows, samples: 3, most: 255, values };
}

/** Five by seven dots a letter, a row after the other in base 32. */
const dots: Readonly<Record<string, string>> = {
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'uhhhhhu',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhe',
  H: 'hhhvhhh',
  I: 'e44444e',
  J: '72222ic',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hhpljhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  Q: 'ehhhlid',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllla',
  X: 'hha4ahh',
  Y: 'hhha444',
  Z: 'v1248gv',
  0: 'ehjlphe',
  1: '4c4444e',
  2: 'eh1248v',
  3: 'v2421he',
  4: '26aiv22',
  5: 'vgu11he',
  6: '68guhhe',
  7: 'v124888',
  8: 'ehhehhe',
  9: 'ehhf12c',
  '-': '000v000',
  '/': '01248g0',
  '.': '00000cc',
  ':': '0cc0cc0',
  '^': '4ah0000',
};

export interface Hand {
  /** The size of a dot, in pixels. Fractions make soft edges. */
  readonly dot: number;
  /** Strokes of two dots. */
  readonly isBold: boolean;
  readonly isUpwards: boolean;
  /** Of each sample. */
  readonly colour: readonly number[];
}

/** How much of each pixel of the text's own box its letters cover. */
function inked(
  text: string,
  { dot, isBold }: Hand,
): { readonly wide: number; readonly high: number; readonly ink: Float64Array } {
  const pitch = isBold ? 8 : 6.5;
  const [wide, high] = [Math.ceil(text.length * pitch * dot), Math.ceil(7 * dot)];
  const fine = 4;
  const ink = new Float64Array(wide * high);
  const isSet = (x: number, y: number): boolean => {
    const [place, row] = [Math.floor(x / pitch), Math.floor(y)];
    const bits = Number.parseInt((dots[text[place] ?? ''] ?? '0000000')[row] ?? '0', 32);
    const column = x - place * pitch;
    const at = (dotColumn: number): boolean => dotColumn >= 0 && dotColumn < 5 && ((bits >> (4 - dotColumn)) & 1) === 1;
    return at(Math.floor(column)) || (isBold && at(Math.floor(column) - 1));
  };
  for (let y = 0; y < high * fine; y += 1)
    for (let x = 0; x < wide * fine; x += 1)
      if (isSet((x + 0.5) / fine / dot, (y + 0.5) / fine / dot))
        ink[Math.floor(y / fine) * wide + Math.floor(x / fine)] =
          (ink[Math.floor(y / fine) * wide + Math.floor(x / fine)] ?? 0) + 1 / (fine * fine);
  return { wide, high, ink };
}

/** Writes a line with its top left at a place; gives where its letters are. */
export function write(
  ground: Ground,
  text: string,
  at: { readonly x: number; readonly y: number },
  hand: Hand,
): Region {
  const { wide, high, ink } = inked(text, hand);
  const { columns, samples, values } = ground;
  let region = { left: Infinity, top: Infinity, right: 0, bottom: 0 };
  for (let index = 0; index < ink.length; index += 1) {
    const share = Math.min(1, ink[index] ?? 0);
    if (share < 0.4) continue;
    const [across, down] = [index % wide, Math.floor(index / wide)];
    const [x, y] = hand.isUpwards ? [at.x + down, at.y + wide - 1 - across] : [at.x + across, at.y + down];
    for (const [sample, level] of hand.colour.entries()) {
      const place = (y * columns + x) * samples + sample;
      values[place] = (values[place] ?? 0) * (1 - share) + level * share;
    }
    region = {
      left: Math.min(region.left, x),
      top: Math.min(region.top, y),
      right: Math.max(region.right, x + 1),
      bottom: Math.max(region.bottom, y + 1),
    };
  }
  return high > 0 ? region : { left: 0, top: 0, right: 0, bottom: 0 };
}

export function copyOf(ground: Ground): Ground {
  return { ...ground, values: ground.values.slice() };
}

/** @param own what differs from an unsigned frame with all bits of its range, as MONOCHROME1 */
export function samplesOf(
  { columns, rows, samples, most, values }: Ground,
  own: Partial<PixelFormat> = {},
): FrameSamples {
  const bitsStored = Math.ceil(Math.log2(most + 1));
  const format: PixelFormat = {
    rows,
    columns,
    samples,
    photometric: samples === 3 ? 'RGB' : 'MONOCHROME2',
    planar: false,
    bitsAllocated: bitsStored > 8 ? 16 : 8,
    bitsStored,
    highBit: bitsStored - 1,
    signed: false,
    ...own,
  };
  return { format, values: most > 255 ? Uint16Array.from(values) : Uint8Array.from(values) };
}
