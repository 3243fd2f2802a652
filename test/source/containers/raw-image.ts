/** An image of whole CD sectors (ECMA-130 14) from one of their data alone: mode 1, or mode 2 form 1. */
export function rawImage(image: Uint8Array, mode: 1 | 2): Uint8Array {
  const sectors = Math.ceil(image.length / 2048);
  const raw = new Uint8Array(sectors * 2352);
  for (let index = 0; index < sectors; index++) {
    const sector = raw.subarray(index * 2352, (index + 1) * 2352);
    sector.fill(0xff, 1, 11);
    sector[15] = mode;
    sector.set(image.subarray(index * 2048, (index + 1) * 2048), mode === 1 ? 16 : 24);
    // Error correction, which nobody reads here.
    sector.fill(0xec, mode === 1 ? 2064 : 2072);
  }
  return raw;
}
