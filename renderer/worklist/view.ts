import { WorklistColumn } from '../../src/contract/study.ts';
import type { WorklistQuery } from '../../src/contract/study.ts';
import type { Sorting } from '../ui/data-table.tsx';

export const periods = ['any', 'today', 'week', 'month', 'year'] as const;
export type Period = (typeof periods)[number];

/** What the worklist shows, besides the words in the search field. */
export interface WorklistView {
  readonly namespaceId: string | undefined;
  readonly modality: string | undefined;
  readonly period: Period;
  readonly sort: WorklistColumn;
  readonly direction: 'asc' | 'desc';
  readonly page: number;
  readonly rows: number;
}

export const firstView: WorklistView = {
  namespaceId: undefined,
  modality: undefined,
  period: 'any',
  sort: 'created',
  direction: 'desc',
  page: 1,
  rows: 50,
};

/** `view` with a change. Whatever changes what is listed starts again at the first page. */
export function changeView(view: WorklistView, change: Partial<WorklistView>): WorklistView {
  return { ...view, page: 1, ...change };
}

/** The view sorted by a column, if the server can sort by it. */
export function sortView(view: WorklistView, { column, direction }: Sorting): WorklistView {
  const known = WorklistColumn.safeParse(column);
  return known.success ? changeView(view, { sort: known.data, direction }) : view;
}

const days: Record<Exclude<Period, 'any'>, number> = { today: 0, week: 6, month: 29, year: 364 };

/** The question to the server. `today` is the local day that the period ends with. */
export function askOf(view: WorklistView, search: string, today: Date): Partial<WorklistQuery> {
  const { namespaceId, modality, period, sort, direction, page, rows } = view;
  const words = search.startsWith('>') ? '' : search.trim();
  return {
    ...(namespaceId === undefined ? {} : { namespaceId }),
    ...(modality === undefined ? {} : { modality }),
    ...(period === 'any' ? {} : { dateFrom: dayBefore(today, days[period]), dateTo: dayBefore(today, 0) }),
    ...(words === '' ? {} : { search: words.slice(0, 200) }),
    sort,
    direction,
    page,
    rows,
  };
}

/** Whether anything narrows the list: an empty answer then means "no match", not "nothing here". */
export function isNarrowed(ask: Partial<WorklistQuery>): boolean {
  return [ask.search, ask.modality, ask.dateFrom, ask.namespaceId].some((value) => value !== undefined);
}

function dayBefore(today: Date, count: number): string {
  const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() - count);
  return `${day.getFullYear()}${twoDigits(day.getMonth() + 1)}${twoDigits(day.getDate())}`;
}

/** The place of a page in the whole list, from 1. */
export function rangeOf(page: number, rows: number, shown: number): { readonly from: number; readonly to: number } {
  const from = (page - 1) * rows + 1;
  return shown === 0 ? { from: 0, to: 0 } : { from, to: from + shown - 1 };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
