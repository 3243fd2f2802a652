import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTools } from './ensure-tools.ts';
import { runScript } from './run.ts';
import { addCounts, countPlaywright, countVitest, noTests, type TestCounts } from './test-reports.ts';

// Everything that must hold before a change is taken: what CI runs, in one command. Stops at the first failure.
const reports = await mkdtemp(join(tmpdir(), 'fileroom-ready-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');

const e2eEnvironment = {
  PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
  // The runner's cache of transformed files is one for the whole machine; runs at the same time have upset each other.
  PWTEST_CACHE_DIR: join(reports, 'transform-cache'),
};

const steps: readonly (readonly [name: string, work: () => Promise<number>])[] = [
  ['tools', async () => ensureTools().then(() => 0)],
  ['build', () => runScript('build')],
  ['types', () => runScript('types')],
  ['lint', () => runScript('lint')],
  ['format:check', () => runScript('format:check')],
  ['unused', () => runScript('unused')],
  ['test', () => runScript('test', ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`])],
  ['e2e', () => runScript('e2e', ['--reporter=list,json'], e2eEnvironment)],
];

let failedStep: string | undefined;
for (const [name, work] of steps) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const code = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (code !== 0) {
    failedStep = name;
    break;
  }
}

const counts = addCounts(await count(vitestReport, countVitest), await count(playwrightReport, countPlaywright));
await rm(reports, { recursive: true });
const hasRunTests = counts.passed + counts.failed + counts.skipped > 0;
if (counts.skipped > 0) {
  console.log(`\n*** ${counts.skipped} tests were SKIPPED here: ***`);
  for (const name of counts.skippedNames) console.log(`    ${name}`);
}
console.log(failedStep === undefined ? '\nReady.' : `\nNot ready: "npm run ${failedStep}" failed.`);
if (hasRunTests) console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = failedStep === undefined ? 0 : 1;

/** A step that did not run has left no report. */
async function count(file: string, read: (report: unknown) => TestCounts): Promise<TestCounts> {
  return existsSync(file) ? read(JSON.parse(await readFile(file, 'utf8'))) : noTests;
}
