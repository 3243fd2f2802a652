import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { extractAll, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextReader as OurTextReader } from '../../src/app/scans/view/text-reader.ts';

const root = join(import.meta.dirname, '..', '..');
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
const runFile = promisify(execFile);

/** Before Electron's switches inside its executable; then a version, their count, and a digit for each. */
const fuseMarker = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

let work: string;
let unpacked: string;
let files: string[];

// Electron itself is not on every machine: a folder that looks like its Linux release takes its place.
beforeAll(async () => {
  if (!existsSync(join(root, 'dist', 'window', 'index.html'))) throw new Error('Nothing to pack yet: npm run build');
  work = await mkdtemp(join(tmpdir(), 'fileroom-package-'));
  const electron = join(work, 'electron');
  await mkdir(join(electron, 'locales'), { recursive: true });
  await mkdir(join(electron, 'resources'));
  const others = ['LICENSE', 'LICENSES.chromium.html', 'version', join('locales', 'en-US.pak')];
  await Promise.all(others.map((name) => writeFile(join(electron, name), '')));
  await writeFile(join(electron, 'electron'), `${fuseMarker}\u0001\u0009${'1'.repeat(9)}`);
  await chmod(join(electron, 'electron'), 0o755);
  await pack(`-c.electronDist=${electron}`, `-c.directories.output=${join(work, 'release')}`);
  unpacked = join(work, 'release', 'linux-unpacked');
  const archive = join(unpacked, 'resources', 'app.asar');
  files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  extractAll(archive, join(work, 'app'));
}, 120_000);
afterAll(() => rm(work, { recursive: true }));

async function pack(...options: string[]): Promise<void> {
  try {
    await runFile(process.execPath, [builder, '--dir', '--linux', ...options], { cwd: root });
  } catch (error) {
    // It says what is wrong on stdout.
    throw new Error((error as { stdout: string }).stdout, { cause: error });
  }
}

describe('the configuration', () => {
  it('is checked: a word that electron-builder does not know is an error', async () => {
    await expect(pack('-c.nonsense=1')).rejects.toThrow("unknown property 'nonsense'");
  });

  it('switches off every way into the program but the archive', async () => {
    const executable = await readFile(join(unpacked, 'fileroom'), 'latin1');
    const fuses = executable.slice(executable.indexOf(fuseMarker) + fuseMarker.length + 2);
    // Run as Node, encrypted cookies, NODE_OPTIONS, --inspect, archive integrity, archive only, own snapshot, file:// privileges.
    expect(fuses.slice(0, 8)).toBe('01001100');
  });

  it('ships the notices of the work of others', async () => {
    const notices = await readFile(join(unpacked, 'third-party-notices.txt'), 'utf8');
    expect(notices).toMatch(/^react \d/m);
    expect(notices).toMatch(/^undici \d/m);
    expect(notices).toContain('Permission is hereby granted');
    expect(existsSync(join(unpacked, 'LICENSE.fileroom.txt'))).toBe(true);
  });
});

describe('the package', () => {
  it.each([
    '/package.json',
    '/dist/licences.json',
    '/dist/main/electron.js',
    '/dist/main/preload.cjs',
    '/dist/window/index.html',
    '/node_modules/hono/package.json',
    '/node_modules/undici/package.json',
    '/node_modules/zod/package.json',
    '/node_modules/tesseract.js-core/tesseract-core-simd-lstm.js',
    '/node_modules/tesseract.js-core/tesseract-core-simd-lstm.wasm',
    '/node_modules/@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz',
  ])('has %s', (path) => {
    expect(files).toContain(path);
  });

  it('has every module that its own modules import', async () => {
    const modules = files.filter((path) => /^\/dist\/(?:main|src)\/.*\.js$/.test(path));
    expect(modules.length).toBeGreaterThan(50);
    const missing = await Promise.all(
      modules.map(async (path) => (await importsOf(path)).filter((name) => !has(name))),
    );
    expect(missing.flat()).toEqual([]);
  });

  it.each([
    ['sources and declarations', /\.(?:ts|mts|cts|tsx)$/],
    ['source maps', /\.map$/],
    ['build notes', /tsbuildinfo|^\/dist\/types/],
    ['the checkout’s other folders', /^\/(?!dist(?:\/|$)|node_modules(?:\/|$)|package\.json$)/],
    ['tests and fixtures', /\/(?:tests?|__tests__|fixtures)\//],
    ['DICOM files', /\.dcm$/],
    [
      'what is inside the window already',
      /^\/node_modules\/(?:react|react-dom|@cornerstonejs\/(?:core|tools)|i18next|vite)(?:\/|$)/,
    ],
    [
      'what only development needs',
      /^\/node_modules\/(?:electron|typescript|vitest|playwright|node|@rollup|\.bin)(?:\/|$)/,
    ],
    ['builds and data of the reader of text that are not used', /relaxedsimd|\.wasm\.js$|\/eng\/4\.0\.0\//],
    ['executables of other platforms', /\.(?:node|exe|dll|dylib)$/],
  ])('has no %s', (_, pattern) => {
    expect(files.filter((path) => pattern.test(path))).toEqual([]);
  });

  it('runs by itself: the unpacked program serves its window', async () => {
    const args = ['--shell', 'browser', '--no-open', '--json', '--data', join(work, 'data')];
    const program = spawn(process.execPath, [join(work, 'app', 'dist', 'main', 'cli.js'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(program, 'exit');
    const [line] = (await once(createInterface(program.stdout), 'line')) as [string];
    const { url } = JSON.parse(line) as { url: string };
    const cookie = (await fetch(url)).headers.get('Set-Cookie')?.split(';')[0] ?? '';
    const page = await fetch(new URL('/', url), { headers: { Cookie: cookie } });
    expect(await page.text()).toContain('<div id="root">');
    program.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  it('reads text by itself: the reader finds its parts', async () => {
    const url = pathToFileURL(join(work, 'app', 'dist', 'src', 'app', 'scans', 'view', 'text-reader.js'));
    const { TextReader } = (await import(url.href)) as { TextReader: typeof OurTextReader };
    await expect(TextReader.start()).resolves.toBeInstanceOf(TextReader);
  });
});

const has = (name: string) => files.includes(name) || files.includes(`/node_modules/${name}`);

/** Files of the package as they are listed, and names of npm packages. */
async function importsOf(path: string): Promise<string[]> {
  const code = await readFile(join(work, 'app', path), 'utf8');
  const fixed = [...code.matchAll(/^(?:import|export)\s(?:[\w\s{},*]*\sfrom\s)?['"]([^'"]+)['"]/gm)];
  const dynamic = [...code.matchAll(/\bimport\(['"]([^'"]+)['"]\)/g)];
  const names = [...fixed, ...dynamic].map(([, name = '']) => name);
  return names.flatMap((name) => {
    if (name.startsWith('.')) return [posix.join(posix.dirname(path), name)];
    if (name.startsWith('node:') || name === 'electron') return [];
    return [name.split('/', name.startsWith('@') ? 2 : 1).join('/')];
  });
}
