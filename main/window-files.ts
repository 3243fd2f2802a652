import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** The built window's file for a request: `/` is index.html. Names that could leave `folder` are not found. */
export async function serveWindowFile(folder: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
  }
  const segments = safeSegments(new URL(request.url).pathname);
  const content = segments && (await readIfPresent(join(folder, ...segments)));
  if (segments === undefined || content === undefined) return new Response('Not found', { status: 404 });
  return new Response(request.method === 'HEAD' ? null : content, {
    headers: {
      'Content-Type': mediaTypes[extname(segments.at(-1) ?? '')] ?? 'application/octet-stream',
      'Content-Length': String(content.byteLength),
      // Vite puts a hash of the content into the names under assets/; all other names are reused by the next version.
      'Cache-Control': segments[0] === 'assets' ? 'private, max-age=31536000, immutable' : 'no-store',
    },
  });
}

/** Plain names only: no dot files (Vite's own notes), no separators or drive letters behind percent-encoding. */
function safeSegments(pathname: string): string[] | undefined {
  const path = pathname === '/' ? '/index.html' : pathname;
  const segments = path.slice(1).split('/');
  return segments.every((segment) => /^[\w-][\w.-]*$/.test(segment)) ? segments : undefined;
}

async function readIfPresent(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
