import { z } from 'zod';
import { dateValue, zoneFormat } from './filter-dates.ts';

/** The parameters of one call, all text as in a form. */
export type Params = Readonly<Record<string, string>>;

/** The message of each of these is the protocol's error type; the parameter's name becomes the subtype. */
export const text = (max = 1024) => z.string().max(max, 'INVALID_PARAMETERS');
export const integer = () =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'INVALID_INTEGER')
    .transform(Number);
/** From 1: where zero would lift a limit, it is not taken for one. */
export const positive = () => integer().refine((value) => value > 0, 'INVALID_INTEGER');
/** A parameter that may be left out, or blank as forms send it. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
export const emailAddress = () => text(254).regex(/^[^\s@]+@[^\s@]+$/, 'INVALID_EMAIL');
/** Addresses with commas between them; none, when it is blank. */
export const emailAddresses = (max = 20) =>
  text(max * 256)
    .transform((value) => value.split(',').flatMap((address) => address.trim() || []))
    .pipe(z.array(emailAddress()).max(max, 'INVALID_EMAIL'));
/** A name, or blank for none; no offset: what an offset is depends on the day. */
export const timeZone = () =>
  text(64).refine(
    (name) => name === '' || (/^[A-Za-z]/.test(name) && zoneFormat(name) !== undefined),
    'INVALID_TIME_ZONE',
  );
export const phoneNumber = () => text(40).regex(/^\+?[\d\s().-]{5,}$/, 'INVALID_PHONE');
/** A date, as `2026-01-31` or `20260131`; as DICOM's DA afterwards. */
export const date = () =>
  text(32).transform((value, context) => {
    const found = dateValue(value);
    if (found !== undefined && value.length <= 10) return found;
    context.addIssue({ code: 'custom', message: 'INVALID_DATE' });
    return z.NEVER;
  });
export const flag = () => z.enum(['0', '1', ''], 'INVALID_FLAG').transform((value) => value === '1');
export const uid = () => text(64).regex(/^[0-9]+(\.[0-9]+)*$/, 'INVALID_PARAMETERS');
export const json = (max = 64 * 1024) =>
  text(max).transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: 'custom', message: 'INVALID_JSON' });
      return z.NEVER;
    }
  });
/** A JSON object; NOT_HASH when it is something else. */
export const hash = (max?: number) => json(max).pipe(z.record(z.string(), z.unknown(), 'NOT_HASH'));
/** A JSON array of texts; of numbers as well, which a form does not tell from them. */
export const textList = (max?: number) =>
  json(max).pipe(z.array(z.union([z.string(), z.number().transform(String)]), 'NOT_LIST'));
export const array = (max?: number) => json(max).pipe(z.array(z.unknown(), 'NOT_LIST'));

/** A JSON body's values as the form would carry them; null counts as absent. */
export function asParams(values: Readonly<Record<string, unknown>>): Params {
  const params: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') params[name] = value;
    else if (typeof value === 'number') params[name] = String(value);
    else if (typeof value === 'boolean') params[name] = value ? '1' : '0';
    else if (value !== null && value !== undefined) params[name] = JSON.stringify(value);
  }
  return params;
}

/**
 * The names missing for a requirement as the documentation writes it: `uuid || study_uid && phi_namespace`.
 * Empty when one of the alternatives is complete; else what the fullest ones lack.
 */
export function missingFields(requirement: string, params: Params): string[] {
  const alternatives = requirement.split('||').map((part) => part.split('&&').map((name) => name.trim()));
  const lacks = alternatives.map((names) => names.filter((name) => (params[name] ?? '') === ''));
  if (lacks.some((names) => names.length === 0)) return [];
  const present = alternatives.map((names, index) => names.length - (lacks[index]?.length ?? 0));
  const best = Math.max(...present);
  return [...new Set(lacks.filter((_, index) => present[index] === best).flat())];
}
