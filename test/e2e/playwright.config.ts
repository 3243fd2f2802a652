import { defineConfig } from '@playwright/test';
import { electronExecutable } from './electron.ts';
import type { Shell } from './launch.ts';

const electronIsHere = electronExecutable() !== undefined;
// Workers load this file too: said once, by the process that has no worker's number.
if (!electronIsHere && process.env['TEST_WORKER_INDEX'] === undefined) {
  process.stderr.write('\n*** Electron is not installed here: its end-to-end tests are SKIPPED. ***\n\n');
}

export default defineConfig<{ shell: Shell }>({
  testDir: '.',
  outputDir: '../../test-results',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: { actionTimeout: 20_000 },
  forbidOnly: process.env['CI'] !== undefined,
  // Pixels are drawn in software: one window at a time is fastest on a small machine.
  workers: 1,
  reporter: 'list',
  projects: [
    { name: 'browser', use: { shell: 'browser' } },
    ...(electronIsHere ? [{ name: 'electron', use: { shell: 'electron' as const } }] : []),
  ],
});
