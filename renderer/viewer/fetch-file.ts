import { ProblemBody } from '../../src/contract/problem-schema.ts';
import { ApiError } from '../api.ts';

/** A file of the application API while it comes. */
interface ComingFile {
  readonly bytes: number | undefined;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** The bytes of one file of the application API. A refusal keeps the server's reason and next step. */
export async function fetchFile(url: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await ask(url, signal);
  try {
    return await response.arrayBuffer();
  } catch (error) {
    throw brokenOff(error, response, signal);
  }
}

/** As {@link fetchFile}, a piece at a time; whoever has enough aborts. */
export async function openFile(url: string, signal: AbortSignal): Promise<ComingFile> {
  const response = await ask(url, signal);
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  return { bytes: Number.isInteger(length) ? length : undefined, pieces: piecesOf(response, signal) };
}

async function* piecesOf(response: Response, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || value === undefined) return;
      yield value;
    }
  } catch (error) {
    throw brokenOff(error, response, signal);
  }
}

async function ask(url: string, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(unreachable, 0, error);
  }
  if (response.ok) return response;
  const body = ProblemBody.safeParse(await response.json().catch(() => undefined));
  throw new ApiError(body.success ? body.data.error : unreadable, response.status);
}

function brokenOff(error: unknown, response: Response, signal: AbortSignal): unknown {
  if (signal.aborted) return error;
  return new ApiError(cutOff, response.status, error);
}

const cutOff = {
  code: 'file-broke-off',
  message: 'The file broke off while it was being read.',
  next: 'retry',
} as const;
const unreachable = {
  code: 'app-unreachable',
  message: 'Fileroom itself does not answer. It may have been closed.',
  next: 'retry',
} as const;
const unreadable = {
  code: 'app-wrong-shape',
  message: 'Fileroom gave an answer that this window does not understand.',
  next: 'report-bug',
} as const;
