import { expect, type Locator } from '@playwright/test';

/** What a canvas shows, in numbers that can be compared. */
export interface Picture {
  /** Distinct grey values; a blank canvas has one. */
  readonly greys: number;
  /** 0 black … 255 white. */
  readonly mean: number;
  /** Changes with every pixel. */
  readonly checksum: number;
}

/** Reads the real pixels of the image that `stage` shows. */
export async function pictureOf(stage: Locator): Promise<Picture> {
  return stage.locator('canvas').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new TypeError('No canvas');
    const context = canvas.getContext('2d');
    if (context === null) throw new TypeError('The canvas has no pixels to read');
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set<number>();
    let sum = 0;
    let checksum = 0;
    for (let index = 0; index < data.length; index += 4) {
      const grey = data[index] ?? 0;
      seen.add(grey);
      sum += grey;
      checksum = (checksum * 31 + grey) % 2_147_483_647;
    }
    return { greys: seen.size, mean: sum / (data.length / 4), checksum };
  });
}

/** Waits until `stage` shows a picture at all. */
export async function expectPicture(stage: Locator): Promise<Picture> {
  await expect.poll(async () => (await pictureOf(stage)).greys).toBeGreaterThan(20);
  return pictureOf(stage);
}

/** Waits until `stage` shows something else than `before`. */
export async function expectOtherPicture(stage: Locator, before: Picture): Promise<Picture> {
  await expect.poll(async () => (await pictureOf(stage)).checksum).not.toBe(before.checksum);
  return pictureOf(stage);
}
