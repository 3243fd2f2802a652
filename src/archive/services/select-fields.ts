import type { Answer } from './command.ts';
import { ServiceError } from './errors.ts';
import { type Params, textList } from './params.ts';

/** `fields.OBJECT=["uuid"]` limits the fields of that part of the answer, `fields._top` those of the answer itself. */
export function selectFields(params: Params, answer: Answer): Answer {
  let selected = answer;
  for (const [name, value] of Object.entries(params)) {
    if (!name.startsWith('fields.')) continue;
    const wanted = textList().safeParse(value);
    if (!wanted.success) throw new ServiceError(wanted.error.issues[0]?.message ?? 'INVALID_JSON', name);
    const part = name.slice('fields.'.length);
    if (part === '_top') selected = pick(selected, wanted.data);
    else if (Object.hasOwn(selected, part)) selected = { ...selected, [part]: within(selected[part], wanted.data) };
  }
  return selected;
}

function within(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => within(item, names));
  return typeof value === 'object' && value !== null ? pick(value as Answer, names) : value;
}

/** The record with only these of its fields. */
export function pick(record: Answer, names: readonly string[]): Answer {
  return Object.fromEntries(names.filter((name) => Object.hasOwn(record, name)).map((name) => [name, record[name]]));
}
