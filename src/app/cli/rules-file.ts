import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type IngressRules, IngressRulesFromJson } from '../../contract/ingress-rules.ts';
import type { Lookup } from '../../contract/lookup.ts';
import { InvalidRequestError } from '../../contract/problem.ts';
import { readLookup } from '../../deid/lookup/read-lookup.ts';
import { parseRules } from '../../deid/rules/rule-set.ts';

const MAX_BYTES = 20_000_000;
/** A file with one of these is an answer of a server as it is; any other is the hash of rules alone. */
const MEMBERS = ['anonymize_rules', 'rules', 'dicom_tag_map', 'other_ingress_tags', 'upload_match', 'link_parameters'];

/**
 * Rules in the destination's language: a JSON hash field → substitution, as /namespace/anonymize takes it, or with its
 * maps and filters, as /namespace/share_code tells it.
 * @throws InvalidRequestError, RuleError for the first rule that cannot be carried out
 */
export async function readRulesFile(path: string): Promise<IngressRules> {
  const json = jsonOf(await textOf(path));
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw noRules();
  const { rules, ...answer } = json as Record<string, unknown>;
  const isAnswer = MEMBERS.some((name) => Object.hasOwn(json, name));
  const hash = rules === undefined ? {} : { anonymize_rules: rules };
  const read = IngressRulesFromJson.safeParse(isAnswer ? { ...hash, ...answer } : { anonymize_rules: json });
  if (!read.success) throw noRules();
  parseRules(read.data);
  return read.data;
}

/** @throws InvalidRequestError with the lines that are wrong */
export async function readLookupFile(path: string): Promise<Lookup> {
  const { patients, errors } = readLookup(await textOf(path));
  if (errors.length === 0) return patients;
  const lines = errors.slice(0, 10).map(({ line, message }) => `line ${line}: ${message}`);
  const more = errors.length > lines.length ? ` … and ${errors.length - lines.length} more.` : '';
  throw new InvalidRequestError('bad-lookup', `The lookup table has errors. ${lines.join(' ')}${more}`, {
    next: 'correct-input',
  });
}

async function textOf(path: string): Promise<string> {
  const file = resolve(path);
  try {
    if ((await stat(file)).size <= MAX_BYTES) return await readFile(file, 'utf8');
  } catch (error) {
    throw new InvalidRequestError('no-file', 'The file cannot be read.', { next: 'correct-input', cause: error });
  }
  throw new InvalidRequestError('too-large', 'The file is too large.', { next: 'correct-input' });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw noRules();
    throw error;
  }
}

function noRules(): InvalidRequestError {
  return new InvalidRequestError(
    'bad-rules',
    'The file holds no rules: a JSON hash of field → s/pattern/replacement/.',
    {
      next: 'correct-input',
    },
  );
}
