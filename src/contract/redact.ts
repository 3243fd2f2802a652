/**
 * Redaction for everything that is written to a log. The logger calls it on every value; callers need not think.
 * What may identify a patient or open a door is replaced: UIDs, paths, addresses' queries, e-mail addresses,
 * tokens, PN-like names, dates and long digit runs.
 */
const rules: readonly (readonly [RegExp, string])[] = [
  [/\bhttps?:\/\/[^\s"'<>]+/gi, '[address]'],
  [/\b[\w.+-]+@[\w-]+(\.[\w-]+)+\b/g, '[e-mail]'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '[id]'],
  [/\b[0-2](?:\.(?:0|[1-9]\d*)){3,}\b/g, '[uid]'],
  [/(?:[A-Za-z]:)?(?:[\\/][^\s\\/:"'<>|]+){2,}[\\/]?/g, '[path]'],
  [/\S*\^\S*/g, '[name]'],
  [/\b(?=[\w-]*\d)[\w-]{20,}\b/g, '[token]'],
  [/\d{6,}/g, '[number]'],
];

/** Longer texts are cut: the rules' time grows with the square of the length, and no log line needs more. */
const maxLength = 2000;

/** `text` without anything that may identify a patient or open a door, cut to 2000 characters. Idempotent. */
export function redact(text: string): string {
  return rules.reduce((result, [pattern, label]) => result.replace(pattern, label), text.slice(0, maxLength));
}
