import { z } from 'zod';
import type { ByteStream } from '../port/archive-connection.ts';
import { BadAnswerError, SignInError } from '../port/errors.ts';
import { parseRetryAfter, retry, type RetryPolicy } from '../http/retry.ts';
import { adviseRetry, badAnswer, fromRefusal } from './errors.ts';
import type { SessionKey } from './session-key.ts';
import { readJson, send, type Fetch } from './transport.ts';

interface StorageCall {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** The engine's host name, as the services told it. */
  readonly host: string;
  /** Path segments below `/api/v3/storage`; each is percent-encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: {
    readonly bytes: number;
    readonly stream: ReadableStream<Uint8Array>;
    readonly mediaType?: string;
  };
  readonly signal?: AbortSignal | undefined;
}

/** The storage API. The sid travels in the query, as it demands: a call's URL never enters a message. */
export interface Storage {
  json<T>(answer: z.ZodType<T>, call: StorageCall): Promise<T>;
  stream(mediaType: RegExp, call: StorageCall): Promise<ByteStream>;
}

export interface StorageOptions {
  /** The address of an engine's storage API, from its host name. */
  readonly url: (host: string) => string;
  readonly fetch: Fetch;
  readonly key: SessionKey;
  readonly retry: RetryPolicy;
}

const Failure = z.object({
  kind: z.object({ readable_status: z.string().max(100) }),
  exception_data: z.unknown().optional(),
});

export function createStorage(options: StorageOptions): Storage {
  /** Reading calls are repeated; an upload is its caller's to repeat, who has the body. */
  async function open(call: StorageCall): Promise<{ response: Response; where: string }> {
    const reading = (call.method ?? 'GET') === 'GET';
    if (options.key.state.state === 'expired') await options.key.renew(undefined);
    return retry(
      () => (reading ? inSession(call) : once(call)),
      (error) => (reading ? adviseRetry(error, true) : { again: false }),
      { policy: options.retry, signal: call.signal },
    );
  }

  async function inSession(call: StorageCall) {
    try {
      return await once(call);
    } catch (error) {
      const hasEnded = error instanceof SignInError && options.key.state.state === 'expired';
      if (!hasEnded || !(await options.key.renew(undefined))) throw error;
      return once(call);
    }
  }

  async function once(call: StorageCall): Promise<{ response: Response; where: string }> {
    const where = `storage ${call.method ?? 'GET'} /${call.path[0] ?? ''}`;
    const sid = options.key.useSid();
    const response = await send(options.fetch, toRequest(call, options.url(call.host), sid));
    if (response.status === 200 || response.status === 202) return { response, where };
    if (response.status === 401) options.key.expired({ sid });
    const failure = Failure.safeParse(await readJson(response, where));
    if (response.status < 400) throw badAnswer(where);
    throw fromRefusal({
      where,
      status: response.status,
      code: failure.data?.kind.readable_status,
      data: failure.data?.exception_data,
      retryAfterMs: parseRetryAfter(response.headers.get('retry-after')),
    });
  }

  return {
    async json(answer, call) {
      const { response, where } = await open(call);
      const parsed = answer.safeParse(await readJson(response, where));
      if (!parsed.success) throw badAnswer(where, parsed.error);
      return parsed.data;
    },

    async stream(mediaType, call) {
      const { response, where } = await open(call);
      const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
      if (response.body === null || !mediaType.test(type)) {
        await response.body?.cancel();
        throw badAnswer(where);
      }
      const length = response.headers.get('content-length') ?? '';
      return { mediaType: type, bytes: /^\d+$/.test(length) ? Number(length) : undefined, stream: response.body };
    },
  };
}

function toRequest(
  { method = 'GET', path, query = {}, body, signal }: StorageCall,
  base: string,
  sid: string,
): Request {
  const url = new URL(`${base}/${path.map((segment) => encodeURIComponent(segment)).join('/')}`);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  url.searchParams.set('sid', sid);
  return new Request(url, {
    method,
    // What was stored is compared byte for byte and shown with its length: no compression on the way.
    headers: {
      'accept-encoding': 'identity',
      ...(body && { 'content-length': String(body.bytes) }),
      ...(body?.mediaType !== undefined && { 'content-type': body.mediaType }),
    },
    ...(body && { body: untilAborted(body.stream, signal), duplex: 'half' as const }),
    ...(signal && { signal }),
  });
}

/** Ends an upload at its next chunk when aborted, also where the receiver does not look at the request's signal. */
function untilAborted(stream: ReadableStream<Uint8Array>, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  if (signal === undefined) return stream;
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        signal.throwIfAborted();
        controller.enqueue(chunk);
      },
    }),
  );
}

/**
 * The storage address of an engine, on the scheme of the services. The sid goes there: with plain HTTP, which is for
 * this machine only, no other host is accepted.
 */
export function storageUrlFor(baseUrl: string): (host: string) => string {
  const base = new URL(baseUrl);
  return (host) => {
    const url = `${base.protocol}//${host}/api/v3/storage`;
    const valid = /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/i.test(host) && URL.canParse(url);
    if (!valid || (base.protocol === 'http:' && host !== base.host && !loopback.test(new URL(url).hostname))) {
      throw new BadAnswerError('bad-engine', 'The server named a storage host that cannot be used.', {
        next: 'report-bug',
      });
    }
    return url;
  };
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
