import { describe, expect, it } from 'vitest';
import { askOf, changeView, firstView, isNarrowed, rangeOf, sortView } from '../../../renderer/worklist/view.ts';
import { WorklistQuery } from '../../../src/contract/study.ts';

const today = new Date(2026, 2, 1);

describe('the question to the server', () => {
  it('leaves out what is not asked, and is one the contract accepts', () => {
    const ask = askOf(firstView, '  ', today);
    expect(ask).toEqual({ sort: 'created', direction: 'desc', page: 1, rows: 50 });
    expect(WorklistQuery.parse(ask)).toEqual(ask);
    expect(isNarrowed(ask)).toBe(false);
  });

  it('counts a period back from today, over the end of a month', () => {
    expect(askOf({ ...firstView, period: 'today' }, '', today)).toMatchObject({
      dateFrom: '20260301',
      dateTo: '20260301',
    });
    expect(askOf({ ...firstView, period: 'week' }, '', today)).toMatchObject({
      dateFrom: '20260223',
      dateTo: '20260301',
    });
  });

  it('takes words but no commands from the field', () => {
    expect(askOf(firstView, ' phantom ', today).search).toBe('phantom');
    expect(askOf(firstView, '>dark', today)).not.toHaveProperty('search');
    expect(WorklistQuery.safeParse(askOf(firstView, 'x'.repeat(500), today)).success).toBe(true);
  });

  it('knows when it narrows the list', () => {
    expect(isNarrowed(askOf({ ...firstView, modality: 'CT' }, '', today))).toBe(true);
    expect(isNarrowed(askOf(firstView, 'phantom', today))).toBe(true);
  });
});

describe('a changed view', () => {
  const third = { ...firstView, page: 3 };

  it('starts again at the first page, unless the page is what changes', () => {
    expect(changeView(third, { modality: 'CT' })).toEqual({ ...firstView, modality: 'CT' });
    expect(changeView(third, { page: 4 }).page).toBe(4);
  });

  it('is sorted only by what the server can sort by', () => {
    expect(sortView(third, { column: 'patientName', direction: 'asc' })).toEqual({
      ...firstView,
      sort: 'patientName',
      direction: 'asc',
    });
    expect(sortView(third, { column: 'birthDate', direction: 'asc' })).toBe(third);
  });
});

describe('rangeOf', () => {
  it('numbers the rows of a page', () => {
    expect(rangeOf(1, 50, 50)).toEqual({ from: 1, to: 50 });
    expect(rangeOf(3, 50, 7)).toEqual({ from: 101, to: 107 });
    expect(rangeOf(1, 50, 0)).toEqual({ from: 0, to: 0 });
  });
});
