import { asParams, type Params } from './params.ts';

const maxBody = 1024 * 1024;
const maxHeard = 64 * maxBody;
/** What is written out again must not exhaust the stack. */
const maxDepth = 64;

/** The request cannot be read: HTTP 400, or 413 when it is too large. */
export class BadRequestError extends Error {
  override readonly name = 'BadRequestError';
  readonly http: 400 | 413;

  constructor(http: 400 | 413) {
    super(`HTTP ${http}`);
    this.http = http;
  }
}

/** Parameters from the query and from a form (either encoding of forms) or a JSON body; the body wins. */
export async function readParams(request: Request): Promise<Params> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (request.method !== 'POST') return asParams(query);
  if (isMultipart(request)) return asParams({ ...query, ...(await readMultipart(request)) });
  const text = await readText(request);
  if (!isJson(request)) return asParams({ ...query, ...Object.fromEntries(new URLSearchParams(text)) });
  const body = text === '' ? {} : parseJson(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new BadRequestError(400);
  return asParams({ ...query, ...body });
}

/** The texts of a form; of files that may be in it, no command knows what to do. */
async function readMultipart(request: Request): Promise<Record<string, string>> {
  const body = await readBytes(request);
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  let form: FormData;
  try {
    form = await new Response(body, { headers }).formData();
  } catch {
    throw new BadRequestError(400);
  }
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

export async function readText(request: Request): Promise<string> {
  return (await readBytes(request)).toString('utf8');
}

async function readBytes(request: Request): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size <= maxBody) chunks.push(chunk);
    // Listened to a while longer: a sender who is cut off does not hear why, nor does the next call on that connection.
    else if (size > maxHeard) break;
  }
  if (size > maxBody) throw new BadRequestError(413);
  return Buffer.concat(chunks);
}

export function parseJson(text: string): unknown {
  const value = read(text);
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) throw new BadRequestError(400);
    level = level.flatMap((each): unknown[] => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return value;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequestError(400);
  }
}

function isMultipart(request: Request): boolean {
  return /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '');
}

function isJson(request: Request): boolean {
  return /^application\/json\b/i.test(request.headers.get('content-type') ?? '');
}
