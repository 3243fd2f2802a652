import { serve } from '@hono/node-server';
import { openApp } from '../../src/app/app.ts';

// The application as a shell serves it, without the window: says its address, ends with SIGTERM.
const interrupted = new Promise((resolve) => {
  process.once('SIGTERM', resolve);
});
const app = await openApp({ dataDir: process.argv[2] ?? '', shell: 'none' });
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
await interrupted;
const closed = new Promise((resolve) => {
  server.close(resolve);
});
if ('closeAllConnections' in server) server.closeAllConnections();
await closed;
await app.close();
