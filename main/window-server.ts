import { withSecurityHeaders } from './security-headers.ts';
import { serveWindowFile } from './window-files.ts';

/** The web's form of a server: what src/app, Electron's protocols and the local server have in common. */
export type FetchHandler = (request: Request) => Promise<Response>;

/** Everything the window loads: the application API under /api, the built window everywhere else. */
export function createWindowServer(api: FetchHandler, windowFolder: string): FetchHandler {
  return async (request) => {
    const isApi = new URL(request.url).pathname.startsWith('/api/');
    const answer = withSecurityHeaders(isApi ? await api(request) : await serveWindowFile(windowFolder, request));
    // Patient data must not stay behind in a browser's cache.
    if (isApi) answer.headers.set('Cache-Control', 'no-store');
    return answer;
  };
}
