import {
  any,
  ignoringCase,
  lineBreak,
  noLineFeed,
  not,
  oneOf,
  posixClass,
  characterProperty,
  range,
  shorthands,
  union,
} from './char-set.ts';
import { PatternError } from './pattern-error.ts';
import type { CharSet, Node, PatternTree, Place } from './syntax.ts';

export interface PatternFlags {
  readonly ignoreCase: boolean;
  /** `^` and `$` at every line. */
  readonly lines: boolean;
  /** `.` is any character, line breaks too. */
  readonly dotAll: boolean;
  /** White space and comments in the pattern mean nothing. */
  readonly spaced: boolean;
}

const MAX_DEPTH = 50;
const MAX_GROUPS = 99;
const MAX_COUNT = 1000;
const CONTROLS: Readonly<Record<string, string>> = { a: '\u0007', e: '\u001B', f: '\f', n: '\n', r: '\r', t: '\t' };
const PLACES: Readonly<Record<string, Place>> = {
  A: 'text-start',
  z: 'text-end',
  Z: 'text-end-or-break',
  b: 'word',
  B: 'no-word',
};
const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '<': '>', "'": "'" };

/**
 * Reads a regular expression of Perl (perlre). What it could say beyond what is understood here, code, recursion,
 * conditions, verbs and variables, is refused by name.
 * @throws PatternError
 */
export function parsePattern(source: string, flags: PatternFlags): PatternTree {
  return new Parser(Array.from(source), flags).parse();
}

class Parser {
  private readonly source: readonly string[];
  private flags: PatternFlags;
  private at = 0;
  private depth = 0;
  private groups = 0;
  private readonly names = new Map<string, number>();
  private readonly references: number[] = [];
  private readonly namedReferences: { name: string; ignoreCase: boolean; set: (group: number) => void }[] = [];

  constructor(source: readonly string[], flags: PatternFlags) {
    this.source = source;
    this.flags = flags;
  }

  parse(): PatternTree {
    const root = this.choice();
    if (this.at < this.source.length) throw new PatternError('There is a ) too many.');
    for (const { name, set } of this.namedReferences) {
      const group = this.names.get(name);
      if (group === undefined) throw new PatternError(`There is no group called ${name}.`);
      set(group);
    }
    if (this.references.some((group) => group < 1 || group > this.groups))
      throw new PatternError('It refers to a group that is not there.');
    return { root, groups: this.groups, names: this.names };
  }

  private choice(): Node {
    if (this.depth >= MAX_DEPTH) throw new PatternError('Its groups are nested too deeply.');
    this.depth++;
    const before = this.flags;
    const nodes = [this.sequence()];
    while (this.take('|')) nodes.push(this.sequence());
    this.flags = before;
    this.depth--;
    return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : { kind: 'choice', nodes };
  }

  private sequence(): Node {
    const nodes: Node[] = [];
    for (;;) {
      if (this.skipped()) continue;
      const char = this.peek();
      if (char === undefined || char === '|' || char === ')') return { kind: 'sequence', nodes };
      if (this.starts(String.raw`\Q`)) {
        nodes.push(...this.quoted());
        continue;
      }
      const atom = this.atom();
      if (atom !== undefined) nodes.push(this.repeated(atom));
    }
  }

  /** White space and comments under /x. */
  private skipped(): boolean {
    if (this.starts('(?#')) {
      this.until(')', 'A comment does not end.');
      return true;
    }
    if (!this.flags.spaced) return false;
    const char = this.peek() ?? '';
    if (/^\s$/.test(char)) return this.take(char);
    if (char !== '#') return false;
    while (this.at < this.source.length && this.peek() !== '\n') this.at++;
    return true;
  }

  /** Undefined for flags alone, `(?i)`. */
  private atom(): Node | undefined {
    const char = this.next();
    switch (char) {
      case '(':
        return this.group();
      case '[':
        return this.charOf(this.charClass());
      case '.':
        return { kind: 'char', set: this.flags.dotAll ? any : noLineFeed };
      case '^':
        return { kind: 'place', place: this.flags.lines ? 'line-start' : 'text-start' };
      case '$':
        // Anything else behind it makes it a variable in Perl, `$.` and `$$` too.
        if (!/^[|)\s]?$/.test(this.peek() ?? '')) throw new PatternError('It holds a variable.');
        return { kind: 'place', place: this.flags.lines ? 'line-end' : 'text-end-or-break' };
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        throw new PatternError(`There is nothing for ${char} to repeat.`);
      default:
        return this.charOf(oneOf(char));
    }
  }

  private charOf(set: CharSet): Node {
    return { kind: 'char', set: this.flags.ignoreCase ? ignoringCase(set) : set };
  }

  private repeated(node: Node): Node {
    while (this.skipped());
    const [min, max] = this.quantifier() ?? [];
    if (min === undefined || max === undefined) return node;
    if (node.kind === 'place') throw new PatternError('A place cannot be repeated.');
    if (min > max || min > MAX_COUNT || (max !== Infinity && max > MAX_COUNT))
      throw new PatternError(`It repeats more than ${MAX_COUNT} times.`);
    const lazy = this.take('?');
    const result: Node = { kind: 'repeat', node, min, max, lazy };
    const possessive = !lazy && this.take('+');
    if (/^[*+?]$/.test(this.peek() ?? '')) throw new PatternError('A repetition cannot be repeated.');
    return possessive ? { kind: 'atomic', node: result } : result;
  }

  private quantifier(): readonly [number, number] | undefined {
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.take('?')) return [0, 1];
    const counted = /^\{(\d{0,9})(?:(,)(\d{0,9}))?\}/.exec(this.source.slice(this.at, this.at + 24).join(''));
    const [whole = '', min = '', comma, max = ''] = counted ?? [];
    // A brace that counts nothing is a brace.
    if (min + max === '') return undefined;
    this.at += whole.length;
    return [Number(min), comma === undefined ? Number(min) : max === '' ? Infinity : Number(max)];
  }

  private group(): Node | undefined {
    if (this.peek() === '*') throw new PatternError('It holds a verb of backtracking.');
    if (!this.take('?')) return this.capturing();
    for (const [start, ahead, negative] of LOOKS)
      if (this.starts(start)) return { kind: 'look', node: this.closed(), ahead, negative };
    if (this.starts('>')) return { kind: 'atomic', node: this.closed() };
    if (this.starts(':')) return this.closed();
    if (this.starts('P<') || this.starts('<')) return this.capturing(this.until('>', 'A name does not end.'));
    if (this.starts("'")) return this.capturing(this.until("'", 'A name does not end.'));
    return this.flagged();
  }

  private capturing(name?: string): Node {
    this.groups++;
    if (this.groups > MAX_GROUPS) throw new PatternError('It has too many groups.');
    const index = this.groups;
    if (name !== undefined) {
      if (!/^[A-Za-z_]\w{0,31}$/.test(name) || this.names.has(name)) throw new PatternError('A name cannot be used.');
      this.names.set(name, index);
    }
    return { kind: 'group', index, node: this.closed() };
  }

  /** `(?i)` for the rest of the group, `(?i-s:…)` for what it holds. */
  private flagged(): Node | undefined {
    let [on, letters] = [true, ''];
    const flags = { ...this.flags };
    for (;;) {
      const char = this.next();
      const flag = FLAGS[char];
      letters += char;
      if (flag !== undefined) flags[flag] = on;
      else if (char === '-' && on) on = false;
      else if ((char === ')' || char === ':') && letters.length > 1) {
        const before = this.flags;
        this.flags = flags;
        if (char === ')') return undefined;
        const node = this.closed();
        this.flags = before;
        return node;
      } else throw new PatternError('It holds a kind of group that is not understood.');
    }
  }

  private closed(): Node {
    const node = this.choice();
    if (!this.take(')')) throw new PatternError('A group does not end.');
    return node;
  }

  private quoted(): Node[] {
    const nodes: Node[] = [];
    while (this.at < this.source.length && !this.starts(String.raw`\E`)) nodes.push(this.charOf(oneOf(this.next())));
    return nodes;
  }

  private escape(): Node | undefined {
    const letter = this.peek() ?? '';
    const place = PLACES[letter];
    if (place !== undefined) {
      this.at++;
      return { kind: 'place', place };
    }
    if (/^[1-9]$/.test(letter)) return this.reference(Number(this.digits()));
    if (letter === 'g' || letter === 'k') return this.namedReference();
    if (this.take('E')) return undefined;
    if (this.take('N')) return { kind: 'char', set: noLineFeed };
    if (this.take('R')) {
      const crLf: Node[] = ['\r', '\n'].map((char) => ({ kind: 'char', set: oneOf(char) }));
      const one: Node = { kind: 'char', set: lineBreak };
      return { kind: 'atomic', node: { kind: 'choice', nodes: [{ kind: 'sequence', nodes: crLf }, one] } };
    }
    const escaped = this.escaped();
    return this.charOf(typeof escaped === 'string' ? oneOf(escaped) : escaped);
  }

  private reference(group: number): Node {
    this.references.push(group);
    return { kind: 'back', group, ignoreCase: this.flags.ignoreCase };
  }

  private namedReference(): Node {
    const isName = this.next() === 'k';
    const open = this.peek() ?? '';
    const close = CLOSERS[open];
    const text = close === undefined ? this.digits('-') : this.inside(close);
    if (!isName && /^-?\d{1,2}$/.test(text)) {
      const number = Number(text);
      return this.reference(number < 0 ? this.groups + 1 + number : number);
    }
    const node = { kind: 'back' as const, group: 0, ignoreCase: this.flags.ignoreCase };
    this.namedReferences.push({ name: text, ignoreCase: node.ignoreCase, set: (group) => (node.group = group) });
    return node;
  }

  /** Behind a backslash, what means a character or a set of them, within a class too. */
  private escaped(): string | CharSet {
    const char = this.next();
    const set = shorthands.get(char);
    if (set !== undefined) return set;
    const control = CONTROLS[char];
    if (control !== undefined) return control;
    if (char === 'p' || char === 'P') {
      const name = this.peek() === '{' ? this.inside('}') : this.next();
      const negative = (char === 'P') !== name.startsWith('^');
      const found = characterProperty(name.replace(/^\^/, ''));
      return negative ? not(found) : found;
    }
    if (char === 'x') return this.hexadecimal();
    if (char === '0') return String.fromCodePoint(Number.parseInt(`0${this.digits('', 2, /[0-7]/)}`, 8));
    if (char === 'c') return String.fromCodePoint((this.next().toUpperCase().codePointAt(0) ?? 0) ^ 64);
    if (/^[A-Za-z0-9]$/.test(char)) throw new PatternError(`\\${char} is not understood.`);
    return char;
  }

  private hexadecimal(): string {
    const text = this.peek() === '{' ? this.inside('}') : this.digits('', 2, /[0-9A-Fa-f]/);
    const code = Number.parseInt(text === '' ? '0' : text, 16);
    if (!/^[0-9A-Fa-f]{0,6}$/.test(text) || code > 0x10ffff) throw new PatternError('A character has a wrong number.');
    return String.fromCodePoint(code);
  }

  /** Behind `[`. */
  private charClass(): CharSet {
    const negative = this.take('^');
    const sets: CharSet[] = [];
    for (let isFirst = true; isFirst || this.peek() !== ']'; isFirst = false) {
      const from = this.classMember();
      const isRange = this.peek() === '-' && this.source[this.at + 1] !== ']' && typeof from === 'string';
      if (!isRange) {
        sets.push(typeof from === 'string' ? oneOf(from) : from);
        continue;
      }
      this.at++;
      const to = this.classMember();
      const [low, high] = [from.codePointAt(0) ?? 0, typeof to === 'string' ? (to.codePointAt(0) ?? 0) : -1];
      if (high < low) throw new PatternError('A range of characters ends before it begins.');
      sets.push(range(low, high));
    }
    this.at++;
    const set = union(sets);
    if (!negative) return set;
    // The case is ignored first, then what is in the class is left out.
    return not(this.flags.ignoreCase ? ignoringCase(set) : set);
  }

  private classMember(): string | CharSet {
    if (this.starts('[:')) {
      const name = this.until(':', 'A class of characters does not end.');
      if (!this.take(']')) throw new PatternError('A class of characters does not end.');
      return posixClass(name);
    }
    if (!this.take('\\')) return this.next();
    return this.take('b') ? '\b' : this.escaped();
  }

  private digits(sign = '', most = 2, pattern = /\d/): string {
    let text = sign !== '' && this.take(sign) ? sign : '';
    while (text.length < most && pattern.test(this.peek() ?? '')) text += this.next();
    return text;
  }

  /** Within brackets of which the opening one comes next. */
  private inside(close: string): string {
    this.at++;
    return this.until(close, 'A brace does not end.');
  }

  private until(close: string, reason: string): string {
    const end = this.source.indexOf(close, this.at);
    if (end === -1) throw new PatternError(reason);
    const text = this.source.slice(this.at, end).join('');
    this.at = end + 1;
    return text;
  }

  private peek(): string | undefined {
    return this.source[this.at];
  }

  private next(): string {
    const char = this.source[this.at];
    if (char === undefined) throw new PatternError('It ends in the middle.');
    this.at++;
    return char;
  }

  private take(char: string): boolean {
    if (this.source[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private starts(text: string): boolean {
    if (!Array.from(text).every((char, index) => this.source[this.at + index] === char)) return false;
    this.at += text.length;
    return true;
  }
}

const LOOKS: readonly (readonly [start: string, ahead: boolean, negative: boolean])[] = [
  ['=', true, false],
  ['!', true, true],
  ['<=', false, false],
  ['<!', false, true],
];
const FLAGS: Readonly<Record<string, keyof PatternFlags>> = {
  i: 'ignoreCase',
  m: 'lines',
  s: 'dotAll',
  x: 'spaced',
};
