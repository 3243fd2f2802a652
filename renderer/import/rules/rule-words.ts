/** What a replacement is put together from. */
export type ReplacementPart =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'special'; readonly special: SpecialWord };

export type SpecialWord = 'uuid' | 'md5-hash' | 'md5-counter' | 'user-email' | 'counter' | 'study' | 'sharer' | 'part';

/** What a rule does to its field, as far as that can be said in a few words; the rule itself is shown beside it. */
export type RuleWords =
  | { readonly does: 'empties' }
  | { readonly does: 'sets'; readonly parts: readonly ReplacementPart[] }
  | { readonly does: 'changes' };

/** Patterns that match a whole value, whatever it is. */
const whole = /^\^?\(?\.[*+]\)?\$?$/;
const special =
  /__(UUID|MD5_HASH|MD5_COUNTER|USER_EMAIL)__|__L?COUNTER-\d+__|\$(study|sharer)\{\w+\}|[$\\]\d|\$\{\d\}|\$&/g;
const words: Readonly<Record<string, SpecialWord>> = {
  UUID: 'uuid',
  MD5_HASH: 'md5-hash',
  MD5_COUNTER: 'md5-counter',
  USER_EMAIL: 'user-email',
  study: 'study',
  sharer: 'sharer',
};

/** A substitution of the destination in words. Only what is certain is said: the server understands rules, not this. */
export function ruleWords(expression: string): RuleWords {
  const [, , pattern = '', replacement = ''] =
    /^s([^\s\w\\[({<])((?:(?!\1)[^\\]|\\.)*)\1((?:(?!\1)[^\\]|\\.)*)\1[gims]*$/su.exec(expression.trim()) ?? [];
  if (!whole.test(pattern)) return { does: 'changes' };
  if (replacement === '') return { does: 'empties' };
  const parts = partsOf(replacement);
  // Of what is left, these would be more than text: escapes, case, variables.
  const isPlain = parts.every((part) => part.kind === 'special' || !/[\\$@]/.test(part.text));
  return isPlain ? { does: 'sets', parts } : { does: 'changes' };
}

function partsOf(replacement: string): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let at = 0;
  const text = (end: number): void => {
    if (end > at) parts.push({ kind: 'text', text: replacement.slice(at, end) });
  };
  for (const { 0: found, 1: name, 2: record, index } of replacement.matchAll(special)) {
    text(index);
    const word = words[name ?? record ?? ''] ?? (found.includes('COUNTER') ? 'counter' : 'part');
    parts.push({ kind: 'special', special: word });
    at = index + found.length;
  }
  text(replacement.length);
  return parts;
}
