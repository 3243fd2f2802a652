import { z } from 'zod';

/**
 * The edge where the server's loose JSON becomes strict: numbers arrive as text, flags as 1, "1", true or "",
 * absent values as null or "", hashes sometimes as JSON text, instants as `2026-01-31 10:20:30` in UTC.
 */

const truthy = z.literal([1, '1', true, 'true']).transform(() => true);
const falsy = z.literal([0, '0', false, 'false', '', null]).transform(() => false);

/** A flag that must be there. */
export const givenFlag = z.union([truthy, falsy]);

/** A flag; absent is false. */
export const flag = givenFlag.default(false);

/** Text that must be there. */
export const text = z.union([z.string().min(1), z.number().transform(String)]);

/** Text that may be absent; blank counts as absent. */
export const optionalText = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => (value === null || value?.trim() === '' ? undefined : value));

const integerText = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);

export const integer = z.union([z.number().int(), integerText]);

export const optionalInteger = z
  .union([integer, z.literal('')])
  .nullish()
  .transform((value) => (value === null || value === '' ? undefined : value));

const instantPattern = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d(?::?\d\d)?)?$/;

/** An instant as ISO 8601 in UTC with milliseconds. */
export const instant = z.string().transform((value, context) => {
  const [, day, time, fraction = '', zone = 'Z'] = instantPattern.exec(value) ?? [];
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const parsed = new Date(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`);
  if (day !== undefined && !Number.isNaN(parsed.getTime())) return parsed.toISOString();
  context.issues.push({ code: 'custom', message: 'not an instant', input: undefined });
  return z.NEVER;
});

export const optionalInstant = z
  .union([instant, z.literal('').transform(() => undefined)])
  .nullish()
  .transform((value) => value ?? undefined);

/** A value that may come as JSON or as JSON text. */
export function orJsonText<S extends z.ZodType>(schema: S) {
  return z.preprocess((value, context) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      context.issues.push({ code: 'custom', message: 'not JSON', input: undefined });
      return z.NEVER;
    }
  }, schema);
}

/** Removes the keys whose value is `undefined`, as the contract's optional fields want it. */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as never;
}
