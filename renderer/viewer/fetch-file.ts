import { ProblemBody } from '../../src/contract/problem.ts';
import { ApiError } from '../api.ts';

/** The bytes of one file of the application API. A refusal keeps the server's reason and next step. */
export async function fetchFile(url: string, signal: AbortSignal): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(unreachable, 0, error);
  }
  if (response.ok) return bodyOf(response, signal);
  const body = ProblemBody.safeParse(await response.json().catch(() => undefined));
  throw new ApiError(body.success ? body.data.error : unreadable, response.status);
}

async function bodyOf(response: Response, signal: AbortSignal): Promise<ArrayBuffer> {
  try {
    return await response.arrayBuffer();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(brokenOff, response.status, error);
  }
}

const brokenOff = {
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
