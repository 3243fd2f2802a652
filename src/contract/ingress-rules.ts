import { z } from 'zod';

/** What the special values of rules stand for, found out before an import begins and kept with it. */
export const RuleValues = z.object({
  userEmail: z.string().optional(),
  /** Fields of the person who sends. */
  sharer: z.record(z.string(), z.string()).optional(),
  /** By Study Instance UID, then by the place in the rules. */
  counters: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  /** The server's numbers for MD5 sums. */
  md5Counters: z.record(z.string(), z.string()).optional(),
});
export type RuleValues = z.infer<typeof RuleValues>;

/**
 * What a destination demands of every object, in its own words: nothing here has been understood yet, and what
 * cannot be understood stops the upload (`src/deid/rules`).
 */
export const IngressRules = z.object({
  /** In the order of application: those of the namespace, then those of the link. */
  substitutions: z.array(z.object({ field: z.string().max(200), expression: z.string().max(10_000) })).max(500),
  /** Field → tags, as the destination maps them. */
  tags: z.record(z.string().max(200), z.array(z.string().max(40)).max(10_000)),
  /** Which attributes must match; all of them unless `needed` says how many. */
  match: z
    .array(
      z.object({
        tests: z.array(z.object({ tag: z.string().max(200), expression: z.string().max(10_000) })).max(100),
        needed: z.string().max(40).optional(),
      }),
    )
    .max(10),
  /** Objects that the destination does not take. */
  filters: z
    .array(z.object({ tag: z.string().max(200), evaluation: z.string().max(40), value: z.string().max(1000) }))
    .max(500),
  /** Custom fields in which the destination asks for values from before: never sent, only named. */
  originalsAskedFor: z.array(z.string().max(200)).max(100),
  /** The person who sends may decide that nothing is substituted. */
  mayDecline: z.boolean(),
  values: z.union([RuleValues, z.literal('preview')]).optional(),
});
export type IngressRules = z.infer<typeof IngressRules>;

/** What a destination takes, without what it wants to be changed. */
export function takesOnly(rules: IngressRules): IngressRules | undefined {
  return rules.match.length + rules.filters.length === 0 ? undefined : { ...rules, substitutions: [] };
}

/** Whether two demand the same of an object. */
export function areSameRules(a: IngressRules, b: IngressRules): boolean {
  const demands = ({ substitutions, tags, match, filters }: IngressRules): string =>
    JSON.stringify([
      sorted(substitutions, 'field'),
      // Without a rule for them the names of tags mean nothing.
      substitutions.length === 0 ? [] : Object.entries(tags).toSorted(byText),
      match,
      sorted(filters, 'tag'),
    ]);
  return demands(a) === demands(b);
}

/** A server may tell a hash in another order every time; of the same name the order counts. */
function sorted<T extends Record<K, string>, K extends keyof T>(all: readonly T[], key: K): readonly T[] {
  return all.toSorted((a, b) => (a[key] < b[key] ? -1 : Number(a[key] > b[key])));
}

function byText([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** A server's hash, which may come as JSON text, and as an empty list when it is empty. */
const hash = fromJson(
  z.union([z.record(z.string(), z.unknown()), z.array(z.never()).transform((): Record<string, unknown> => ({}))]),
);
const absent = z.union([z.null(), z.literal('')]).transform(() => undefined);
const flagOff = z.literal([0, '0', false, 'false']);
const Filters = fromJson(
  z.union([
    z.array(z.unknown()),
    z.object({ filters: z.array(z.unknown()) }).transform(({ filters }) => filters),
    z.record(z.string(), z.never()).transform((): unknown[] => []),
  ]),
);
const Filter = z.object({
  groupElement: z.string(),
  evaluation: z.string(),
  value: z.union([z.string(), z.number().transform(String)]),
});

/** The rules as /namespace/share_code has them, and as a file may: the same names. */
const RawRules = z.object({
  anonymize_rules: z.union([absent, hash]).optional(),
  dicom_tag_map: z.union([absent, hash]).optional(),
  other_ingress_tags: z.union([absent, fromJson(z.array(z.unknown()))]).optional(),
  upload_match: z.union([absent, hash]).optional(),
  enable_ingress_filter: z.unknown().optional(),
  web_uploader_ingress_filter: z.union([absent, Filters]).optional(),
  prompt_for_anonymize: z.unknown().optional(),
  customfields: z.array(z.object({ name: z.string().optional() })).optional(),
  link_parameters: z.union([absent, hash]).optional(),
});
const flagOn = z.literal([1, '1', true, 'true']);
const LinkRules = z.object({
  anonymize: z.union([absent, hash]).optional(),
  upload_match: z.union([absent, hash]).optional(),
  prompt_for_anonymize: z.unknown().optional(),
});

/** An answer of a server, or a file, as rules. Parts that are no rules are passed over, wrong shapes are not. */
export const IngressRulesFromJson = RawRules.transform((raw, context): IngressRules => {
  const link = LinkRules.safeParse(raw.link_parameters ?? {});
  if (!link.success) {
    context.issues.push({ code: 'custom', message: 'the rules of the link cannot be read', input: undefined });
    return z.NEVER;
  }
  const matches = [raw.upload_match, link.data.upload_match].filter((each) => each !== undefined);
  const filters = flagOff.safeParse(raw.enable_ingress_filter).success ? [] : (raw.web_uploader_ingress_filter ?? []);
  const other = raw.other_ingress_tags === undefined ? {} : { OTHER_INGRESS_TAGS: raw.other_ingress_tags };
  return {
    substitutions: [raw.anonymize_rules, link.data.anonymize].flatMap((rules) =>
      Object.entries(rules ?? {}).map(([field, rule]) => ({ field, expression: written(rule) })),
    ),
    tags: Object.fromEntries(
      Object.entries({ ...raw.dicom_tag_map, ...other }).map(([name, tags]) => [name, list(tags)]),
    ),
    match: matches.map((each) => matchOf(each)),
    filters: filters.map((each) => {
      const filter = Filter.safeParse(each);
      if (!filter.success) return { tag: written(each).slice(0, 200), evaluation: '', value: '' };
      const { groupElement, evaluation, value } = filter.data;
      return { tag: groupElement, evaluation, value };
    }),
    originalsAskedFor: (raw.customfields ?? []).flatMap(({ name }) => (name?.startsWith('pre_anon_') ? [name] : [])),
    // What a link demands is declined only where the link says so, too.
    mayDecline:
      isOn(raw.prompt_for_anonymize) && (link.data.anonymize === undefined || isOn(link.data.prompt_for_anonymize)),
  };
}).pipe(IngressRules);

function matchOf({ match, ...tests }: Record<string, unknown>): IngressRules['match'][number] {
  const all = Object.entries(tests).map(([tag, expression]) => ({ tag, expression: written(expression) }));
  return match === undefined || match === null ? { tests: all } : { tests: all, needed: written(match) };
}

function isOn(flag: unknown): boolean {
  return flagOn.safeParse(flag).success;
}

/** A rule that is no text is shown as what it is, when it is refused. */
function written(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** One tag, several in a list, or several in one text. */
function list(tags: unknown): string[] {
  if (Array.isArray(tags)) return tags.flatMap((tag) => list(tag));
  const text = written(tags).trim();
  if (text.startsWith('['))
    return text
      .slice(1, -1)
      .split(/"\s*,\s*"/)
      .map((tag) => tag.replaceAll('"', '').trim());
  return text === '' ? [] : [text];
}

function fromJson<S extends z.ZodType>(schema: S) {
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
