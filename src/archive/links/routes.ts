import { type Context, Hono } from 'hono';
import type { ArchiveContext } from '../archive-context.ts';
import { readText } from '../services/read-params.ts';
import { findLiveLink, type LinkRow } from '../store/link-records.ts';
import { seriesOf } from './contents.ts';
import { doorPage, endedPage, uploadPage } from './door.ts';
import { enter } from './enter.ts';
import { type Page, toResponse } from './page.ts';
import { pictureFor, plate } from './picture.ts';
import { noSuchPage, seriesPage, studyPage } from './study-pages.ts';
import { type Visit, visitCookie, visitOf } from './visit.ts';

/** What a link's address opens in a web browser, below `/l`: a door, and behind it the study as pictures. */
export function linkRoutes(archive: ArchiveContext): Hono {
  const app = new Hono();
  const { database } = archive;

  app.get(
    '/:uuid',
    inside((visit) => studyPage(visit, seriesOf(database, visit.study))),
  );
  app.get(
    '/:uuid/series/:series',
    inside((visit, c) => {
      const series = seriesOf(database, visit.study)[whole(c.req.param('series')) - 1];
      const page = whole(c.req.query('page') ?? '1');
      return (series === undefined ? undefined : seriesPage(visit, series, page)) ?? noSuchPage(visit);
    }),
  );
  app.get('/:uuid/image/:instance/:frame', (c) => picture(c, 'frame'));
  app.get('/:uuid/image/:instance/:frame/thumbnail', (c) => picture(c, 'thumbnail'));

  app.post('/:uuid', async (c) => {
    const uuid = c.req.param('uuid');
    const back = { location: `/l/${uuid}`, 'cache-control': 'no-store' };
    // Somebody who is in already and knocks again, say after a visit to their mail, uses the link up no further.
    if (visitOf(archive, c.req.raw, uuid) !== undefined) return new Response(null, { status: 303, headers: back });
    const link = findLiveLink(database, uuid, archive.now());
    if (link === undefined || link.study === null) return toResponse(outside(link));
    const password = new URLSearchParams(await readText(c.req.raw)).get('password') ?? '';
    const entry = await enter(archive, link, password);
    if (entry.outcome === 'ended') return toResponse(endedPage);
    if (entry.outcome !== 'open') return toResponse(doorPage(link, entry.outcome));
    const cookie = visitCookie(c.req.raw, link.uuid, entry.sid);
    return new Response(null, { status: 303, headers: { ...back, 'set-cookie': cookie } });
  });
  return app;

  /** Shows a page to those who have entered, and the door to all others. */
  function inside(show: (visit: Visit, c: Context) => Page) {
    return async (c: Context) => {
      const uuid = c.req.param('uuid') ?? '';
      const visit = visitOf(archive, c.req.raw, uuid);
      return toResponse(visit === undefined ? outside(findLiveLink(database, uuid, archive.now())) : show(visit, c));
    };
  }

  async function picture(c: Context, form: 'frame' | 'thumbnail'): Promise<Response> {
    const visit = visitOf(archive, c.req.raw, c.req.param('uuid') ?? '');
    if (visit === undefined) return plate(404);
    const address = { instance: c.req.param('instance') ?? '', frame: c.req.param('frame') ?? '', form };
    return pictureFor(archive, visit, address);
  }
}

function outside(link: LinkRow | undefined): Page {
  if (link === undefined) return endedPage;
  return link.study === null ? uploadPage : doorPage(link);
}

/** A number from 1 in an address, or 0. */
function whole(text: string | undefined): number {
  return /^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : 0;
}
