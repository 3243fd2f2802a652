import { describe, expect, it } from 'vitest';
import { ruleWords } from '../../../../renderer/import/rules/rule-words.ts';

const text = (value: string) => ({ kind: 'text', text: value });
const special = (value: string) => ({ kind: 'special', special: value });

describe('a rule in words', () => {
  it.each(['s/.*//', 's/^.*$//', 's/(.*)//g', 's#.+##s'])('%s empties', (rule) => {
    expect(ruleWords(rule)).toEqual({ does: 'empties' });
  });

  it.each([
    ['s/.*/Anonymous/', [text('Anonymous')]],
    ['s/.*/TRIAL-__COUNTER-000010__/', [text('TRIAL-'), special('counter')]],
    ['s/^.*$/__UUID__/', [special('uuid')]],
    ['s/.*/__LCOUNTER-000010__/', [special('counter')]],
    ['s/.*/__MD5_HASH__-__MD5_COUNTER__/', [special('md5-hash'), text('-'), special('md5-counter')]],
    ['s/.*/$sharer{email}, $study{modality}/', [special('sharer'), text(', '), special('study')]],
    ['s/(.*)/X$1/', [text('X'), special('part')]],
  ])('%s says what the value becomes', (rule, parts) => {
    expect(ruleWords(rule)).toEqual({ does: 'sets', parts });
  });

  it.each(['s/^(....).*/${1}0101/', 's/a/b/', 's/.*/\\U$1x/', 's/.*/a\\/b/', 's{.*}{x}', 'nonsense', ''])(
    'of %s no more is said than that it changes something',
    (rule) => {
      expect(ruleWords(rule)).toEqual({ does: 'changes' });
    },
  );
});
