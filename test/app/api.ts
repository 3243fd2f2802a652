import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { type App, openApp } from '../../src/app/app.ts';
import type { ServicesOptions } from '../../src/app/services.ts';
import { type Api, api } from '../../src/contract/api.ts';
import { type Problem } from '../../src/contract/problem.ts';
import { ProblemBody } from '../../src/contract/problem-schema.ts';
import type { Charset } from '../../src/contract/scan.ts';
import { type BodyInput, type PathParams, type QueryInput, type Route, fillPath } from '../../src/contract/route.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const origin = 'http://127.0.0.1';

export async function newApp(
  dataDir?: string,
  options: Pick<ServicesOptions, 'linkOrigin'> = {},
): Promise<App & { readonly dataDir: string }> {
  const dir = dataDir ?? (await tempFolder());
  const app = await openApp({ dataDir: dir, shell: 'none', version: '1.2.3', ...options });
  let open = true;
  const close = async () => {
    if (open) await app.close();
    open = false;
  };
  onTestFinished(close);
  return { fetch: app.fetch, linkPages: app.linkPages, close, dataDir: dir };
}

interface Given<R extends Route> {
  readonly params?: PathParams<R['path']>;
  readonly query?: QueryInput<R>;
  readonly body?: BodyInput<R>;
}

/** Asks a route of the API; any status is an answer. */
export async function ask<K extends keyof Api>(app: App, name: K, given: Given<Api[K]> = {}): Promise<Response> {
  const route: Route = api[name];
  const search = new URLSearchParams(Object.entries((given.query ?? {}) as Record<string, string>));
  const url = `${origin}${fillPath(route.path, given.params ?? {})}?${search.toString()}`;
  return app.fetch(
    new Request(url, {
      method: route.method,
      ...(given.body === undefined
        ? {}
        : { body: JSON.stringify(given.body), headers: { 'content-type': 'application/json' } }),
    }),
  );
}

type Json<K extends keyof Api> = Api[K]['answer'] extends { kind: 'json'; schema: infer S extends z.ZodType }
  ? z.output<S>
  : never;

/** The answer of a route, checked by its schema. */
export async function get<K extends keyof Api>(app: App, name: K, given: Given<Api[K]> = {}): Promise<Json<K>> {
  const response = await ask(app, name, given);
  const { answer } = api[name] as Route;
  if (!response.ok || answer.kind !== 'json') throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return answer.schema.parse(await response.json()) as Json<K>;
}

/** The refusal of a route. */
export async function refusal<K extends keyof Api>(
  app: App,
  name: K,
  given: Given<Api[K]> = {},
): Promise<Problem & { readonly status: number }> {
  const response = await ask(app, name, given);
  const { error } = ProblemBody.parse(await response.json());
  return { ...error, status: response.status };
}

/** Scans to the end. */
export async function scanOf(app: App, paths: string[], charset?: Charset): Promise<Json<'scan'>> {
  const { scanId } = await get(app, 'startScan', { body: { paths, ...(charset === undefined ? {} : { charset }) } });
  return until(
    app,
    async () => get(app, 'scan', { params: { scanId } }),
    ({ status }) => status.state !== 'running',
  );
}

export async function importEnd(app: App, importId: string): Promise<Json<'importStatus'>> {
  return until(
    app,
    async () => get(app, 'importStatus', { params: { importId } }),
    ({ phase }) => phase !== 'waiting' && phase !== 'sending' && phase !== 'verifying',
  );
}

/** Looks again after every event of the application until `done`. */
export async function until<T>(app: App, look: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  const response = await ask(app, 'events');
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const value = await look();
      if (done(value)) return value;
      const { done: ended } = (await reader?.read()) ?? { done: true };
      if (ended) throw new Error('The events ended too early');
    }
  } finally {
    await reader?.cancel();
  }
}
