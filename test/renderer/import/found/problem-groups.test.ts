import { expect, it } from 'vitest';
import { problemGroups, repairCounts } from '../../../../renderer/import/found/problem-groups.ts';
import { ScanProblemCode } from '../../../../src/contract/scan.ts';
import type { ScanProblem } from '../../../../src/contract/scan.ts';
import { summary } from '../summary.ts';

const problem = (code: ScanProblemCode, path: string): ScanProblem => ({ code, path, message: '' });

it('groups every kind of problem, what needs a person first', () => {
  const problems = [problem('empty', 'a'), problem('conflicting-identity', 'b'), problem('empty', 'c')];
  expect(problemGroups(problems).map(({ code, problems: own }) => [code, own.map(({ path }) => path)])).toEqual([
    ['conflicting-identity', ['b']],
    ['empty', ['a', 'c']],
  ]);
  const all = ScanProblemCode.options.map((code) => problem(code, code));
  expect(problemGroups(all)).toHaveLength(all.length);
});

it('counts in how many series a repair was needed', () => {
  expect(repairCounts(summary)).toEqual([
    { repair: 'no-preamble', series: 1 },
    { repair: 'charset-guessed', series: 1 },
  ]);
});
