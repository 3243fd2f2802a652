import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiError, createClient, urlOf } from '../../../renderer/api/client.ts';
import type { Client } from '../../../renderer/api/client.ts';
import { api } from '../../../src/contract/api.ts';
import type { Api } from '../../../src/contract/api.ts';

const study = {
  uuid: 'one',
  studyInstanceUid: '2.25.1',
  namespaceId: 'n',
  imageCount: 3,
  state: 'complete',
  created: '2026-01-01T00:00:00Z',
};

const app = new Hono()
  .get('/api/connections/:connectionId/studies', (context) =>
    context.json({
      studies: [{ ...study, patientName: context.req.param('connectionId'), description: context.req.url }],
      page: Number(context.req.query('page') ?? 1),
      more: false,
    }),
  )
  .delete('/api/connections/:connectionId/studies/:studyUuid', (context) => context.body(null, 204))
  .post('/api/scans', async (context) => {
    const { paths } = await context.req.json<{ paths: string[] }>();
    return context.json({
      scanId: 's',
      sources: paths,
      state: 'running',
      progress: { filesFound: 0, filesRead: 0, dicom: 0, unreadable: 0, bytesFound: 0, bySource: [] },
      revision: 0,
    });
  })
  .get('/api/scans', (context) =>
    context.json({ error: { code: 'disk-full', message: 'The disk is full.', next: 'free-disk-space' } }, 507),
  )
  .get('/api/imports', (context) => context.json([{ importId: 7 }]))
  .get('/api/app', (context) => context.html('<p>not what was asked for</p>', 502));

let server: ReturnType<typeof serve>;
let client: Client<Api>;
let baseUrl: string;

beforeAll(async () => {
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port));
  });
  baseUrl = `http://127.0.0.1:${port}`;
  client = createClient(api, { baseUrl });
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

const failureOf = async (call: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

describe('the client derived from the contract', () => {
  it('has a method for each route that answers with JSON or nothing, and for no other', () => {
    const answering = Object.entries(api).filter(([, { answer }]) => answer.kind === 'json' || answer.kind === 'empty');
    expect(Object.keys(client).sort()).toEqual(answering.map(([name]) => name).sort());
  });

  it('fills the path, leaves out what is not asked, and parses the answer', async () => {
    const page = await client.worklist({ connectionId: 'a/b c' }, { search: 'x & y', page: 2, modality: undefined });
    expect(page.page).toBe(2);
    expect(page.studies[0]?.patientName).toBe('a/b c');
    expect(new URL(page.studies[0]?.description ?? '').search).toBe('?search=x+%26+y&page=2');
  });

  it('sends a body as JSON', async () => {
    await expect(client.startScan({ paths: ['/disc'] })).resolves.toMatchObject({ scanId: 's', sources: ['/disc'] });
  });

  it('gives nothing for an empty answer', async () => {
    await expect(client.deleteStudy({ connectionId: 'c', studyUuid: 'u' })).resolves.toBeUndefined();
  });

  it("throws the server's problem with its next step", async () => {
    const error = await failureOf(client.listScans());
    expect(error.status).toBe(507);
    expect(error.problem).toEqual({ code: 'disk-full', message: 'The disk is full.', next: 'free-disk-space' });
  });

  it('refuses an answer of another shape', async () => {
    expect((await failureOf(client.listImports())).problem.code).toBe('app-wrong-shape');
    expect((await failureOf(client.appInfo())).problem.code).toBe('app-wrong-shape');
  });

  it('says so when nobody answers', async () => {
    const nobody = createClient(api, { baseUrl: 'http://127.0.0.1:1' });
    const error = await failureOf(nobody.appInfo());
    expect(error.status).toBe(0);
    expect(error.problem.next).toBe('retry');
  });

  it('lets an abort be an abort', async () => {
    const call = client.listScans({ signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('urlOf', () => {
  it('addresses what is streamed', () => {
    const params = { connectionId: 'c', studyUuid: 'u', sopInstanceUid: '1.2' };
    expect(urlOf(api.instanceThumbnail, params, { frame: 2 })).toBe(
      '/api/connections/c/studies/u/instances/1.2/thumbnail?frame=2',
    );
    expect(urlOf(api.events, {}, {}, baseUrl)).toBe(`${baseUrl}/api/events`);
  });
});
