import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { sandboxFlags } from '../main/chromium.ts';
import { findTestBrowser } from './ensure-tools.ts';

// Draws assets/icon.png from assets/icon.svg. Run by hand when the drawing changes; the picture is committed.
const assets = join(import.meta.dirname, '..', 'assets');
const size = 1024;
const svg = await readFile(join(assets, 'icon.svg'), 'utf8');
const executablePath = findTestBrowser();
if (executablePath === undefined) throw new Error('No browser to draw with: npm run ready installs one.');

const browser = await chromium.launch({ executablePath, args: [...sandboxFlags] });
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(`<body style="margin: 0">${svg}</body>`);
await writeFile(join(assets, 'icon.png'), await page.screenshot({ omitBackground: true }));
await browser.close();
