import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../main/security-headers.ts';
import { createWindowServer, type FetchHandler } from '../../main/window-server.ts';

let root: string;
let serve: FetchHandler;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fileroom-window-server-'));
  const window = join(root, 'window');
  await mkdir(join(window, 'assets'), { recursive: true });
  await mkdir(join(window, '.vite'));
  await writeFile(join(root, 'secret.txt'), 'SECRET');
  await writeFile(join(window, 'index.html'), '<title>Fileroom</title>');
  await writeFile(join(window, '.vite', 'licence.json'), 'SECRET');
  await writeFile(join(window, 'assets', 'index-abc123.js'), 'run()');
  await writeFile(join(window, 'assets', 'codec-abc123.wasm'), new Uint8Array([0, 97, 115, 109]));
  serve = createWindowServer(async (request) => Response.json({ path: new URL(request.url).pathname }), window);
});
afterAll(() => rm(root, { recursive: true }));

const get = (path: string, method = 'GET') => serve(new Request(`http://127.0.0.1:1${path}`, { method }));

describe('the built window', () => {
  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '//etc/passwd',
    '/.vite/licence.json',
    '/assets',
    '/assets/',
    '/index.html/more',
    '/index.html%00.js',
    '/C:%5cwindows',
    '/nothing.js',
    '/%',
  ])('has no %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('SECRET');
  });

  it('never serves a file outside its folder, whatever the address', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            '..',
            '%2e%2e',
            '%2f',
            '/',
            '\\',
            '%5c',
            'assets',
            '.',
            'secret.txt',
            '.vite',
            'licence.json',
            '%00',
          ),
        ),
        async (parts) => {
          const answer = await get(`/${parts.join('')}`);
          expect(await answer.text()).not.toContain('SECRET');
        },
      ),
    );
  });

  it('is read, not written', async () => {
    expect((await get('/index.html', 'POST')).status).toBe(405);
  });

  it('starts at index.html, which no cache keeps', async () => {
    const answer = await get('/');
    expect(await answer.text()).toBe('<title>Fileroom</title>');
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });

  it.each([
    ['/assets/index-abc123.js', 'text/javascript; charset=utf-8', 5],
    ['/assets/codec-abc123.wasm', 'application/wasm', 4],
  ])('serves %s as %s, to be kept', async (path, type, length) => {
    const answer = await get(path);
    expect(answer.headers.get('Content-Type')).toBe(type);
    expect(answer.headers.get('Cache-Control')).toContain('immutable');
    expect((await answer.bytes()).byteLength).toBe(length);
    expect((await get(path, 'HEAD')).headers.get('Content-Length')).toBe(String(length));
  });
});

describe('every answer', () => {
  it.each(['/', '/api/app', '/nothing', '/assets/index-abc123.js'])('carries the policy: %s', async (path) => {
    const { headers } = await get(path);
    expect(headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('allows no script but its own', () => {
    const script = contentSecurityPolicy.split('; ').find((directive) => directive.startsWith('script-src'));
    expect(script).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(contentSecurityPolicy).toContain("default-src 'self'");
  });

  it('of the API stays out of every cache', async () => {
    const answer = await get('/api/connections');
    expect(await answer.json()).toEqual({ path: '/api/connections' });
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });
});
