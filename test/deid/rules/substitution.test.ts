import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RuleError } from '../../../src/deid/rules/rule-error.ts';
import { Substitution } from '../../../src/deid/rules/substitution.ts';

const apply = (rule: string, value: string): string => new Substitution(rule).apply(value, ({ kind }) => `<${kind}>`);

describe('a substitution', () => {
  it.each([
    // The examples of the protocol.
    ['s/.*/TEST/', 'PHANTOM^CHEST', 'TEST'],
    ['s/.*/TEST/', '', 'TEST'],
    ['s/.*/__MD5_HASH__/', 'P-1', '<md5-hash>'],
    ['s/.*/DG-__COUNTER-000010__/', 'P-1', 'DG-<counter>'],
    ['s/.*/__USER_EMAIL__ __UUID__ __MD5_COUNTER__/', 'P-1', '<user-email> <uuid> <md5-counter>'],
    ['s/.*/$study{patientid}-$sharer{email}/', 'x', '<study>-<sharer>'],
    // As Perl does it.
    ['s/a/b/', 'aaa', 'baa'],
    ['s/a/b/g', 'aaa', 'bbb'],
    ['s/.*/X/g', 'abc', 'XX'],
    ['s/x*/-/g', 'abc', '-a-b-c-'],
    ['s/x/y/', 'abc', 'abc'],
    ['s/A/x/i', 'bab', 'bxb'],
    ['s/(\\w+)\\^(\\w+)/$2^$1/', 'CHEST^PHANTOM', 'PHANTOM^CHEST'],
    ['s/(.)(.)/\\2${1}$&/', 'abc', 'baabc'],
    ['s/(?<first>.)/$+{first}$+{first}/', 'abc', 'aabc'],
    ['s/^(\\d{4})\\d{4}$/${1}0101/', '19700223', '19700101'],
    ['s{a/b}{c}', 'a/b', 'c'],
    ['s#a#b#', 'a', 'b'],
    ['s|a/b|c|', 'a/b', 'c'],
    ['s/a\\/b/c\\/d/', 'a/b', 'c/d'],
    ['s/(\\w+)/\\U$1/', 'ärzte x', 'ÄRZTE x'],
    ['s/(\\w+) (\\w+)/\\u\\L$1\\E $2/', 'PHANTOM Chest', 'Phantom Chest'],
    ['s/a.c/x/x', 'abc', 'x'],
    ['s/a \\s b # comment/x/x', 'a b', 'x'],
    ['s/(?i)ABC/x/', 'abc', 'x'],
    ['s/(?i:A)B/x/', 'aB', 'x'],
    ['s/a(?=b)/x/g', 'abac', 'xbac'],
    ['s/a(?!b)/x/g', 'abac', 'abxc'],
    ['s/(?<=b)a/x/g', 'aba', 'abx'],
    ['s/(?<!b)a/x/g', 'aba', 'xba'],
    ['s/(a)\\1/x/', 'baa', 'bx'],
    ['s/(?<n>a)\\k<n>/x/', 'baa', 'bx'],
    ['s/(?>a*)a/x/', 'aaa', 'aaa'],
    ['s/a*+a/x/', 'aaa', 'aaa'],
    ['s/a+?/x/', 'aaa', 'xaa'],
    ['s/a{2}/x/', 'aaa', 'xa'],
    ['s/a{2,}/x/', 'aaaa', 'x'],
    ['s/a{,x/y/', 'a{,x', 'y'],
    ['s/[^A-C\\d_.-]/x/g', 'A1-Z!', 'A1-xx'],
    ['s/[]a]/x/g', ']a', 'xx'],
    ['s/[[:digit:][:^alnum:]]/x/g', '1a-', 'xax'],
    ['s/\\p{Lu}\\x41\\x{42}/x/', 'ÄAB', 'x'],
    ['s/\\Qa.b\\E./x/', 'a.bc', 'x'],
    ['s/\\bCHEST\\b/x/', 'A CHEST B', 'A x B'],
    ['s/$/!/', 'abc', 'abc!'],
    ['s/^/!/mg', 'a\nb', '!a\n!b'],
    ['s/(?:a|ab)(?:c|bcd)/x/', 'abcd', 'x'],
    ['s/(a|b)*/[$1]/', 'abc', '[b]c'],
    ['s/(|a)*b/x/', 'aab', 'x'],
    ['s/(\\w??)*/<$&>/g', 'ab', '<><a><><b><>'],
    ['s/(|a)*/<$&>/', 'aab', '<>aab'],
    ['s/\\//x/', '/', 'x'],
    ['s/.*//', '', ''],
    // Never less than the rule says: the second line goes too.
    ['s/.*/X/', 'first line\nsecond line', 'X'],
    // What a value brings is text.
    ['s/(.*)/$1/', '__UUID__ $study{patientid} \\U', '__UUID__ $study{patientid} \\U'],
    ['s/.*/anon@trial/', 'x', 'anon@trial'],
  ])('%s makes of %j %j', (rule, value, expected) => {
    expect(apply(rule, value)).toBe(expected);
  });

  it.each([
    'tr/a/b/',
    's/a/b',
    's/a',
    's',
    '',
    's//b/',
    's/a/b/e',
    's/a/b/z',
    's/a/b/; s/c/d/',
    's|a\\|b|c|',
    's.a.b.',
    's/(a/b/',
    's/a)/b/',
    's/[a/b/',
    's/*/b/',
    's/a**/b/',
    's/a{5,2}/b/',
    's/a{2000}/b/',
    's/(((a{999}){999}){999})/b/',
    's/(?{ exit })/b/',
    's/(??{ $x })/b/',
    's/(?R)/b/',
    's/(?(1)a|b)/b/',
    's/(*FAIL)/b/',
    's/$name/b/',
    's/a$./b/',
    's/a$$/b/',
    's/\\y/b/',
    's/\\1/b/',
    's/(a)\\2/b/',
    's/\\k<n>/b/',
    's/(?<=a*)b/c/',
    's/[[:name:]]/b/',
    's/\\p{NoSuchThing}/b/',
    's/\\x{110000}/b/',
    's/a/$1/',
    's/a/$name/',
    's/a/$+{name}/',
    's/a/@{[ exit ]}$/',
    's/a/__NO_SUCH_VALUE__/',
    's/a/__COUNTER-X__/',
  ])('%s is refused, and shown', (rule) => {
    expect(() => new Substitution(rule)).toThrow(RuleError);
    if (rule !== '') expect(() => new Substitution(rule)).toThrow(rule);
  });

  it.each(['s/^(a+)+$/x/', 's/^(a|a)*$/x/', 's/^(a|aa)+$/x/', 's/(x+x+)+y/x/', 's/^(([a-z])+.)+[A-Z]([a-z])+$/x/'])(
    '%s ends soon on a value made for it',
    (rule) => {
      expect(apply(rule, `${'a'.repeat(2000)}!`)).toBe(`${'a'.repeat(2000)}!`);
    },
  );

  it('that cannot be decided in a bounded number of steps is an error, and no mismatch', () => {
    expect(() => apply(String.raw`s/^(a*)(a*)(a*)(a*)\1\2\3\4b$/x/`, 'a'.repeat(60))).toThrow(RuleError);
  });

  it('never hangs or breaks on whatever text', () => {
    const piece = fc.constantFrom(
      ...Array.from('()[]{}|*+?.^$\\/-,:=!<>#&abc019 \n'),
      '(?',
      '(?<',
      '[[:',
      '\\p{',
      '__',
      '$study{',
    );
    const rule = fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 25 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(rule, fc.string({ maxLength: 40 }), fc.boolean(), (source, value, whole) => {
        try {
          expect(typeof apply(whole ? `s/${source}/x/g` : source, value)).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(RuleError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('matches what the engine of this host matches, where both speak the same language', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\b', 'c');
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        atom,
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}${b}`),
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
        fc.tuple(atom, fc.constantFrom('*', '+', '?', '*?', '+?', '{1,2}')).map(([a, q]) => (a === '\\b' ? a : a + q)),
        fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '*?')).map(([a, q]) => `(?:a${a})${q}`),
        tie('pattern').map((a) => `(?=${a})`),
        tie('pattern').map((a) => `(?!${a})`),
      ),
    }));
    const value = fc.string({ unit: fc.constantFrom(...Array.from('abc1 ')), maxLength: 12 });
    fc.assert(
      fc.property(pattern, value, (source, text) => {
        expect(apply(`s/${source}/<$&>/`, text)).toBe(text.replace(new RegExp(source, 's'), '<$&>'));
      }),
      { numRuns: 2000 },
    );
  });
});
