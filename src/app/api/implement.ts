import { Hono } from 'hono';
import type { z } from 'zod';
import { InvalidRequestError, NotFoundError } from '../../contract/problem.ts';
import type { AnswerOf, BodyOutput, PathParams, QueryOutput, Route } from '../../contract/route.ts';
import { eventStream } from './event-stream.ts';
import { type UnforeseenError, problemAnswer } from './problem-answer.ts';

/** No request of the window is bigger: it names things, it does not carry them. */
const MAX_BODY = 4 * 1024 * 1024;

/** A file on its way to the window. The media type is ours, never the one a server names. */
export interface Payload {
  readonly mediaType: string;
  readonly bytes?: number | undefined;
  readonly body: ReadableStream<Uint8Array> | string;
  /** Offered as a download under this name. */
  readonly fileName?: string;
  /** A stranger's document: wherever it is opened, it runs nothing and reaches nothing. */
  readonly isForeign?: true;
}

export interface Input<R extends Route> {
  readonly params: PathParams<R['path']>;
  readonly query: QueryOutput<R>;
  readonly body: BodyOutput<R>;
  /** Ends with the request: the window went elsewhere. */
  readonly signal: AbortSignal;
}

type Output<R extends Route> = R['answer'] extends { kind: 'bytes' }
  ? Payload
  : R['answer'] extends { kind: 'events'; schema: infer S extends z.ZodType }
    ? AsyncIterable<z.output<S>>
    : R['answer'] extends { kind: 'empty' }
      ? void
      : AnswerOf<R>;

export type Handler<R extends Route> = (input: Input<R>) => Output<R> | Promise<Output<R>>;
export type Handlers<A extends Record<string, Route>> = { readonly [K in keyof A]: Handler<A[K]> };

/** The routes of `api`, each answered by the handler of its name. `unforeseen` hears of errors that are our own fault. */
export function implement<A extends Record<string, Route>>(
  api: A,
  handlers: Handlers<A>,
  unforeseen: UnforeseenError,
): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.res.headers.set('x-content-type-options', 'nosniff');
    context.res.headers.set('cache-control', 'no-store');
  });
  for (const [name, route] of Object.entries(api)) {
    const handler = handlers[name] as unknown as (input: unknown) => unknown;
    app.on(route.method, route.path, async (context) => {
      const { raw } = context.req;
      const input = {
        params: context.req.param(),
        query: route.query === undefined ? undefined : parse(route.query, context.req.query(), 'The query'),
        body: route.body === undefined ? undefined : parse(route.body, await readJson(raw), 'The request'),
        signal: raw.signal,
      };
      return answer(route, await handler(input), raw.signal);
    });
  }
  app.notFound(() => problemAnswer(new NotFoundError('no-route', 'There is nothing at this address.'), unforeseen));
  app.onError((error) => problemAnswer(error, unforeseen));
  return app;
}

function answer(route: Route, output: unknown, signal: AbortSignal): Response {
  switch (route.answer.kind) {
    case 'json':
      return Response.json(output);
    case 'empty':
      return new Response(null, { status: 204 });
    case 'bytes':
      return payloadAnswer(output as Payload);
    case 'events':
      return new Response(eventStream(output as AsyncIterable<unknown>, signal), {
        headers: { 'content-type': 'text/event-stream; charset=utf-8' },
      });
  }
}

function payloadAnswer({ mediaType, bytes, body, fileName, isForeign }: Payload): Response {
  const headers = new Headers({ 'content-type': mediaType });
  if (bytes !== undefined) headers.set('content-length', String(bytes));
  if (fileName !== undefined) headers.set('content-disposition', `attachment; filename="${fileName}"`);
  if (isForeign === true) headers.set('content-security-policy', "default-src 'none'; sandbox");
  return new Response(body, { headers });
}

async function readJson(request: Request): Promise<unknown> {
  // A form of another site can post anything but this type without asking first.
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new InvalidRequestError('not-json', 'The request must be JSON.');
  }
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidRequestError('not-json', 'The request is not valid JSON.', { cause });
  }
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY) throw new InvalidRequestError('too-large', 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(schema: z.ZodType, value: unknown, what: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`;
  throw new InvalidRequestError('invalid-input', `${what} is not right${where}: ${issue?.message ?? 'invalid'}`, {
    next: 'correct-input',
    cause: result.error,
  });
}
