import { ServiceError } from './errors.ts';
import type { Params } from './params.ts';

/** Refuses wishes that this archive cannot fulfil: taking them in silence would promise what nobody keeps. */
export function refuseUnsupported(params: Params, names: readonly string[]): void {
  const refused = names.find((name) => (params[name] ?? '') !== '' && params[name] !== '0');
  if (refused !== undefined) throw new ServiceError('NOT_SUPPORTED', refused);
}
