import type { Picture } from './display.ts';

/** The picture so that neither side is longer than `side`, each new pixel the mean of those it covers. */
export function shrink(picture: Picture, side: number): Picture {
  const factor = Math.max(picture.width, picture.height) / side;
  if (factor <= 1) return picture;
  const width = Math.max(1, Math.round(picture.width / factor));
  const height = Math.max(1, Math.round(picture.height / factor));
  const { samples } = picture;
  const data = new Uint8Array(width * height * samples);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = span(y, height, picture.height);
    for (let x = 0; x < width; x += 1) {
      const [left, right] = span(x, width, picture.width);
      for (let sample = 0; sample < samples; sample += 1) {
        let sum = 0;
        for (let row = top; row < bottom; row += 1) {
          const start = row * picture.width;
          for (let column = left; column < right; column += 1) {
            sum += picture.data[(start + column) * samples + sample] ?? 0;
          }
        }
        data[(y * width + x) * samples + sample] = Math.round(sum / ((bottom - top) * (right - left)));
      }
    }
  }
  return { width, height, samples, data };
}

function span(index: number, of: number, length: number): [number, number] {
  const start = Math.floor((index * length) / of);
  return [start, Math.max(start + 1, Math.floor(((index + 1) * length) / of))];
}
