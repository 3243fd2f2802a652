/** Row u, column x: what the coefficient u adds to the sample x (ISO 10918-1 A.3.3). */
const BASIS = Float64Array.from({ length: 64 }, (_, index) => {
  const [u, x] = [index >> 3, index & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});
const half = new Float64Array(64);

/** Eight by eight coefficients become samples, in their place: first along the rows, then along the columns. */
export function inverseDct(block: Float64Array): void {
  for (let row = 0; row < 8; row += 1) {
    for (let x = 0; x < 8; x += 1) {
      let sum = 0;
      for (let u = 0; u < 8; u += 1) sum += (block[row * 8 + u] ?? 0) * (BASIS[u * 8 + x] ?? 0);
      half[row * 8 + x] = sum;
    }
  }
  for (let column = 0; column < 8; column += 1) {
    for (let y = 0; y < 8; y += 1) {
      let sum = 0;
      for (let v = 0; v < 8; v += 1) sum += (half[v * 8 + column] ?? 0) * (BASIS[v * 8 + y] ?? 0);
      block[y * 8 + column] = sum;
    }
  }
}
