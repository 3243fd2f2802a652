import type { ScannedInstance, ScanSummary } from '../../../src/contract/scan.ts';
import { patientKey, studyKey } from '../choices.ts';
import type { Branch } from '../choices.ts';
import { seriesKey } from '../selection.ts';
import type { ScannedPatient, ScannedSeries, ScannedStudy } from '../selection.ts';
import { hasMark, matcherOf } from './matches.ts';
import type { Mark } from './matches.ts';

type Identity = NonNullable<ScannedStudy['identities']>[number];

interface Place {
  readonly id: string;
  /** From 1: patient, study, series, instance. */
  readonly level: number;
  /** From 1, among the `of` rows of the same branch. */
  readonly place: number;
  readonly of: number;
}

interface BranchPlace extends Place {
  readonly isOpen: boolean;
  readonly branch: Branch;
  /** The series below that are shown, by their keys. */
  readonly keys: readonly string[];
  /** The series below that are shown. */
  readonly shown: readonly Required<Branch>[];
  /** Nothing below is hidden by a filter. */
  readonly isWhole: boolean;
}

export type TreeRow =
  | (BranchPlace & { readonly kind: 'patient'; readonly patient: ScannedPatient })
  | (BranchPlace & { readonly kind: 'study'; readonly study: ScannedStudy })
  | (BranchPlace & { readonly kind: 'series'; readonly study: ScannedStudy; readonly series: ScannedSeries })
  | (Place & { readonly kind: 'decide'; readonly study: ScannedStudy })
  | (Place & { readonly kind: 'identity'; readonly identity: Identity; readonly first: Identity })
  | (Place & { readonly kind: 'more'; readonly count: number })
  | (Place & { readonly kind: 'instance'; readonly instance: ScannedInstance })
  | (Place & { readonly kind: 'waiting' })
  | (Place & { readonly kind: 'failed'; readonly key: string });
export type BranchRow = Extract<TreeRow, BranchPlace>;

export const isBranch = (row: TreeRow): row is BranchRow => 'branch' in row;

/** What of the tree is looked at. */
export interface TreeView {
  readonly words: string;
  readonly mark: Mark | undefined;
  /** Branches that are not as they are at first: patients and studies open, series closed. */
  readonly flipped: ReadonlySet<string>;
}

/** The objects of an opened series, as far as they are here. */
export type InstancesOf = (key: string) => readonly ScannedInstance[] | 'waiting' | 'failed';

/** Enough to see who is meant; a mixed-up study may name hundreds. */
const SHOWN_IDENTITIES = 8;

/** The tree as the lines of one list, from top to bottom. */
export function treeRows(summary: ScanSummary, view: TreeView, instancesOf: InstancesOf): readonly TreeRow[] {
  const matches = matcherOf(view.words);
  const isShown = (branch: Required<Branch>): boolean =>
    (view.mark === undefined || hasMark(branch, view.mark)) && matches(branch);
  const rows: TreeRow[] = [];
  const shownPatients = summary.patients.flatMap((patient) => {
    const studies = patient.studies.flatMap((study) => {
      const branches = study.series.map((series) => ({ patient, study, series }));
      const shown = branches.filter(isShown);
      return shown.length === 0 ? [] : [{ study, shown }];
    });
    return studies.length === 0 ? [] : [{ patient, studies }];
  });
  for (const [index, { patient, studies }] of shownPatients.entries()) {
    const shown = studies.flatMap((study) => study.shown);
    const id = patientKey(patient);
    const isOpen = !view.flipped.has(id);
    const place = { id, level: 1, place: index + 1, of: shownPatients.length, isOpen };
    const isWhole = shown.length === patient.studies.reduce((sum, { series }) => sum + series.length, 0);
    rows.push({ kind: 'patient', ...place, patient, branch: { patient }, shown, keys: keysOf(shown), isWhole });
    if (!isOpen) continue;
    for (const [at, study] of studies.entries()) {
      pushStudy(rows, patient, study, { place: at + 1, of: studies.length }, view, instancesOf);
    }
  }
  return rows;
}

function pushStudy(
  rows: TreeRow[],
  patient: ScannedPatient,
  { study, shown }: { readonly study: ScannedStudy; readonly shown: readonly Required<Branch>[] },
  where: Pick<Place, 'place' | 'of'>,
  view: TreeView,
  instancesOf: InstancesOf,
): void {
  const id = studyKey(study);
  const isOpen = !view.flipped.has(id);
  const isWhole = shown.length === study.series.length;
  const branch = { patient, study };
  rows.push({ kind: 'study', id, level: 2, ...where, isOpen, study, branch, shown, keys: keysOf(shown), isWhole });
  if (!isOpen) return;
  const notes = identityRows(study);
  const of = notes.length + shown.length;
  rows.push(...notes.map((note, at) => ({ ...note, level: 3, place: at + 1, of })));
  for (const [at, one] of shown.entries()) {
    const key = seriesKey(study, one.series);
    const isSeriesOpen = view.flipped.has(key);
    rows.push({
      kind: 'series',
      id: key,
      level: 3,
      place: notes.length + at + 1,
      of,
      isOpen: isSeriesOpen,
      study,
      series: one.series,
      branch: one,
      shown: [one],
      keys: [key],
      isWhole: true,
    });
    if (isSeriesOpen) for (const row of instanceRows(key, instancesOf(key))) rows.push(row);
  }
}

type Note = { [K in 'decide' | 'identity' | 'more']: Omit<Extract<TreeRow, { kind: K }>, 'level' | 'place' | 'of'> };

/** Who the files of a study say it is of, under each other, when they do not agree. */
function identityRows(study: ScannedStudy): readonly Note[keyof Note][] {
  if (study.conflicts.length === 0) return [];
  const { studyInstanceUid, identities = [] } = study;
  const [first] = identities;
  const shown = identities.slice(0, SHOWN_IDENTITIES);
  const left = identities.length - shown.length;
  const id = (what: string | number): string => `identity ${studyInstanceUid} ${what}`;
  return [
    { kind: 'decide', id: id('decide'), study },
    ...(first === undefined
      ? []
      : shown.map((identity, at) => ({ kind: 'identity' as const, id: id(at), identity, first }))),
    ...(left > 0 ? [{ kind: 'more' as const, id: id('more'), count: left }] : []),
  ];
}

function instanceRows(key: string, instances: ReturnType<InstancesOf>): readonly TreeRow[] {
  const place = { level: 4, place: 1, of: 1 };
  if (instances === 'waiting') return [{ kind: 'waiting', id: `${key} waiting`, ...place }];
  if (instances === 'failed') return [{ kind: 'failed', id: `${key} failed`, key, ...place }];
  return instances.map((instance, at) => ({
    kind: 'instance',
    id: `${key}/${instance.sopInstanceUid}`,
    level: 4,
    place: at + 1,
    of: instances.length,
    instance,
  }));
}

const keysOf = (shown: readonly Required<Branch>[]): readonly string[] =>
  shown.map(({ study, series }) => seriesKey(study, series));
