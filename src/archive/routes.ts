import { Hono } from 'hono';
import type { ArchiveContext } from './archive-context.ts';
import { linkRoutes } from './links/routes.ts';
import { runBundle } from './services/bundle.ts';
import { dispatch, tellOthers } from './services/dispatch.ts';
import { BadRequestError, readParams } from './services/read-params.ts';
import { reportZip } from './services/report.ts';
import { StorageError, storageFailure } from './storage/errors.ts';
import { storageRoutes } from './storage/routes.ts';
import type { OverSocket } from './storage/upload.ts';
import { isDiskFull } from './store/disk-full.ts';

const storagePath = /^(\/host\/[^/]+)?\/api\/v3\/storage\//;

/** Everything the archive answers: services, storage, and the pages of links. */
export function archiveRoutes(archive: ArchiveContext): Hono<OverSocket> {
  const app = guardedRoutes(archive);
  const storage = storageRoutes(archive);

  app.use(async (c, next) => {
    await next();
    const mayChange = c.req.method !== 'GET' && storagePath.test(c.req.path);
    if (mayChange) tellOthers(archive, c.req.query('sid') ?? c.req.header('x-ambrahealth-sid'));
  });
  app.route('/api/v3/storage', storage);
  // Servers are also reached through a gateway that names the storage host in the path.
  app.route('/host/:fqdn/api/v3/storage', storage);

  app.post('/api/v3/bundle', async (c) => c.json(await runBundle(archive, c.req.raw, c.env.address)));
  app.all('/api/v3/bundle', (c) => c.json({ status: 'ERROR', error_type: 'METHOD_NOT_ALLOWED' }, 405));
  app.on(['GET', 'POST'], '/api/v3/report/zip', async (c) => {
    const { sid = c.req.header('x-ambrahealth-sid'), report_id: id = '' } = await readParams(c.req.raw);
    return reportZip(archive, { sid, authorization: c.req.header('authorization') }, id);
  });
  app.all('/api/v3/*', async (c) => {
    const { origin, pathname } = new URL(c.req.url);
    const answer = await dispatch(archive, {
      url: pathname.slice('/api/v3'.length),
      method: c.req.method,
      params: await readParams(c.req.raw),
      sid: c.req.header('x-ambrahealth-sid'),
      authorization: c.req.header('authorization'),
      origin,
      address: c.env.address,
    });
    return c.json(answer.body, answer.http);
  });

  app.route('/l', linkRoutes(archive));
  return app;
}

/** The pages of links alone. */
export function linkPageRoutes(archive: ArchiveContext): Hono<OverSocket> {
  return guardedRoutes(archive).route('/l', linkRoutes(archive));
}

/** Without routes yet: who may ask at all, and what is said of failures. */
function guardedRoutes(archive: ArchiveContext): Hono<OverSocket> {
  const app = new Hono<OverSocket>();
  app.use(async (c, next) => {
    // A page of another site in somebody's browser has no business here, not even to try passwords.
    const from = c.req.header('origin');
    if (from !== undefined && hostIn(from) !== new URL(c.req.url).host) return c.text('Cross-site', 403);
    await next();
    c.res.headers.set('x-content-type-options', 'nosniff');
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
    return undefined;
  });
  app.onError((error, c) => {
    if (error instanceof BadRequestError) return c.json({ status: 'ERROR', error_type: 'BAD_REQUEST' }, error.http);
    const isForeseen = error instanceof StorageError && error.http !== 500;
    if (!isForeseen) archive.report(error);
    if (!storagePath.test(c.req.path) && isDiskFull(error))
      return c.json({ status: 'ERROR', error_type: 'DISK_FULL' }, 507);
    if (!storagePath.test(c.req.path)) return c.json({ status: 'ERROR', error_type: 'INTERNAL_ERROR' }, 500);
    return storageFailure(error).toResponse(archive.now(), c.req.header('x-ambrahealth-verbose-errors') === '1');
  });
  return app;
}

function hostIn(from: string): string | undefined {
  return URL.canParse(from) ? new URL(from).host : undefined;
}
