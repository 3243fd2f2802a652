import { ProblemBody } from '../../../src/contract/problem-schema.ts';
import { ApiError } from '../../api.ts';

export interface Fetched {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** False when there is more than was asked for. */
  readonly isWhole: boolean;
}

/** The first `limit` bytes of a document; a refusal of the server is thrown as it gives it. */
export async function fetchDocument(url: string, limit: number, signal: AbortSignal): Promise<Fetched> {
  const response = await fetch(url, { signal });
  if (!response.ok) {
    const { error } = ProblemBody.parse(await response.json());
    throw new ApiError(error, response.status);
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece?.value !== undefined; piece = await reader?.read()) {
    pieces.push(piece.value);
    length += piece.value.length;
    if (length <= limit) continue;
    await reader?.cancel();
    break;
  }
  const bytes = new Uint8Array(Math.min(length, limit));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece.subarray(0, bytes.length - at), at);
    at = Math.min(bytes.length, at + piece.length);
  }
  return { bytes, isWhole: length <= limit };
}
