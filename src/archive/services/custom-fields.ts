import { ServiceError } from './errors.ts';
import type { Params } from './params.ts';

/** There are no custom fields here: one that was taken in silence would be lost. */
export function refuseCustomFields(params: Params): void {
  const named = Object.keys(params).filter((name) => name.startsWith('customfield-'));
  if (named.length > 0) throw new ServiceError('INVALID_CUSTOMFIELD', named);
}
