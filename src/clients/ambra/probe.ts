import { z } from 'zod';
import { BadAnswerError } from '../port/errors.ts';
import { servicesUrl } from './connection.ts';
import { form, readJson, send, textPost, type Fetch } from './transport.ts';

/** How any Ambra v3 server answers a login without a login: nobody is tried, nothing is counted against anyone. */
const Fingerprint = z.object({ status: z.literal('ERROR'), error_type: z.string() });

/**
 * Whether an Ambra v3 server answers at this address; the milliseconds it took. Throws `UnreachableError` with the hop
 * that failed, or `BadAnswerError` when something else answers.
 */
export async function probeAmbra(options: { baseUrl: string; fetch: Fetch; signal?: AbortSignal }): Promise<number> {
  const started = performance.now();
  const request = textPost(`${servicesUrl(options.baseUrl)}/session/login`, '', form, options.signal);
  const response = await send(options.fetch, request);
  if (!Fingerprint.safeParse(await readJson(response, '/session/login')).success) {
    throw new BadAnswerError('not-this-api', 'Something answers at this address, but not an Ambra v3 server.', {
      next: 'correct-input',
    });
  }
  return Math.round(performance.now() - started);
}
