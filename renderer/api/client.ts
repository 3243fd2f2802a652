import { Problem, ProblemBody } from '../../src/contract/problem-schema.ts';
import { fillPath } from '../../src/contract/route.ts';
import type { AnswerOf, BodyInput, PathParams, QueryInput, Route } from '../../src/contract/route.ts';

/** The server's refusal: what happened and what to do next, with the HTTP status. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;
  /** 0 when no answer came at all. */
  readonly status: number;

  constructor(problem: Problem, status: number, cause?: unknown) {
    super(problem.message, { cause });
    this.problem = problem;
    this.status = status;
  }
}

type QueryFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface CallOptions {
  readonly signal?: AbortSignal;
}

type Params<R extends Route> = keyof PathParams<R['path']> extends never ? [] : [params: PathParams<R['path']>];
type Input<R extends Route> = [QueryInput<R>, BodyInput<R>] extends [undefined, undefined]
  ? []
  : [input: Exclude<QueryInput<R> | BodyInput<R>, undefined>];
type Call<R extends Route> = (...args: [...Params<R>, ...Input<R>, options?: CallOptions]) => Promise<AnswerOf<R>>;

/** The routes that answer with JSON or nothing become methods; bytes and events have an address instead. */
type CallableName<A> = {
  [K in keyof A]: A[K] extends { answer: { kind: 'json' | 'empty' } } ? K : never;
}[keyof A];
export type Client<A extends Record<string, Route>> = { readonly [K in CallableName<A>]: Call<A[K]> };

export interface ClientOptions {
  /** Where the API lives; empty for the window's own origin. */
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
}

/** One method per route: `client.worklist({ connectionId }, { search })`. Params first, then query or body. */
export function createClient<A extends Record<string, Route>>(api: A, options: ClientOptions = {}): Client<A> {
  const calls = Object.entries(api)
    .filter(([, { answer }]) => answer.kind === 'json' || answer.kind === 'empty')
    .map(([name, route]) => [name, (...args: unknown[]) => call(route, args, options)]);
  return Object.fromEntries(calls) as Client<A>;
}

/** The address of a route, for `<img>`, downloads and event streams. Undefined query fields are left out. */
export function urlOf<R extends Route>(
  route: R,
  params: PathParams<R['path']>,
  query: QueryFields = {},
  baseUrl = '',
): string {
  return addressOf(route, params, query, baseUrl);
}

function addressOf(
  route: Route,
  params: Readonly<Record<string, string>>,
  query: QueryFields,
  baseUrl: string,
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, `${value}`);
  return baseUrl + fillPath(route.path, params) + (search.size === 0 ? '' : `?${search}`);
}

async function call(route: Route, args: readonly unknown[], options: ClientOptions): Promise<unknown> {
  const rest = [...args];
  const params = (route.path.includes('/:') ? rest.shift() : {}) as Readonly<Record<string, string>>;
  const input = route.query !== undefined || route.body !== undefined ? rest.shift() : undefined;
  const { signal } = (rest.shift() ?? {}) as CallOptions;
  const query = route.query === undefined ? {} : (input as QueryFields);
  const url = addressOf(route, params, query, options.baseUrl ?? '');
  const response = await send(url, route, input, signal, options.fetch ?? fetch);
  if (!response.ok) throw await refusal(response);
  if (route.answer.kind !== 'json') return undefined;
  const parsed = route.answer.schema.safeParse(await bodyOf(response));
  if (!parsed.success) throw new ApiError(wrongShape, response.status, parsed.error);
  return parsed.data;
}

async function send(
  url: string,
  route: Route,
  input: unknown,
  signal: AbortSignal | undefined,
  fetcher: typeof fetch,
): Promise<Response> {
  try {
    return await fetcher(url, {
      method: route.method,
      ...(route.body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError(unreachable, 0, error);
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const parsed = ProblemBody.safeParse(await bodyOf(response));
  return new ApiError(parsed.success ? parsed.data.error : wrongShape, response.status);
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new ApiError(wrongShape, response.status, error);
  }
}

const unreachable = Problem.parse({
  code: 'app-unreachable',
  message: 'Fileroom itself does not answer. It may have been closed.',
  next: 'retry',
});
const wrongShape = Problem.parse({
  code: 'app-wrong-shape',
  message: 'Fileroom gave an answer that this window does not understand.',
  next: 'report-bug',
});
