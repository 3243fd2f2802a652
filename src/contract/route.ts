import type { z } from 'zod';

/** `{id}` for each `:id` in the pattern. */
export type PathParams<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [K in Name | keyof PathParams<Rest>]: string }
  : Path extends `${string}:${infer Name}`
    ? { readonly [K in Name]: string }
    : { readonly [K in never]: string };

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The answer's form: validated JSON, nothing, raw bytes of a file, or a stream of server-sent events. */
export type Answer =
  | { readonly kind: 'json'; readonly schema: z.ZodType }
  | { readonly kind: 'empty' }
  | { readonly kind: 'bytes' }
  | { readonly kind: 'events'; readonly schema: z.ZodType };

/** One route of the application API: what the server implements and what the window's client is derived from. */
export interface Route<
  Path extends string = string,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  A extends Answer = Answer,
> {
  readonly method: Method;
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
  readonly answer: A;
}

interface Inputs<Q extends z.ZodType | undefined, B extends z.ZodType | undefined> {
  readonly query?: Q;
  readonly body?: B;
}

function define(method: Method) {
  return <
    const Path extends string,
    const A extends Answer,
    Q extends z.ZodType | undefined = undefined,
    B extends z.ZodType | undefined = undefined,
  >(
    path: Path,
    answer: A,
    inputs: Inputs<Q, B> = {},
  ): Route<Path, Q, B, A> => ({
    method,
    path,
    query: inputs.query as Q,
    body: inputs.body as B,
    answer,
  });
}

export const get = define('GET');
export const post = define('POST');
export const put = define('PUT');
export const del = define('DELETE');

export const json = <S extends z.ZodType>(schema: S) => ({ kind: 'json', schema }) as const;
export const events = <S extends z.ZodType>(schema: S) => ({ kind: 'events', schema }) as const;
export const empty = { kind: 'empty' } as const;
export const bytes = { kind: 'bytes' } as const;

/** What a route's answer holds once parsed: the model, or nothing; `never` for bytes and events, which are streamed. */
export type AnswerOf<R extends Route> = R['answer'] extends { kind: 'json'; schema: infer S extends z.ZodType }
  ? z.output<S>
  : R['answer'] extends { kind: 'empty' }
    ? undefined
    : never;
export type QueryInput<R extends Route> = R['query'] extends z.ZodType ? z.input<R['query']> : undefined;
export type QueryOutput<R extends Route> = R['query'] extends z.ZodType ? z.output<R['query']> : undefined;
export type BodyInput<R extends Route> = R['body'] extends z.ZodType ? z.input<R['body']> : undefined;
export type BodyOutput<R extends Route> = R['body'] extends z.ZodType ? z.output<R['body']> : undefined;

/** Fills a pattern's parameters, each percent-encoded: `/api/scans/:scanId` → `/api/scans/5f…`. */
export function fillPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new TypeError(`The path ${path} needs ${name}`);
    return encodeURIComponent(value);
  });
}
