/** `npm run bench -- NAME`: runs test/bench/NAME.ts, which measures one part and prints what it found. Needs Node 24. */
import { access } from 'node:fs/promises';

const name = process.argv[2] ?? '';
const bench = new URL(`../test/bench/${name}.ts`, import.meta.url);
const exists =
  /^[a-z]+$/.test(name) &&
  (await access(bench).then(
    () => true,
    () => false,
  ));
if (exists) {
  await import(bench.href);
} else {
  console.error('Name one of the benchmarks in test/bench: npm run bench -- scan');
  process.exitCode = 2;
}
