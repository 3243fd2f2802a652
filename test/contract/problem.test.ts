import { describe, expect, it } from 'vitest';
import { InvalidRequestError, LocalStorageError, toProblem } from '../../src/contract/problem.ts';
import { Problem } from '../../src/contract/problem-schema.ts';

describe('toProblem', () => {
  it('gives what the user can do next as a field', () => {
    const error = new LocalStorageError('disk-full', 'The disk is full.', { next: 'free-disk-space' });
    expect(toProblem(error)).toEqual({ code: 'disk-full', message: 'The disk is full.', next: 'free-disk-space' });
  });

  it('leaves out what an unforeseen error might tell', () => {
    const problem = toProblem(new RangeError('ENOENT: /media/DOE^JANE'));
    expect(problem.code).toBe('unexpected');
    expect(JSON.stringify(problem)).not.toContain('DOE');
  });

  it('survives a value that is not an error', () => {
    expect(Problem.parse(toProblem('text')).code).toBe('unexpected');
  });

  it('keeps the cause', () => {
    const cause = new Error('inner');
    expect(new InvalidRequestError('x', 'y', { cause }).cause).toBe(cause);
  });
});
