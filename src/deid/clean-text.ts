import { wordsOf } from './fold.ts';
import { isHarmless } from './vocabulary.ts';

const GONE = '...';
const MAX_LENGTH: Readonly<Record<string, number>> = { CS: 16, LO: 64, SH: 16, ST: 1024, LT: 10_240 };
const MAX_TEXT = 100_000;
/** A word, a number with what may join two digits in a date or a telephone number, or what lies between. */
const TOKENS = /\p{L}[\p{L}\p{M}]*|\p{N}+(?:[^\p{L}\p{M}\p{N}]{1,3}\p{N}+)*|[^\p{L}\p{N}]+/gu;

/**
 * A description without anything that is not known to be harmless (PS3.15 E.3.5): words that are not in the
 * vocabulary or are the patient's own, numbers beside them, and numbers that may be a date, an ID or a telephone
 * number become `...`. Undefined when nothing worth keeping is left. Negations are in the vocabulary, and a gap is
 * visible: what is left never says the contrary in silence.
 */
export function cleanedText(text: string, vr: string, isOwn: (word: string) => boolean): string | undefined {
  const tokens = text.slice(0, MAX_TEXT).match(TOKENS) ?? [];
  const spoken = tokens.filter((token) => /^[\p{L}\p{N}]/u.test(token));
  const unknown = spoken.map((word) => /^\p{L}/u.test(word) && !isKnown(word, isOwn));
  let at = 0;
  let result = '';
  let between = '';
  let inGap = false;
  let isEmpty = true;
  for (const token of tokens) {
    if (token !== spoken[at]) {
      between = punctuation(token);
      continue;
    }
    const isNumber = /^\p{N}/u.test(token);
    const isKept = isNumber ? isMeasure(token) && !unknown[at - 1] && !unknown[at + 1] : !unknown[at];
    at++;
    if (isKept || !inGap) {
      result += between + (isKept ? token : GONE);
      between = '';
    }
    inGap = !isKept;
    isEmpty &&= !isKept;
  }
  const cut = result.slice(0, MAX_LENGTH[vr] ?? MAX_TEXT).trim();
  return isEmpty || cut === '' ? undefined : cut;
}

function isKnown(token: string, isOwn: (word: string) => boolean): boolean {
  return wordsOf(token).every((word) => isHarmless(word) && !isOwn(word));
}

/** One number of up to three digits, a decimal or a pair of at most three: 5, 1.5, 0.625, L5/6, 1:2. */
function isMeasure(token: string): boolean {
  return /^\d{1,3}$|^0[.,]\d{1,4}$/.test(token) || (/^\d+[.,:/x-]\d+$/.test(token) && token.length <= 4);
}

/** Punctuation stays; control characters and what else could carry a meaning do not. */
function punctuation(token: string): string {
  return token.replaceAll(/[^\s\p{P}\p{S}]/gu, '').replaceAll(/\s+/gu, ' ');
}
