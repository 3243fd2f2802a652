import { z } from 'zod';
import { givenFlag, optionalText, orJsonText, present } from '../answers.ts';
import type { Leaf, Shape } from './command.ts';

const anyJson = z.unknown().transform((value) => (value === null || value === '' ? undefined : value));
const looseNumber = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+(?:\.\d+)?$/)
      .transform(Number),
    z.literal('').transform(() => undefined),
  ])
  .nullish()
  .transform((value) => value ?? undefined);
/** Some hashes arrive as JSON text, and some texts only look like it. */
const json = z
  .union([orJsonText(z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())])), anyJson])
  .optional();
/** What is called a text may arrive as a number, a flag, or, rarely, as a structure: then it is its JSON text. */
const text = z
  .union([
    optionalText,
    z.boolean().transform((value) => (value ? '1' : '0')),
    z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]).transform((value) => JSON.stringify(value)),
  ])
  .optional();

const leaves: Readonly<Record<Leaf, z.ZodType>> = { text, flag: givenFlag.optional(), number: looseNumber, json };

/** The answer's fields in the types that the catalogue promises; what it does not name is left out, what is absent stays absent. */
export function answerSchema(shape: Shape): z.ZodType {
  const fields = Object.entries(shape).map(([name, kind]): [string, z.ZodType] => [name, fieldSchema(kind)]);
  return z.object(Object.fromEntries(fields)).transform(present);
}

function fieldSchema(kind: Shape[string]): z.ZodType {
  if (typeof kind === 'string') return leaves[kind];
  if (isList(kind)) return z.preprocess(emptyAsAbsent, z.array(answerSchema(kind[0])).optional());
  return z.preprocess(emptyAsAbsent, answerSchema(kind).optional());
}

const isList = (kind: Shape | readonly [Shape]): kind is readonly [Shape] => Array.isArray(kind);
const emptyAsAbsent = (value: unknown): unknown => (value === null || value === '' ? undefined : value);
