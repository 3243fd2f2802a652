import { BadRequestError, parseJson } from '../services/read-params.ts';

/** The parameters of a storage call. */
export type Query = Readonly<Record<string, string>>;

/** A flag of the protocol: 1 or 0; clients of several languages write `true`, too. */
export const isOn = (value: string | undefined): boolean => value === '1' || value?.toLowerCase() === 'true';

/** JSON of a call; undefined, which no call takes, when it is none, or nested without end. */
export function jsonIn(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof BadRequestError) return undefined;
    throw error;
  }
}
