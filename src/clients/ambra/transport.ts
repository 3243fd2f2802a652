import { mapFailures } from '../http/streams.ts';
import { badAnswer, fromNetwork } from './errors.ts';

export type Fetch = (request: Request) => Promise<Response>;

/** Sends a request. What fails below HTTP is an `UnreachableError`, of the body's reading too; an abort its reason. */
export async function send(fetch: Fetch, request: Request): Promise<Response> {
  const { signal } = request;
  signal.throwIfAborted();
  const map = (error: unknown): unknown => (signal.aborted ? signal.reason : fromNetwork(error));
  try {
    const response = await fetch(request);
    signal.throwIfAborted();
    const body = response.body && mapFailures(response.body, map);
    return new Response(body, { status: response.status, headers: response.headers });
  } catch (error) {
    throw map(error);
  }
}

/** A POST of text with its length: some servers and proxies take no chunked forms. */
export function textPost(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Request {
  return new Request(url, {
    method: 'POST',
    body,
    headers: { accept: 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers },
    ...(signal && { signal }),
  });
}

export const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** JSON answers are bounded: a study of 20,000 images has a schema of some 10 MB. */
const maxJsonBytes = 64 * 1024 * 1024;

/** The body as JSON; `undefined` when it is not JSON, as from a proxy's or a maintenance page. */
export async function readJson(response: Response, where: string): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxJsonBytes) throw badAnswer(where);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
