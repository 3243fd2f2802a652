import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createHttp } from '../../../src/clients/http/http.ts';
import { openAmbraConnection, type AmbraConnection, type AmbraOptions } from '../../../src/clients/ambra/connection.ts';
import { readBody, serve } from '../loopback-server.ts';

interface ScriptedCall {
  readonly params: Readonly<Record<string, string>>;
  readonly sid: string | undefined;
  readonly body: Buffer;
  readonly headers: IncomingMessage['headers'];
}

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or text and bytes as they are. */
  readonly body: unknown;
}

type Line = ScriptedAnswer | ((call: ScriptedCall) => ScriptedAnswer);

export interface ScriptedAmbra {
  readonly url: string;
  readonly host: string;
  readonly server: Server;
  /** What was called, bundles' parts one by one, as `/study/list` or `POST storage/namespace/n1/image`. */
  readonly calls: readonly (ScriptedCall & { readonly url: string })[];
  /** Several answers are given one after the other, the last one for ever. */
  script(lines: Readonly<Record<string, Line | readonly Line[]>>): void;
  callsOf(url: string): readonly ScriptedCall[];
  /** A connection that does not wait: no rate limit, retries at once. */
  connect(options?: Partial<AmbraOptions>): AmbraConnection;
  close(): Promise<void>;
}

export const ok = (fields: object = {}): ScriptedAnswer => ({ body: { status: 'OK', ...fields } });
export const refused = (error_type: string, fields: object = {}): ScriptedAnswer => ({
  status: 412,
  body: { status: 'ERROR', error_type, ...fields },
});
export const storageFailure = (status: number, readable_status: string): ScriptedAnswer => ({
  status,
  body: { kind: { code: 1, readable_status }, message: 'of PHANTOM^CHEST', created: '', exception_data: {} },
});

/** Sign-in as a server answers it; tests override what they are about. */
const signIn = {
  '/session/login': ok({ sid: 'sid-1', uuid: 'u1', name: 'Phantom Reader' }),
  '/session/user': ok({ name: 'Phantom Reader', email: 'reader@phantom.example' }),
  '/user/namespace/list': ok({
    namespaces: [
      { uuid: 'n1', name: 'Phantom Clinic', type: 'account_id', permissions: { study_upload: 1 } },
      { uuid: 'n2', name: 'Reading', type: 'group_id', permissions: { study_upload: 0 } },
      { uuid: 'n3', name: 'Own folder', type: 'user_id' },
    ],
  }),
  '/session/ttl': ok({ ttl: '180' }),
  '/session/logout': ok(),
};

export const credentials = { login: 'reader@phantom.example', password: 'correct' };

/** A real HTTP server on this machine that answers the Ambra protocol by a script: for what a healthy archive never does. */
export async function scriptedAmbra(): Promise<ScriptedAmbra> {
  const lines = new Map<string, Line | Line[]>(Object.entries(signIn));
  const calls: (ScriptedCall & { url: string })[] = [];
  const http = createHttp();

  const play = (url: string, call: ScriptedCall): ScriptedAnswer => {
    calls.push({ ...call, url });
    const line = lines.get(url);
    const next = Array.isArray(line) ? (line.length > 1 ? line.shift() : line[0]) : line;
    if (next === undefined) return { status: 500, body: `no line for ${url}` };
    return typeof next === 'function' ? next(call) : next;
  };

  const bundle = (call: ScriptedCall): ScriptedAnswer => {
    const parts = JSON.parse(call.body.toString()) as Record<string, string>[];
    const answers = parts.map(({ URL: url = '', ...params }) => {
      const { status = 200, body } = play(url, { ...call, params });
      return Object.assign({ HTTP_STATUS_CODE: status }, body);
    });
    return { body: answers };
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '', 'http://loopback');
    const path = decodeURIComponent(address.pathname.replace('/api/v3', ''));
    const body = await readBody(request);
    const isStorage = path.startsWith('/storage/');
    const params = isStorage ? address.searchParams : new URLSearchParams(body.toString());
    const call: ScriptedCall = {
      params: Object.fromEntries(params),
      sid: isStorage ? (params.get('sid') ?? undefined) : (request.headers['x-ambrahealth-sid'] as string | undefined),
      body,
      headers: request.headers,
    };
    const url = isStorage ? `${request.method} ${path.slice(1)}` : path;
    const { status = 200, headers = {}, body: content } = path === '/bundle' ? bundle(call) : play(url, call);
    const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
    response.writeHead(status, { 'content-type': isRaw ? 'text/html' : 'application/json', ...headers });
    response.end(isRaw ? content : JSON.stringify(content));
  }

  const server = await serve((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  return {
    url: server.url,
    host: `127.0.0.1:${server.port}`,
    server: server.server,
    calls,
    script(more) {
      for (const [url, line] of Object.entries(more)) lines.set(url, Array.isArray(line) ? [...line] : (line as Line));
    },
    callsOf: (url) => calls.filter((call) => call.url === url),
    connect: (options = {}) =>
      openAmbraConnection({
        baseUrl: server.url,
        fetch: http.fetch,
        openSocket: http.openSocket,
        rate: 'off',
        retry: { attempts: 4, baseMs: 0, maxMs: 1000 },
        ...options,
      }),
    async close() {
      await http.close();
      await server.close();
    },
  };
}

/** A study record as /study/get answers it. */
export function studyRecord(fields: object = {}): object {
  return {
    uuid: 's1',
    study_uid: '1.2.3.4',
    phi_namespace: 'n1',
    storage_namespace: 'st1',
    phantom: 0,
    image_count: '3',
    patient_name: 'PHANTOM^CHEST',
    created: '2026-01-31 10:20:30.123456',
    ...fields,
  };
}
