import { InvalidRequestError } from '../../../contract/problem.ts';
import { done, type Services } from '../services.ts';
import { answerSchema } from './answer-schema.ts';
import type { CallOptions, Wire } from './command.ts';
import { wires, type Commands } from './commands.generated.ts';
import { encodeParams } from './encode.ts';

/** A value of an earlier answer of the same bundle, which the server puts in: `answered('studies.[0].uuid')`. */
export class Answered {
  readonly path: string;

  constructor(path: string) {
    if (!/^[\w-]+(\.([\w-]+|\[\d+\]))*$/.test(path)) {
      throw new InvalidRequestError('bad-token', 'A value of an earlier answer is named like studies.[0].uuid.');
    }
    this.path = path;
  }
}

export const answered = (path: string): Answered => new Answered(path);

/** Any value may come from an earlier answer instead. */
type Open<Params> = { readonly [Name in keyof Params]: Params[Name] | Answered };

/** One command of a bundle, made with {@link part}. */
export interface Part<Url extends keyof Commands = keyof Commands> {
  readonly url: Url;
  readonly params: Readonly<Record<string, unknown>>;
}

export function part<Url extends keyof Commands>(url: Url, params: Open<Commands[Url]['params']>): Part<Url> {
  return { url, params };
}

type Answers<Parts extends readonly Part[]> = {
  -readonly [Index in keyof Parts]: Parts[Index] extends Part<infer Url> ? Commands[Url]['returns'] : never;
};

/**
 * Several commands in one request, run in their order in the session; answers in the same order. Rejects with the first
 * refusal: commands behind it may have run. Repeated by itself only when all of them read.
 */
export type Bundle = <const Parts extends readonly Part[]>(
  parts: Parts,
  options?: CallOptions,
) => Promise<Answers<Parts>>;

export function createBundle(services: Services): Bundle {
  return async (parts, options) => {
    const commands = parts.map(({ url, params }) => {
      const wire: Wire = wires[url];
      if (wire.streams === true)
        throw new InvalidRequestError('no-bundle', `${url} answers with a file: call it alone.`);
      const plain = Object.entries(params).filter(([, value]) => !(value instanceof Answered));
      return {
        url,
        params: encodeParams(Object.fromEntries(plain), wire),
        tokens: Object.fromEntries(
          Object.entries(params).flatMap(([name, value]) => (value instanceof Answered ? [[name, value.path]] : [])),
        ) as Readonly<Record<string, string>>,
        answer: wire.returns === undefined ? done : answerSchema(wire.returns),
        repeatable: wire.reads === true,
      };
    });
    return (await services.bundle(commands, options)) as never;
  };
}
