import type { z } from 'zod';
import { done, type Services } from '../services.ts';
import { answerSchema } from './answer-schema.ts';
import type { Call, CallOptions, Wire } from './command.ts';
import { methods, wires, type Commands } from './commands.generated.ts';
import { encodeFields, encodeParams } from './encode.ts';

/** Every command of Ambra's services as a typed method: `ambra.study.shareWho({ uuid, type: 'group' })`. */
export type AmbraCommands = ReturnType<typeof methods>;

/** The methods over a session. Each rejects with the port's errors; `code` is the command's own when the server refused. */
export function createCommands(services: Services): AmbraCommands {
  const schemas = new Map<string, z.ZodType>();
  const call = async (url: keyof Commands, params: object, options: CallOptions = {}): Promise<unknown> => {
    const wire: Wire = wires[url];
    const encoded = {
      ...encodeParams(params as Readonly<Record<string, unknown>>, wire),
      ...encodeFields(options.fields),
    };
    if (wire.streams === true) return services.stream({ url, params: encoded }, options);
    let answer = schemas.get(url);
    if (answer === undefined)
      schemas.set(url, (answer = wire.returns === undefined ? done : answerSchema(wire.returns)));
    return services.call({ url, params: encoded, answer, repeatable: wire.reads === true }, options);
  };
  return methods(call as Call);
}
