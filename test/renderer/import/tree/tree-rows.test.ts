import { describe, expect, it } from 'vitest';
import { treeRows } from '../../../../renderer/import/tree/tree-rows.ts';
import type { TreeRow, TreeView } from '../../../../renderer/import/tree/tree-rows.ts';
import type { ScannedInstance, ScanSummary } from '../../../../src/contract/scan.ts';
import { series, summary } from '../summary.ts';

const everything: TreeView = { words: '', mark: undefined, flipped: new Set() };
const rowsOf = (view: Partial<TreeView> = {}, of: ScanSummary = summary): readonly TreeRow[] =>
  treeRows(of, { ...everything, ...view }, () => 'waiting');
const kinds = (rows: readonly TreeRow[]): string => rows.map(({ kind, level }) => `${kind}${level}`).join(' ');

const object = (sopInstanceUid: string): ScannedInstance => ({
  sopInstanceUid,
  sopClassUid: '1.2',
  transferSyntaxUid: '1.2',
  frames: 1,
  source: 0,
  path: sopInstanceUid,
  bytes: 1,
  repairs: [],
});

describe('the rows of the tree', () => {
  it('are patients, studies and series, with whom a contradicting study names first', () => {
    expect(kinds(rowsOf())).toBe(
      'patient1 study2 series3 series3 study2 series3 patient1 study2 decide3 identity3 identity3 series3',
    );
    const last = rowsOf().at(-1);
    expect([last?.place, last?.of]).toEqual([4, 4]);
  });

  it('fold away and open up', () => {
    const [patient] = rowsOf();
    expect(kinds(rowsOf({ flipped: new Set([patient?.id ?? '']) }))).toMatch(/^patient1 patient1 study2/);
    expect(kinds(rowsOf({ flipped: new Set(['2.25.2/2.25.2.1']) }))).toContain('study2 series3 waiting4 patient1');
  });

  it('show the objects of an opened series', () => {
    const view = { ...everything, flipped: new Set(['2.25.2/2.25.2.1']) };
    const rows = treeRows(summary, view, () => [object('a'), object('b')]);
    const objects = rows.filter(({ kind }) => kind === 'instance');
    expect(objects.map(({ id, level, place, of }) => [id, level, place, of])).toEqual([
      ['2.25.2/2.25.2.1/a', 4, 1, 2],
      ['2.25.2/2.25.2.1/b', 4, 2, 2],
    ]);
  });

  it.each([
    ['hand', ['2.25.3.1']],
    ['PHANTOM-1 sr', ['2.25.1.2']],
    ['saule', ['2.25.1.1']],
    ['a1', ['2.25.1.1', '2.25.1.2']],
    ['chest, phantom', []],
    ['PHANTOM, CHEST', ['2.25.1.1', '2.25.1.2', '2.25.2.1']],
    ['nobody', []],
  ])('found by %j are %j', (words, found) => {
    const uids = rowsOf({ words }).flatMap((row) => (row.kind === 'series' ? [row.series.seriesInstanceUid] : []));
    expect(uids).toEqual(found);
  });

  it('with a mark are the series that have it, and whether they are all of their branch is known', () => {
    const [patient, study, one] = rowsOf({ mark: 'repaired' });
    expect(one).toMatchObject({ kind: 'series', keys: ['2.25.1/2.25.1.1'] });
    expect(study).toMatchObject({ isWhole: false, keys: ['2.25.1/2.25.1.1'] });
    expect(patient).toMatchObject({ isWhole: false });
    const conflicting = rowsOf({ mark: 'conflicting' });
    expect(conflicting.find(({ kind }) => kind === 'study')).toMatchObject({ isWhole: true });
    expect(rowsOf({ mark: 'problems' }).filter(({ kind }) => kind === 'series')).toHaveLength(3);
  });

  it('of a disc as full as they come have different ids', () => {
    const full: ScanSummary = {
      ...summary,
      patients: Array.from({ length: 50 }, (_, p) => ({
        patientName: `PHANTOM^${p}`,
        studies: Array.from({ length: 4 }, (_study, s) => ({
          studyInstanceUid: `2.25.${p}.${s}`,
          modalities: ['CT'],
          conflicts: [],
          series: Array.from({ length: 10 }, (_series, n) => series(`2.25.${p}.${s}.${n}`, 25)),
        })),
      })),
    };
    const rows = rowsOf({}, full);
    expect(rows).toHaveLength(50 + 200 + 2000);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });
});
