/** Reads the catalogue of Ambra's services (services.json) into what can be said about each command with types. */

export interface CatalogueField {
  readonly name: string;
  readonly description: string;
  readonly optional?: boolean;
  /** It belongs to the field above it: to the objects of its array, or to its hash. */
  readonly member?: boolean;
}
export interface CatalogueCommand {
  readonly url: string;
  readonly section: string;
  readonly parameters: readonly CatalogueField[];
  readonly returns: readonly CatalogueField[];
  readonly errors: readonly { readonly code: string }[];
  readonly permission?: string;
  readonly notes?: readonly string[];
}

export type Kind =
  | { readonly kind: 'text' | 'flag' | 'number' | 'json' | 'json-array' | 'json-hash' | 'list' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'objects' | 'object'; readonly members: readonly Field[] };

export interface Field {
  readonly name: string;
  readonly kind: Kind;
  readonly optional: boolean;
}

/** Families of parameters whose names the caller makes: `customfield-UUID`, `filter.FIELD.CONDITION`. */
export interface Family {
  readonly name: string;
  /** What stands before the part that varies. */
  readonly prefix: string;
  readonly kind: 'text' | 'flag' | 'filter';
}

export interface Command {
  readonly url: string;
  /** The object and the method that stand for it: `study`, `shareWho`. */
  readonly group: string;
  readonly method: string;
  readonly permission: string | undefined;
  /** The line of the catalogue that begins it. */
  readonly line: number;
  readonly fields: readonly Field[];
  readonly families: readonly Family[];
  /** Each: one of these sets of parameters must be given. */
  readonly alternatives: readonly (readonly (readonly Field[])[])[];
  readonly returns: readonly Field[];
  /** The answer is no JSON, but a file or a redirect. */
  readonly streams: boolean;
  /** It changes nothing, so it may be asked again. */
  readonly reads: boolean;
  readonly errors: readonly string[];
}

/** `text`: the catalogue's JSON, for the line numbers. */
export function readCatalogue(text: string): Command[] {
  const { commands } = JSON.parse(text) as { commands: CatalogueCommand[] };
  const lines = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    const url = /^\s*"url": "([^"]+)"/.exec(line)?.[1];
    if (url !== undefined) lines.set(url, index + 1);
  }
  return commands.map((command) => read(command, lines.get(command.url) ?? 0));
}

/** The last word of a command that only reads. */
const reading = new Set('get list count exists who permissions tags fqdn ttl'.split(' '));

function read(command: CatalogueCommand, line: number): Command {
  const { url, parameters, returns, errors, permission } = command;
  const [group = '', ...rest] = url.slice(1).split('/');
  const named = parameters.filter(({ name }) => /^[a-z][\w.]*$/i.test(name) && name !== 'sid');
  const choices = parameters.filter(isChoice);
  return {
    url,
    group: camel(group),
    method: camel(rest.join('_')),
    permission,
    line,
    fields: distinct([
      ...withMembers(named, parameterKind),
      ...choices.filter((field) => !isRequired(field)).flatMap(optionalOnes),
    ]),
    families: parameters.flatMap(({ name }) => familyOf(name, named)),
    reads: reading.has(rest.at(-1) ?? ''),
    alternatives: choices.filter(isRequired).map(({ name }) => setsOf(name)),
    returns: withMembers(
      returns
        .map((field) => ({ ...field, name: field.name.replace(/^↳ /, '') }))
        .filter(({ name }) => /^[A-Za-z]\w*$/.test(name) && name !== 'status'),
      returnKind,
    ),
    streams: returns.some(({ name }) => name === ''),
    errors: [...new Set(errors.flatMap(({ code }) => /^[A-Z][A-Z0-9_]+/.exec(code) ?? []))].sort(),
  };
}

/** Fields of the same name once. */
const distinct = (fields: readonly Field[]): Field[] =>
  [...new Map(fields.toReversed().map((field) => [field.name, field])).values()].toReversed();

export const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Members come behind the array or hash that they belong to, though other fields may stand between. */
function withMembers(fields: readonly CatalogueField[], kindOf: (description: string, name: string) => Kind): Field[] {
  const found = new Map<string, Field>();
  let owner: Field | undefined;
  for (const { name, description, member, optional } of fields) {
    const field: Field = { name, kind: kindOf(description, name), optional: optional === true };
    if (member === true && owner !== undefined) {
      owner = withMember(owner, { ...field, optional: true });
      found.set(owner.name, owner);
      continue;
    }
    if (!found.has(name)) found.set(name, field);
    if (holdsFields(field.kind)) owner = found.get(name);
  }
  return [...found.values()];
}

const holdsFields = ({ kind }: Kind): boolean => kind === 'json-array' || kind === 'json-hash';

function withMember(owner: Field, member: Field): Field {
  const kind = 'members' in owner.kind ? owner.kind : membersOf(owner.kind);
  if (kind.members.some(({ name }) => name === member.name)) return owner;
  return { ...owner, kind: { ...kind, members: [...kind.members, member] } };
}

/** Members of a hash are its keys; members of anything else those of each object of a list. */
const membersOf = (kind: Kind): { readonly kind: 'objects' | 'object'; readonly members: readonly Field[] } => ({
  kind: kind.kind === 'json-hash' ? 'object' : 'objects',
  members: [],
});

function parameterKind(description: string): Kind {
  if (isFlag(description)) return { kind: 'flag' };
  if (/json (?:encoded )?(?:array|list)/i.test(description)) return { kind: 'json-array' };
  if (/json (?:encoded )?(?:hash|object)/i.test(description)) return { kind: 'json-hash' };
  if (/\bjson\b/i.test(description)) return { kind: 'json' };
  if (/comma[- ](?:delimited|separated)/i.test(description)) return { kind: 'list' };
  if (/^(?:the |over-ride value for the )?(?:max(?:imum)? )?number of|integer|order number/i.test(description)) {
    return { kind: 'number' };
  }
  return choiceOf(description) ?? { kind: 'text' };
}

function returnKind(description: string, name: string): Kind {
  if (isFlag(description)) return { kind: 'flag' };
  if (/^value (?:for|of) the /i.test(description)) return { kind: 'json' };
  if (/\barray\b|\blist of\b/i.test(description)) return { kind: 'json-array' };
  if (/\bhash\b/i.test(description)) return { kind: 'json-hash' };
  if (/\bjson\b/i.test(description)) return { kind: 'json' };
  if (/(?:^|_)count$/.test(name) || /^(?:the )?(?:number of|count of|total)|integer/i.test(description)) {
    return { kind: 'number' };
  }
  return choiceOf(description) ?? { kind: 'text' };
}

/** Many descriptions speak of another field's flag; these say that the field is one. */
const flagWords =
  /^(?:(?:an?|the|1\/0|optional|permission|stamp|star|inactive|default customfield) )*flag\b|- ?flag\b|if this flag is (?:set|on)|\(1\|0\)/i;
const isFlag = (description: string): boolean => flagWords.test(description);

/** `(account|location|group)` in words. What ends in dots goes on, and is no choice. */
function choiceOf(description: string): Kind | undefined {
  const choice = /\((\w+(?:\|\w+)+)\)/.exec(description)?.[1];
  return choice === undefined ? undefined : { kind: 'choice', of: choice.split('|') };
}

function familyOf(name: string, fields: readonly CatalogueField[]): Family[] {
  if (name === 'filter.*') return [{ name: 'filter', prefix: 'filter.', kind: 'filter' }];
  if (name === 'page.*') return [{ name: 'page', prefix: 'page.', kind: 'text' }];
  if (name.endsWith('**')) return [{ name: camel(name.slice(0, -2)), prefix: '', kind: 'text' }];
  const [, start] = /^([a-z]+)[-_]\{/.exec(name) ?? [];
  if (start === undefined) return [];
  const kind = start === 'permission' ? 'flag' : 'text';
  // Beside a parameter of the family's own name (`anonymize`), it is the family's fields.
  const isTaken = fields.some((field) => field.name === start);
  return [{ name: isTaken ? `${start}Fields` : start, prefix: name.slice(0, start.length + 1), kind }];
}

/** `(uuid || study_uid && storage_namespace)`: any of these sets. The session is the caller's, not a parameter. */
function setsOf(name: string): Field[][] {
  return name
    .slice(1, -1)
    .split(/\s*(?:\|\||\bor\b)\s*/)
    .map((set) => set.split(/\s*&&\s*/).filter((one) => one !== 'sid'))
    .map((set) => set.map((one) => ({ name: one, kind: kindInSet(one), optional: false })));
}

function kindInSet(name: string): Kind {
  if (name === 'json' || name === 'filter') return { kind: 'json' };
  return { kind: name === 'stamp' || name === 'use_pkey' ? 'flag' : 'text' };
}

const isChoice = ({ name }: CatalogueField): boolean => name.startsWith('(');
/** With a session nothing has to be given; and nothing where the whole choice is optional. */
const isRequired = (field: CatalogueField): boolean =>
  field.optional !== true && setsOf(field.name).every((set) => set.length > 0);

function optionalOnes({ name }: CatalogueField): Field[] {
  const names = setsOf(name).flat();
  return names.map(({ name: one, kind }) => ({ name: one, kind, optional: true }));
}
