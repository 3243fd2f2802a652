import { z } from 'zod';
import type { ArchiveContext } from '../archive-context.ts';
import type { Caller } from '../access.ts';
import { recordInAudit } from './audit-trail.ts';
import { NoSessionError, ServiceError } from './errors.ts';
import { missingFields, type Params } from './params.ts';

/** One call as it came in. */
export interface Call {
  readonly archive: ArchiveContext;
  readonly caller: Caller | undefined;
  readonly params: Params;
  readonly sid: string | undefined;
  /** Of the other end of the socket, when the call came by one. */
  readonly address: string | undefined;
  /** The address the archive was called at: `http://127.0.0.1:4000`. */
  readonly origin: string;
}

/** The fields of an OK answer, besides `status`. */
export type Answer = Readonly<Record<string, unknown>>;

/**
 * What a command needs before it runs: a session, or a study that the caller may do something with. `find` returns
 * it or throws the documented error. All are made in `needs.ts`, so that rights are checked in one place.
 */
export interface Need<T> {
  readonly withoutSession?: true;
  readonly find: (call: Call) => T;
}

export interface Command {
  readonly url: string;
  readonly postOnly: boolean;
  run(call: Call): Promise<Answer>;
}

interface Definition<T, Shape extends z.ZodRawShape> {
  readonly url: string;
  readonly postOnly?: true;
  /** Requirements as the documentation writes them, all of which must hold. */
  readonly required?: readonly string[];
  readonly params?: Shape;
  readonly needs: Need<T>;
  readonly run: (input: z.output<z.ZodObject<Shape>>, call: Call & { readonly target: T }) => Answer | Promise<Answer>;
}

/** A command from its declaration. Checks run in this order: session, required fields, their form, rights. */
export function command<T, Shape extends z.ZodRawShape = Readonly<Record<string, never>>>(
  definition: Definition<T, Shape>,
): Command {
  const schema = z.object((definition.params ?? {}) as Shape);
  return {
    url: definition.url,
    postOnly: definition.postOnly ?? false,
    async run(call) {
      if (call.caller === undefined && definition.needs.withoutSession !== true) throw new NoSessionError();
      const missing = (definition.required ?? []).flatMap((requirement) => missingFields(requirement, call.params));
      if (missing.length > 0) throw new ServiceError('MISSING_FIELDS', missing);
      const parsed = schema.safeParse(call.params);
      if (!parsed.success) throw invalid(parsed.error);
      const target = definition.needs.find(call);
      const answer = await definition.run(parsed.data, { ...call, target });
      recordInAudit(definition.url, call, target, answer);
      return answer;
    },
  };
}

function invalid(error: z.ZodError): ServiceError {
  const issue = error.issues[0];
  const type = /^[A-Z_]+$/.test(issue?.message ?? '') ? issue?.message : undefined;
  return new ServiceError(type ?? 'INVALID_PARAMETERS', String(issue?.path[0] ?? ''));
}
