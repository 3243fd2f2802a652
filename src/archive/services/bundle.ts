import type { ArchiveContext } from '../archive-context.ts';
import { dispatch } from './dispatch.ts';
import { asParams } from './params.ts';
import { BadRequestError, parseJson, readText } from './read-params.ts';

const maxCalls = 100;
type Answers = readonly Readonly<Record<string, unknown>>[];

/** Runs the calls of a bundle in their order; each sees what those before it answered. */
export async function runBundle(archive: ArchiveContext, request: Request, sid: string | undefined): Promise<Answers> {
  const calls = parseJson(await readText(request));
  if (!Array.isArray(calls) || calls.length > maxCalls || !calls.every(isCall)) throw new BadRequestError(400);
  const { origin, searchParams } = new URL(request.url);
  const inherited = searchParams.get('inherit_sid') === '1' ? sid : undefined;
  const answers: Readonly<Record<string, unknown>>[] = [];
  for (const { URL: url, ...values } of calls) {
    const filled = Object.entries(values).map(([name, value]) => [name, substitute(value, answers)]);
    const params = asParams(Object.fromEntries(filled) as Record<string, unknown>);
    const answer = await dispatch(archive, { url, method: 'POST', params, sid: inherited, origin });
    answers.push({ ...answer.body, HTTP_STATUS_CODE: answer.http });
  }
  return answers;
}

function isCall(value: unknown): value is { URL: string } & Record<string, unknown> {
  return typeof value === 'object' && value !== null && 'URL' in value && typeof value.URL === 'string';
}

/** `{{studies.[0].uuid}}` is replaced by the latest earlier answer that has it, and stays as it is when none has. */
function substitute(value: unknown, answers: Answers): unknown {
  const [, path] = typeof value === 'string' ? (/^\{\{\s*([\w.[\]-]{1,200})\s*\}\}$/.exec(value) ?? []) : [];
  if (path === undefined) return value;
  const steps = path.split('.').map((step) => step.replace(/^\[(\d+)\]$/, '$1'));
  for (const answer of answers.toReversed()) {
    const found = steps.reduce<unknown>(
      (at, step) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as never)[step] : undefined,
      answer,
    );
    if (found !== undefined) return found;
  }
  return value;
}
