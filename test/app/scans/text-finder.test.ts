import { expect, onTestFinished, test } from 'vitest';
import type { TextAnswer } from '../../../src/app/scans/view/text-finder.ts';
import { TextFinder } from '../../../src/app/scans/view/text-finder.ts';

const region = { left: 1, top: 2, right: 30, bottom: 9 };
const found = { found: { regions: [region, region], frames: 1 } } satisfies TextAnswer;
const read = { read: { at: 1, reading: { text: 'PHANTOM', like: 'name' } } } satisfies TextAnswer;
const failed = { error: { code: 'broken', message: 'It cannot be read' } } satisfies TextAnswer;

/** A thread that posts these when it is asked, and then does something else. */
function finderOf(answers: readonly TextAnswer[], then: string): TextFinder {
  const code = `
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', () => {
      for (const answer of ${JSON.stringify(answers)}) parentPort.postMessage(answer);
      ${then}
    });`;
  const finder = new TextFinder(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
  onTestFinished(() => finder.close());
  return finder;
}

const find = async (finder: TextFinder) =>
  finder.find(async () => ({ file: '', known: undefined }), new AbortController().signal);
const all = { regions: [region, region], frames: 1 };

test.each([
  ['fails', [found, failed], ''],
  ['throws', [found], "throw new Error('The reader is missing');"],
  ['ends its thread', [found], 'process.exit(1);'],
] as const)('what was found is told where the reader %s, object after object', async (_, answers, then) => {
  const finder = finderOf(answers, then);
  for (let time = 0; time < 2; time += 1) expect(await find(finder)).toEqual({ ...all, texts: [{}, {}] });
});

test('what was read before the reader failed is told; the best reading comes last', async () => {
  const first = { read: { at: 1, reading: { text: 'PHANTQM' } } };
  const finder = finderOf([found, first, read], 'process.exit(1);');
  expect(await find(finder)).toEqual({ ...all, texts: [{}, read.read.reading] });
});

test.each([
  ['fails', [failed], '', 'It cannot be read'],
  ['ends', [], 'process.exit(1);', 'The decoder stopped'],
  ['throws', [], "throw new Error('Broken');", 'The decoder failed'],
] as const)('a search that %s before it found anything is an error', async (_, answers, then, message) => {
  await expect(find(finderOf(answers, then))).rejects.toMatchObject({ name: 'PixelError', code: 'broken', message });
});
