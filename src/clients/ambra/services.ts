import { z } from 'zod';
import { parseRetryAfter, retry, type RetryPolicy } from '../http/retry.ts';
import { InvalidRequestError } from '../../contract/problem.ts';
import { SignInError } from '../port/errors.ts';
import { adviseRetry, badAnswer, fromRefusal } from './errors.ts';
import type { CallOptions } from './commands/command.ts';
import type { Pass, SessionKey } from './session-key.ts';
import { form, readJson, send, textPost, type Fetch } from './transport.ts';

type Value = string | number | boolean | undefined;

/** One call of the services API as data: where, with what, and what the answer must look like. */
interface Command<T = unknown> {
  readonly url: `/${string}`;
  readonly params?: Readonly<Record<string, Value>>;
  /** In a bundle: parameters that the server fills from earlier answers, by the place of their value there. */
  readonly tokens?: Readonly<Record<string, string>>;
  readonly answer: z.ZodType<T>;
  /** A reading call, or one that changes nothing when done twice: repeated by itself when the way or the server fails. */
  readonly repeatable?: boolean;
  /** Refusals (by `error_type`) that are as good as an answer, and what their body must look like. */
  readonly refusals?: Readonly<Record<string, z.ZodType<T>>>;
}

type Answers<C extends readonly Command[]> = { -readonly [K in keyof C]: C[K] extends Command<infer T> ? T : never };

interface ServiceOptions extends Omit<CallOptions, 'sid'> {
  /** With which pass to call when it is not that of who is signed in; `null` for none. */
  readonly sid?: Given;
}
type Given = string | Pass | null | undefined;

export interface Services {
  call<T>(command: Command<T>, options?: ServiceOptions): Promise<T>;
  /** A call whose answer is a file. */
  stream(command: Pick<Command, 'url' | 'params'>, options?: ServiceOptions): Promise<Response>;
  /** Several calls in one request; repeated by itself unless one of them says that it may not be. */
  bundle<const C extends readonly Command[]>(commands: C, options?: ServiceOptions): Promise<Answers<C>>;
}

/** How often a second the services are called, by all who share the connection. */
export interface Limiter {
  /** Resolves when a call may go out. */
  pass(url: string, signal: AbortSignal | undefined): Promise<void>;
  /** Lets nobody through for so many milliseconds. */
  hold(ms: number): void;
}

export interface ServicesOptions {
  /** `https://HOST/api/v3` */
  readonly url: string;
  readonly fetch: Fetch;
  readonly key: SessionKey;
  readonly limiter: Limiter;
  readonly retry: RetryPolicy;
}

/** An answer without content besides its `status`. */
export const done = z.object({});

const Subtype = z.union([z.string().transform((one) => [one]), z.array(z.coerce.string())]).catch([]);
const Failure = z.union([
  z.object({
    error_type: z.string().max(100),
    error_subtype: Subtype.default([]),
    error_data: z.unknown().optional(),
  }),
  z.object({ status: z.literal('ERROR') }),
]);

interface HttpAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly retryAfterMs: number | undefined;
}

export function createServices(options: ServicesOptions): Services {
  const { key } = options;

  async function post(
    url: string,
    body: URLSearchParams | string,
    pass: Pass | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    await options.limiter.pass(url, signal);
    const type = typeof body === 'string' ? { 'content-type': 'application/json' } : form;
    const headers = { ...type, ...headersOf(pass) };
    const response = await send(options.fetch, textPost(`${options.url}${url}`, body.toString(), headers, signal));
    const pause = response.status === 429 ? parseRetryAfter(response.headers.get('retry-after')) : undefined;
    // Longer than any call waits is for each caller to hear, and to decide.
    if (pause !== undefined && pause <= options.retry.maxMs) options.limiter.hold(pause);
    return response;
  }

  /** The answer's content, or the error it stands for. */
  function read<T>(command: Command<T>, answer: HttpAnswer, pass: Pass | undefined): T {
    const { status, json, retryAfterMs } = answer;
    const failure = Failure.safeParse(json);
    let expected = command.answer;
    if (status !== 200 || failure.success) {
      const said = failure.success && 'error_type' in failure.data ? failure.data : undefined;
      const code = said?.error_type;
      if (status === 401 && pass !== undefined) key.expired(pass);
      const refusal = code === undefined ? undefined : command.refusals?.[code];
      if (refusal === undefined) {
        const about = { subtype: said?.error_subtype ?? [], data: said?.error_data };
        throw toError({ where: command.url, status, code, retryAfterMs, ...about }, pass);
      }
      expected = refusal;
    }
    const parsed = expected.safeParse(json);
    if (!parsed.success) throw badAnswer(command.url, parsed.error);
    return parsed.data;
  }

  const passFor = (given: Given): Pass | undefined => {
    if (given === undefined) return key.use();
    if (given === null) return undefined;
    return typeof given === 'string' ? { sid: given } : given;
  };
  const isByHeader = (given: Given): boolean =>
    given === undefined ? key.isByHeader : typeof given === 'object' && given !== null && 'authorization' in given;

  /** A call that found the session ended did nothing: it is made once more in the next one, where nobody need be asked. */
  async function inSession<T>(given: Given, attempt: (pass: Pass | undefined) => Promise<T>) {
    const pass = given === undefined ? await current() : passFor(given);
    try {
      return await attempt(pass);
    } catch (error) {
      const hasEnded = given === undefined && error instanceof SignInError && key.state.state === 'expired';
      if (!hasEnded || !(await key.renew(pass))) throw error;
      return attempt(key.use());
    }
  }

  async function current(): Promise<Pass> {
    if (key.state.state === 'expired') await key.renew(undefined);
    return key.use();
  }

  const call: Services['call'] = (command, { signal, sid: given } = {}) => {
    const once = () =>
      inSession(given, async (pass) =>
        read(command, await toAnswer(await post(command.url, encode(command.params), pass, signal), command.url), pass),
      );
    return retry(once, (error) => adviseRetry(error, command.repeatable === true), { policy: options.retry, signal });
  };

  return {
    call,

    async stream({ url, params }, { signal, sid: given } = {}) {
      const pass = passFor(given);
      const response = await post(url, encode(params), pass, signal);
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
      // Refusals are JSON with the status of success, too; a file never is.
      if (!response.ok || isJson) read({ url, answer: z.never() }, await toAnswer(response, url), pass);
      return response;
    },

    bundle(commands, { signal, sid: given } = {}) {
      const isTied = commands.some(({ tokens = {} }) => Object.keys(tokens).length > 0);
      const isTemplate = commands.some(holdsTemplate);
      if (isTemplate && isTied) {
        throw new InvalidRequestError('braces', 'A value with {{ in it cannot go with values of earlier answers.');
      }
      // What a bundle passes on to its parts is the sid, and nothing else.
      if (isTemplate || (!isTied && isByHeader(given))) {
        return Promise.all(commands.map((command) => call(command, { signal, sid: given }))) as never;
      }
      const once = async (pass: Pass | undefined) => {
        const body = JSON.stringify(
          commands.map(({ url, params, tokens = {} }) => ({
            URL: url,
            ...Object.fromEntries(encode(params)),
            ...Object.fromEntries(Object.entries(tokens).map(([name, path]) => [name, `{{${path}}}`])),
          })),
        );
        const whole = await toAnswer(await post('/bundle?inherit_sid=1', body, pass, signal), '/bundle');
        const answers = read({ url: '/bundle', answer: BundleAnswer }, whole, pass);
        if (answers.length !== commands.length) throw badAnswer('/bundle');
        return commands.map((command, index) => {
          const json = answers[index];
          return read(command, { status: json?.HTTP_STATUS_CODE ?? 0, json, retryAfterMs: whole.retryAfterMs }, pass);
        }) as never;
      };
      const repeatable = commands.every((command) => command.repeatable !== false);
      return retry(
        () => inSession(given, once),
        (error) => adviseRetry(error, repeatable),
        { policy: options.retry, signal },
      );
    },
  };
}

async function toAnswer(response: Response, url: string): Promise<HttpAnswer> {
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'));
  return { status: response.status, json: await readJson(response, url), retryAfterMs };
}

function headersOf(pass: Pass | undefined): Record<string, string> {
  if (pass === undefined) return {};
  return 'sid' in pass ? { 'X-AmbraHealth-SID': pass.sid } : { authorization: pass.authorization };
}

/** The server fills `{{…}}` in a bundle's values from earlier answers; what a person typed must stay as it is. */
function holdsTemplate({ params = {} }: Command): boolean {
  return Object.values(params).some((value) => String(value).includes('{{'));
}

const BundleAnswer = z.array(z.looseObject({ HTTP_STATUS_CODE: z.coerce.number().int() }));

function toError(refused: Parameters<typeof fromRefusal>[0], pass: Pass | undefined): Error {
  const { where, status, code } = refused;
  // Neither success nor this API's way to refuse: a redirect, or a page where JSON was promised.
  if (status < 400 && code === undefined) return badAnswer(where);
  // With a session a 401 means that it ended, however the body words it; without, that none was given.
  const unauthorized = pass === undefined ? (code ?? 'AUTH_FAILED') : undefined;
  const named = status === 401 ? unauthorized : code;
  return fromRefusal({ ...refused, code: named });
}

function encode(params: Command['params']): URLSearchParams {
  const encoded = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    if (value !== undefined) encoded.set(name, typeof value === 'boolean' ? String(Number(value)) : String(value));
  }
  return encoded;
}
