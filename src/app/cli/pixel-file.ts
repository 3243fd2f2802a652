import { open } from 'node:fs/promises';
import { InvalidRequestError } from '../../contract/problem.ts';
import { PixelTreatment } from '../../contract/pixels.ts';

const MAX_BYTES = 16 * 1024 * 1024;

/**
 * What a person decided about text in the pixels, from a JSON file as docs/pixels.md describes it.
 * @throws InvalidRequestError that names the place of the first mistake
 */
export async function readPixelFile(path: string): Promise<PixelTreatment> {
  const parsed = PixelTreatment.safeParse(await readJson(path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  throw badFile(`--pixels: ${place === '' ? 'the file' : place}: ${issue?.message ?? 'wrong'}.`);
}

async function readJson(path: string): Promise<unknown> {
  try {
    const handle = await open(path);
    try {
      if ((await handle.stat()).size > MAX_BYTES) throw badFile('--pixels: the file is too large.');
      return JSON.parse(await handle.readFile('utf8'));
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof InvalidRequestError) throw cause;
    throw badFile('--pixels: the file cannot be read, or is no JSON.', cause);
  }
}

function badFile(message: string, cause?: unknown): InvalidRequestError {
  return new InvalidRequestError('bad-pixel-file', message, { next: 'correct-input', cause });
}
