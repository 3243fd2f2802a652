import { encodeBaselineJpeg } from '../../pixels/codec.ts';
import type { Picture } from './display.ts';

/**
 * The encoder's output buffer has the size of its input and is overrun by what does not shrink. Three samples a
 * pixel, of at least 64 × 64 pixels, at no more than this quality shrink in any case (noise: to 0.7).
 */
const maxQuality = 85;
const minPixels = 64 * 64;

export async function encodeJpeg(picture: Picture, quality: number): Promise<Uint8Array<ArrayBuffer>> {
  return encodeBaselineJpeg(inColour(enlarge(picture)), Math.min(quality, maxQuality));
}

function inColour(picture: Picture): Picture {
  if (picture.samples === 3) return picture;
  const data = new Uint8Array(picture.data.length * 3);
  picture.data.forEach((value, pixel) => data.fill(value, pixel * 3, pixel * 3 + 3));
  return { ...picture, samples: 3, data };
}

/** Each pixel several times, so that a phantom of three by three pixels is to be seen at all. */
function enlarge(picture: Picture): Picture {
  const { samples } = picture;
  const factor = Math.ceil(Math.sqrt(minPixels / (picture.width * picture.height)));
  if (factor <= 1) return picture;
  const [width, height] = [picture.width * factor, picture.height * factor];
  const data = new Uint8Array(width * height * samples);
  for (let at = 0; at < data.length; at += 1) {
    const pixel = Math.floor(at / samples);
    const [x, y] = [Math.floor((pixel % width) / factor), Math.floor(pixel / width / factor)];
    data[at] = picture.data[(y * picture.width + x) * samples + (at % samples)] ?? 0;
  }
  return { width, height, samples, data };
}
