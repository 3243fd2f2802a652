import type { ArchiveContext } from '../archive-context.ts';
import { dispatch } from './dispatch.ts';
import { asParams } from './params.ts';
import { BadRequestError, parseJson, readText } from './read-params.ts';

const maxCalls = 100;
/** Characters that templates may bring in, over a whole bundle: an answer asked for a thousand times fills memory. */
const maxFilled = 1024 * 1024;
const leastCost = 100;
type Answers = readonly Readonly<Record<string, unknown>>[];

/** Runs the calls of a bundle in their order; each sees what those before it answered. */
export async function runBundle(
  archive: ArchiveContext,
  request: Request,
  address: string | undefined,
): Promise<Answers> {
  const calls = parseJson(await readText(request));
  if (!Array.isArray(calls) || calls.length > maxCalls || !calls.every(isCall)) throw new BadRequestError(400);
  const { origin, searchParams } = new URL(request.url);
  const inherits = searchParams.get('inherit_sid') === '1';
  const header = (name: string) => (inherits ? (request.headers.get(name) ?? undefined) : undefined);
  const sid = inherits ? searchParams.get('sid') || header('x-ambrahealth-sid') : undefined;
  const authorization = header('authorization');
  const answers: Readonly<Record<string, unknown>>[] = [];
  const fill = templates(answers);
  for (const { URL: url, ...values } of calls) {
    const filled = Object.entries(asParams(values)).map(([name, value]) => [name, fill(value)]);
    const params = asParams(Object.fromEntries(filled) as Record<string, string>);
    const answer = await dispatch(archive, { url, method: 'POST', params, sid, authorization, origin, address });
    answers.push({ ...answer.body, HTTP_STATUS_CODE: answer.http });
  }
  return answers;
}

function isCall(value: unknown): value is { URL: string } & Record<string, unknown> {
  return typeof value === 'object' && value !== null && 'URL' in value && typeof value.URL === 'string';
}

/** `{{studies.[0].uuid}}` is replaced by the latest earlier answer that has it, and stays as it is when none has. */
function templates(answers: Answers): (value: string) => string {
  let room = maxFilled;
  return (value) =>
    value.replace(/\{\{([\w.[\]-]{1,200})\}\}/g, (token, path: string) => {
      const steps = path.split('.').map((step) => step.replace(/^\[(\d+)\]$/, '$1'));
      const found = answers
        .map((answer) => steps.reduce<unknown>(stepInto, answer))
        .findLast((each) => each !== undefined);
      const text = asParams({ found })['found'] ?? token;
      room -= Math.max(leastCost, text.length);
      if (room < 0) throw new BadRequestError(413);
      return text;
    });
}

function stepInto(at: unknown, step: string): unknown {
  return typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as never)[step] : undefined;
}
