import type { Command, Field, Kind } from './catalogue.ts';
import { wordsFor } from './words.ts';

/** The source files for the commands: one per group, and one that gathers them. */
export function printCommands(commands: readonly Command[]): Map<string, string> {
  const groups = Map.groupBy(commands, ({ group }) => group);
  const files = new Map([...groups].map(([group, members]) => [`${fileOf(group)}.generated.ts`, printGroup(members)]));
  return files.set('commands.generated.ts', printGathered(groups));
}

const head =
  '// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.\n';
const fileOf = (group: string): string => group.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const typeOf = (url: string): string => url.replace(/[/_](\w)/g, (_, letter: string) => letter.toUpperCase());
const titled = (group: string): string => `${group.charAt(0).toUpperCase()}${group.slice(1)}`;

function printGroup(commands: readonly Command[]): string {
  const [first] = commands;
  const group = first?.group ?? '';
  const types = commands.map(printType);
  const wires = commands.map(({ url, ...command }) => `  '${url}': ${printWire(command)},`);
  const methods = commands.map(printMethod);
  return `${head}import type { Call, CallOptions, CustomFields, Filter, Json, JsonHash, Nothing, Page, Wire } from './command.ts';

${types.join('\n\n')}

export interface ${titled(group)}Commands {
${commands.map(({ url }) => `  '${url}': ${typeOf(url)};`).join('\n')}
}

export const ${group}Wires: Readonly<Record<keyof ${titled(group)}Commands, Wire>> = {
${wires.join('\n')}
};

export function ${group}Methods(call: Call) {
  return {
${methods.join('\n')}
  };
}
`.replace(/import type \{ (.*?) \} from/, (whole, names: string) => {
    const text = [...types, ...wires].join('\n');
    const used = names
      .split(', ')
      .filter((name) => ['Call', 'CallOptions', 'Wire'].includes(name) || new RegExp(`\\b${name}\\b`).test(text));
    return whole.replace(names, used.join(', '));
  });
}

function printMethod({ url, method, fields, alternatives }: Command): string {
  const needsNothing = alternatives.length === 0 && fields.every(({ optional }) => optional);
  const params = `params: ${typeOf(url)}['params']${needsNothing ? ' = {}' : ''}`;
  const words = wordsFor(url);
  if (words === undefined) throw new Error(`${url} has no words`);
  return `    /** ${words} */\n    ${method}: (${params}, options?: CallOptions) => call('${url}', params, options),`;
}

function printType(command: Command): string {
  const { url, permission, line, fields, families, alternatives, returns, streams, errors } = command;
  const about = [` * \`${url}\` (services.json:${line})${permission === undefined ? '' : `; needs \`${permission}\``}`];
  const own = [
    ...fields.map((field) => `    ${printField(field)}`),
    ...families.flatMap(printFamily).map((field) => `    ${field}`),
  ];
  const params = [
    ...(own.length === 0 ? [] : [`{\n${own.join('\n')}\n  }`]),
    ...alternatives.map((sets) => `(${sets.map((set) => `{ ${set.map(printField).join(' ')} }`).join(' | ')})`),
  ];
  const answer = streams
    ? 'Response'
    : `{\n${returns.map((field) => `    ${printField({ ...field, optional: true })}`).join('\n')}\n  }`;
  return [
    '/**',
    ...about,
    ' */',
    `export interface ${typeOf(url)} {`,
    `  params: ${params.length === 0 ? 'Nothing' : params.join(' & ')};`,
    `  returns: ${returns.length === 0 && !streams ? 'Nothing' : answer};`,
    `  errors: ${errors.length === 0 ? 'never' : errors.map((code) => `'${code}'`).join(' | ')};`,
    '}',
  ].join('\n');
}

function printField({ name, kind, optional }: Field): string {
  const key = /^\w+$/.test(name) ? name : `'${name}'`;
  return `${key}${optional ? '?' : ''}: ${printKind(kind)}${optional ? ' | undefined' : ''};`;
}

function printFamily({ name, kind }: Command['families'][number]): string[] {
  if (kind === 'filter') {
    // With each filter go the time zone of its dates, and a saved one in its place (PROTOCOL.md).
    return ['filter?: Filter | undefined;', "'filter.tz'?: string | undefined;", 'filter_id?: string | undefined;'];
  }
  if (name === 'page') return ['page?: Page | undefined;'];
  if (name === 'customfield') return ['customfield?: CustomFields | undefined;'];
  return [`${name}?: Readonly<Record<string, ${kind === 'flag' ? 'boolean' : 'string'}>> | undefined;`];
}

function printKind(kind: Kind): string {
  switch (kind.kind) {
    case 'text':
      return 'string';
    case 'flag':
      return 'boolean';
    case 'number':
      return 'number';
    case 'json':
      return 'Json';
    case 'json-array':
      return 'readonly Json[]';
    case 'json-hash':
      return 'JsonHash';
    case 'list':
      return 'readonly string[]';
    case 'choice':
      return kind.of.map((one) => `'${one}'`).join(' | ');
    case 'object':
      return `{ ${kind.members.map(printField).join(' ')} }`;
    case 'objects':
      return `readonly { ${kind.members.map(printField).join(' ')} }[]`;
  }
}

/** What cannot be seen from the values themselves: how each parameter and each field of the answer is written. */
function printWire({ fields, families, alternatives, returns, streams, reads }: Omit<Command, 'url'>): string {
  const params = [...fields, ...alternatives.flat(2)].flatMap((field) => printEntry(field));
  const prefixes = families.map(({ name, prefix }) => `${name}: '${prefix}'`);
  return `{ ${[
    ...(params.length === 0 ? [] : [`params: { ${[...new Set(params)].join(', ')} }`]),
    ...(prefixes.length === 0 ? [] : [`families: { ${prefixes.join(', ')} }`]),
    ...(reads ? ['reads: true'] : []),
    ...(streams ? ['streams: true'] : returns.length === 0 ? [] : [`returns: ${printShape(returns)}`]),
  ].join(', ')} }`.replace('{  }', '{}');
}

function printEntry({ name, kind }: Field): string[] {
  const how =
    kind.kind === 'list'
      ? "'list'"
      : kind.kind === 'json' || kind.kind.startsWith('json-') || 'members' in kind
        ? "'json'"
        : undefined;
  return how === undefined ? [] : [`${/^\w+$/.test(name) ? name : `'${name}'`}: ${how}`];
}

function printShape(fields: readonly Field[]): string {
  const entries = fields.map(
    ({ name, kind }) => `${name}: ${'members' in kind ? printMembers(kind) : `'${kindOf(kind)}'`}`,
  );
  return `{ ${entries.join(', ')} }`.replace('{  }', '{}');
}

const printMembers = (kind: Extract<Kind, { members: unknown }>): string =>
  kind.kind === 'objects' ? `[${printShape(kind.members)}]` : printShape(kind.members);

function kindOf(kind: Kind): string {
  if (kind.kind === 'choice' || kind.kind === 'list') return 'text';
  return kind.kind.startsWith('json') ? 'json' : kind.kind;
}

function printGathered(groups: ReadonlyMap<string, readonly Command[]>): string {
  const names = [...groups.keys()].sort();
  return `${head}${names.map((group) => `import { type ${titled(group)}Commands, ${group}Methods, ${group}Wires } from './${fileOf(group)}.generated.ts';`).join('\n')}
import type { Call, Wire } from './command.ts';

/** Every command of the services by its path: parameters, answer, and the codes it refuses with. */
export interface Commands
  extends ${names.map((group) => `${titled(group)}Commands`).join(',\n    ')} {}

export const wires: Readonly<Record<keyof Commands, Wire>> = {
${names.map((group) => `  ...${group}Wires,`).join('\n')}
};

/** A method for every command, grouped as the paths are: \`study.shareWho\` is \`/study/share/who\`. */
export function methods(call: Call) {
  return {
${names.map((group) => `    ${group}: ${group}Methods(call),`).join('\n')}
  };
}
`;
}
