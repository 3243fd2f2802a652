import type { Wire } from './command.ts';

type Encoded = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * A command's parameters as the services take them: JSON-valued ones as JSON text, lists with commas, families spelled
 * out (`filter.modality.in`), absent ones left out.
 */
export function encodeParams(
  params: Readonly<Record<string, unknown>>,
  { params: written = {}, families = {} }: Wire,
): Encoded {
  const encoded: Record<string, string | number | boolean | undefined> = {};
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    const family = families[name];
    if (family === undefined) encoded[name] = encodeValue(value, written[name]);
    else Object.assign(encoded, spellOut(family, value as Readonly<Record<string, unknown>>));
  }
  return encoded;
}

/** `{ study: ['uuid'] }` is `fields.study=["uuid"]`. */
export function encodeFields(fields: Readonly<Record<string, readonly string[]>> = {}): Encoded {
  return Object.fromEntries(Object.entries(fields).map(([name, wanted]) => [`fields.${name}`, JSON.stringify(wanted)]));
}

function encodeValue(value: unknown, written: 'json' | 'list' | undefined): string | number | boolean {
  if (written === 'json') return JSON.stringify(value);
  if (written === 'list') return (value as readonly string[]).join(',');
  return value as string | number | boolean;
}

/** `{ modality: { in: ['CT', 'MR'] } }` is `filter.modality.in=["CT","MR"]`; other families have one level. */
function spellOut(prefix: string, values: Readonly<Record<string, unknown>>): Encoded {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .flatMap(([name, value]): [string, string | number | boolean][] =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.entries(spellOut(`${prefix}${name}.`, value as Readonly<Record<string, unknown>>)).map(
              ([key, one]) => [key, one as string],
            )
          : [[`${prefix}${name}`, Array.isArray(value) ? JSON.stringify(value) : (value as string)]],
      ),
  );
}
