import { describe, expect, it } from 'vitest';
import { NextStep } from '../../src/contract/problem-schema.ts';
import { Charset, RepairCode, ScanProblemCode } from '../../src/contract/scan.ts';
import { Difference, Likeness } from '../../src/contract/identity-comparison.ts';
import gate from '../../assets/locales/en/gate.json' with { type: 'json' };
import importing from '../../assets/locales/en/import.json' with { type: 'json' };
import problems from '../../assets/locales/en/problems.json' with { type: 'json' };

const files = import.meta.glob<Record<string, unknown>>('../../assets/locales/en/*.json', {
  eager: true,
  import: 'default',
});

function leaves(value: unknown, path: string): [path: string, text: unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
}

describe.each(Object.entries(files))('%s', (_, file) => {
  const sentences = new Map(leaves(file, ''));

  it('holds words only', () => {
    for (const [path, text] of sentences) {
      expect(text, path).toBeTypeOf('string');
      expect(text, path).not.toBe('');
    }
  });

  it('counts in both numbers', () => {
    const counted = [...sentences.keys()].filter((path) => /_(one|other)$/.test(path));
    for (const path of counted) {
      expect(sentences.has(path.replace(/_(one|other)$/, path.endsWith('_one') ? '_other' : '_one')), path).toBe(true);
    }
  });
});

describe('what the program can say', () => {
  it('has a sentence and a button for every next step, and a word for every problem of a file', () => {
    expect(Object.keys(problems.next).sort()).toEqual([...NextStep.options].sort());
    expect(Object.keys(problems.button).sort()).toEqual([...NextStep.options].sort());
    expect(Object.keys(importing.code).sort()).toEqual([...ScanProblemCode.options].sort());
    expect(Object.keys(importing.problems.next).sort()).toEqual([...ScanProblemCode.options].sort());
    const { mended, noticed, ...repairs } = importing.repair;
    expect(Object.keys(repairs).sort()).toEqual([...RepairCode.options].sort());
    expect([mended, noticed].join(' ')).toContain('{{what}}');
    expect(Object.keys(importing.charset.name).sort()).toEqual([...Charset.options].sort());
  });
});

describe('what is between two patients', () => {
  it.each(Difference.options)('%s has words', (difference) => {
    expect(Object.keys(gate.difference)).toContain(difference);
  });

  it.each(Likeness.options)('%s has words', (likeness) => {
    expect(Object.keys(gate.likeness)).toContain(likeness);
    expect(Object.keys(gate.overall)).toContain(likeness);
  });
});
