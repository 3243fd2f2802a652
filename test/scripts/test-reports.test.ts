import { describe, expect, it } from 'vitest';
import { addCounts, countPlaywright, countVitest, noTests } from '../../scripts/test-reports.ts';

const spec = (status: string) => ({ title: `window ${status}`, tests: [{ status }] });

describe('counting tests', () => {
  it('refuses a report it cannot read, rather than count nothing', () => {
    expect(() => countVitest({})).toThrow();
    expect(() => countPlaywright({ suites: [] })).toThrow();
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countVitest({ testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }] }).failed).toBe(
      1,
    );
    expect(countPlaywright({ suites: [], errors: [{ message: 'SyntaxError' }] }).failed).toBe(1);
  });

  it('takes a test that passed only at the second try for a failure', () => {
    const suites = [{ specs: [{ title: 'opens', tests: [{ status: 'flaky' }] }] }];
    expect(countPlaywright({ suites, errors: [] })).toMatchObject({ passed: 0, failed: 1 });
  });

  it('sums both kinds and names what was skipped', () => {
    const assertionResults = ['passed', 'failed', 'skipped', 'todo', 'passed'].map((status) => ({
      status,
      fullName: `reads ${status}`,
    }));
    const unit = countVitest({ testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults }] });
    const suites = [{ specs: [spec('expected')], suites: [{ specs: [spec('unexpected'), spec('skipped')] }] }];
    const window = countPlaywright({ suites, errors: [] });
    expect(addCounts(addCounts(noTests, unit), window)).toEqual({
      passed: 3,
      failed: 2,
      skipped: 3,
      skippedNames: ['reads skipped', 'reads todo', 'window skipped'],
    });
  });
});
