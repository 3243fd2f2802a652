import { folded, wordsOf } from './fold.ts';
import { isHarmless } from './vocabulary.ts';

export type IdentifierKind = 'name' | 'id' | 'birth date' | 'date' | 'address' | 'phone';

interface Needle {
  readonly kind: IdentifierKind;
  readonly words: readonly string[];
}

/** An object that names more people than this names them in a way that nobody can check. */
const MAX_NEEDLES = 5000;

const LONGEST_KEPT = 256;
const MOST_KEPT = 5000;

/** Letters by which a part of a longer word is looked up; shorter names are in too many other words. */
const STEM = 7;

/** What is searched for in texts, word by word: time grows with the length of the text alone. */
export class Needles {
  private readonly byFirst = new Map<string, Needle[]>();
  /** Single words that are long enough to be looked for within others, by how they begin. */
  private readonly byStem = new Map<string, Needle[]>();
  private readonly parts = new Map<string, IdentifierKind>();
  private readonly digits = new Map<string, IdentifierKind>();
  private readonly known = new Set<string>();
  /** Texts in which nothing is found: slices of a study repeat theirs. */
  private readonly clean = new Set<string>();
  /** More identifiers than can be searched for. */
  overflow = false;

  /** Found where these words follow each other, whatever lies between them. */
  add(kind: IdentifierKind, words: readonly string[]): void {
    const [first] = words;
    const key = words.join(' ');
    if (first === undefined || !this.isNew(key)) return;
    insert(this.byFirst, first, { kind, words });
    if (words.length === 1 && /^\p{L}{7}/u.test(first)) insert(this.byStem, first.slice(0, STEM), { kind, words });
  }

  /** Found within words too: for scripts without spaces. A single character says nothing. */
  addPart(kind: IdentifierKind, part: string): void {
    if (part.length > 1 && this.isNew(part)) this.parts.set(part, kind);
  }

  /** Found however the digits are grouped. */
  addDigits(kind: IdentifierKind, digits: string): void {
    if (this.isNew(`#${digits}`)) this.digits.set(digits, kind);
  }

  get isEmpty(): boolean {
    return this.known.size === 0;
  }

  /** Whether a word, folded, is a name or an ID by itself. */
  hasWord(word: string): boolean {
    return this.byFirst.get(word)?.some(({ words }) => words.length === 1) === true;
  }

  /**
   * What a text holds; undefined for nothing.
   * @param accept to pass over what it finds: `words` as they were found
   */
  find(text: string, accept: (words: readonly string[]) => boolean = () => true): IdentifierKind | undefined {
    if (this.isEmpty || text.length < 2 || this.clean.has(text)) return undefined;
    const found = this.search(text, accept);
    if (found === undefined && text.length <= LONGEST_KEPT && this.search(text, () => true) === undefined) {
      if (this.clean.size >= MOST_KEPT) this.clean.clear();
      this.clean.add(text);
    }
    return found;
  }

  private search(text: string, accept: (words: readonly string[]) => boolean): IdentifierKind | undefined {
    const words = wordsOf(text);
    for (const [index, word] of words.entries()) {
      const needle =
        this.startingWith(word)?.find(
          (each) => each.words.every((wanted, at) => at === 0 || wanted === words[index + at]) && accept(each.words),
        ) ?? this.within(word);
      if (needle !== undefined) return needle.kind;
    }
    return this.partIn(text) ?? this.digitsIn(text);
  }

  /** Of a date and time in one, the date counts. */
  private startingWith(word: string): readonly Needle[] | undefined {
    return (
      this.byFirst.get(word) ??
      (/^\d{12,20}$/.test(word) ? this.byFirst.get(word.slice(0, 8)) : undefined) ??
      (/^0\d{5}/.test(word) ? this.byFirst.get(word.replace(/^0+/, '')) : undefined)
    );
  }

  /** A name glued to something else, MRPHANTOMAS: not where the whole word is one that says nothing. */
  private within(word: string): Needle | undefined {
    if (this.byStem.size === 0 || word.length <= STEM || isHarmless(word)) return undefined;
    for (let at = 0; at + STEM <= word.length; at++) {
      const stems = this.byStem.get(word.slice(at, at + STEM));
      const needle = stems?.find(({ words: [part = ''] }) => word.startsWith(part, at));
      if (needle !== undefined) return needle;
    }
    return undefined;
  }

  private partIn(text: string): IdentifierKind | undefined {
    if (this.parts.size === 0) return undefined;
    const whole = folded(text);
    return [...this.parts].find(([part]) => whole.includes(part))?.[1];
  }

  private digitsIn(text: string): IdentifierKind | undefined {
    if (this.digits.size === 0) return undefined;
    // (0) is dialled within the country only; up to two marks may lie between two digits.
    const joined = text.replaceAll('(0)', '').replaceAll(/(?<=\d)[\s()./-]{1,2}(?=\d)/g, '');
    return [...this.digits].find(([digits]) => joined.includes(digits))?.[1];
  }

  private isNew(key: string): boolean {
    if (this.known.has(key)) return false;
    if (this.known.size >= MAX_NEEDLES) {
      this.overflow = true;
      return false;
    }
    this.clean.clear();
    this.known.add(key);
    return true;
  }
}

function insert(map: Map<string, Needle[]>, key: string, needle: Needle): void {
  const others = map.get(key);
  if (others === undefined) map.set(key, [needle]);
  else others.push(needle);
}
