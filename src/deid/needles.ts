import { folded, wordsOf } from './fold.ts';
import { isHarmless } from './vocabulary.ts';

export type IdentifierKind = 'name' | 'id' | 'birth date' | 'date' | 'address' | 'phone' | 'institution' | 'device';

/** Whether something that was found counts: `words` as they were found. */
export type Accept = (words: readonly string[], kind: IdentifierKind) => boolean;

interface Needle {
  readonly kind: IdentifierKind;
  readonly words: readonly string[];
}

/** An object that names more people than this names them in a way that nobody can check. */
const MAX_NEEDLES = 5000;

/** Fewer digits than these are in other numbers by chance. */
export const SHORTEST_DIGITS = 7;

const LONGEST_KEPT = 256;
const MOST_KEPT = 5000;

/** As many letters in a row are shared by chance by no two words; a shorter piece of a name is in too many others. */
const RUN = 7;

/** What is searched for in texts, word by word: time grows with the length of the text alone. */
export class Needles {
  private readonly byFirst = new Map<string, Needle[]>();
  /** Pieces of long names: of a name that is cut off, glued to something, or spaced out. */
  private readonly runs = new Map<string, IdentifierKind>();
  private readonly parts = new Map<string, IdentifierKind>();
  private readonly digits = new Map<string, IdentifierKind>();
  private readonly births = new Set<string>();
  private readonly days = new Set<string>();
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
  }

  /** Found in pieces too, when it is long: cut off, glued to something, or spaced out. */
  addRuns(kind: IdentifierKind, word: string): void {
    if (!/^\p{L}{7,}$/u.test(word) || isHarmless(word)) return;
    this.clean.clear();
    for (let at = 0; at + RUN <= word.length; at++) this.runs.set(word.slice(at, at + RUN), kind);
  }

  /** Found within words too: for scripts without spaces. A single character says nothing. */
  addPart(kind: IdentifierKind, part: string): void {
    if (part.length > 1 && this.isNew(part)) this.parts.set(part, kind);
  }

  /** Found however the digits are grouped. */
  addDigits(kind: IdentifierKind, digits: string): void {
    if (this.isNew(`#${digits}`)) this.digits.set(digits, kind);
  }

  /** The days on which the object came about, whether or not they are searched for. */
  addDay(day: string): void {
    this.days.add(dayOf(day));
  }

  addBirthDate(day: string): void {
    this.births.add(dayOf(day));
  }

  /** Whether a value of DA or DT is of the day on which the patient was born, and of no other: newborns are examined. */
  isBirthDate(value: string): boolean {
    const day = dayOf(value);
    return this.births.has(day) && !this.days.has(day);
  }

  /** What a component of a UID says: it is an ID or a birth date, or begins with one. */
  findInUid(uid: string): IdentifierKind | undefined {
    if (this.digits.size === 0) return undefined;
    const components = uid.split('.').filter((component) => component.length >= SHORTEST_DIGITS);
    return [...this.digits].find(([digits]) => components.some((component) => component.startsWith(digits)))?.[1];
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
  find(text: string, accept: Accept = () => true): IdentifierKind | undefined {
    if (this.isEmpty || text.length < 2 || this.clean.has(text)) return undefined;
    const found = this.search(text, accept);
    if (found === undefined && text.length <= LONGEST_KEPT && this.search(text, () => true) === undefined) {
      if (this.clean.size >= MOST_KEPT) this.clean.clear();
      this.clean.add(text);
    }
    return found;
  }

  private search(text: string, accept: Accept): IdentifierKind | undefined {
    const words = wordsOf(text);
    for (const [index, word] of words.entries()) {
      const needle = this.startingWith(word)?.find(
        (each) =>
          each.words.every((wanted, at) => at === 0 || wanted === words[index + at]) && accept(each.words, each.kind),
      );
      if (needle !== undefined) return needle.kind;
    }
    return this.runIn(words) ?? this.partIn(text) ?? this.digitsIn(text);
  }

  /** Of a date and time in one, the date counts. */
  private startingWith(word: string): readonly Needle[] | undefined {
    return (
      this.byFirst.get(word) ??
      (/^\d{12,20}$/.test(word) ? this.byFirst.get(word.slice(0, 8)) : undefined) ??
      (/^0\d{5}/.test(word) ? this.byFirst.get(word.replace(/^0+/, '')) : undefined)
    );
  }

  /** A name glued to something else, MRPHANTOMAS, cut off or spaced out; not in whole words that say nothing. */
  private runIn(words: readonly string[]): IdentifierKind | undefined {
    if (this.runs.size === 0) return undefined;
    const letters = words.filter((word) => /^\p{L}/u.test(word) && (word.length < 4 || !isHarmless(word))).join('');
    for (let at = 0; at + RUN <= letters.length; at++) {
      const kind = this.runs.get(letters.slice(at, at + RUN));
      if (kind !== undefined) return kind;
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
    const joined = text.replaceAll('(0)', '').replaceAll(/(?<=\d)[\s()./_,:-]{1,2}(?=\d)/g, '');
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

function dayOf(value: string): string {
  return value.replaceAll('.', '').slice(0, 8);
}
