import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Caller, callerOf, visibleParts, visibleStudies } from '../../src/archive/access.ts';
import type { ArchiveContext } from '../../src/archive/archive-context.ts';
import type { Call } from '../../src/archive/services/command.ts';
import { largeQuery } from '../../src/archive/services/listing.ts';
import { studyList } from '../../src/archive/services/study-columns.ts';
import { Database } from '../../src/archive/store/database.ts';
import { newArchive, owner, type Params } from './harness.ts';
import { addStudyRows } from './many-studies.ts';

const count = 16_000;

/** An archive with many studies in all places of its owner, and how a list of them is read. */
async function house() {
  const archive = await newArchive();
  const user = await owner(archive);
  const { namespaces } = await user.ok('/user/namespace/list');
  const places = namespaces.map(({ uuid }: { uuid: string }) => uuid) as string[];
  const file = path.join(archive.dir, 'archive.sqlite');
  addStudyRows(file, places, count);
  const database = new Database(file);
  const session = { user: archive.info.userId, link: null } as Parameters<typeof callerOf>[1];
  const caller = callerOf(database, session) as Caller;
  const plan = (params: Readonly<Record<string, string>>): string[] => {
    const call = {
      archive: { database } as ArchiveContext,
      caller,
      params,
      sid: undefined,
      address: undefined,
      origin: '',
    } satisfies Call;
    const { sql, values } = largeQuery(call, studyList, visibleStudies(caller), visibleParts(database, caller));
    return database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values, 101, 0).map(({ detail }) => detail);
  };
  const list = async (params: Params): Promise<{ accession_number: string }[]> =>
    (await user.ok('/study/list', { 'page.rows': 3, ...params })).studies;
  return { database, places, plan, list, user };
}

describe('a page of a large worklist', () => {
  it('is read off an index in its order, merged from the places of its reader, and never sorted', async () => {
    const { database, plan, places } = await house();
    const filters = [
      {},
      { 'filter.phantom.equals': '0' },
      { 'filter.modality.in': '["CT","MR"]' },
      { 'filter.study_date.ge': '2006-01-01' },
      { 'filter.created.ge': '2006-01-01' },
      { 'filter.study_description.not_equals': 'CT chest', 'filter.image_count.gt': '5' },
      { 'filter.patient_name.like': 'phantom%' },
      { 'filter.SMART_SEARCH.equals': 'phantom' },
    ];
    const orders = {
      '': 'study_of_namespace',
      'created-desc': 'study_by_created',
      'updated-desc': 'study_by_updated',
      'patient_name-asc': 'study_by_name',
      'patientid-desc': 'study_by_patientid',
      'patient_birth_date-asc': 'study_by_birth_date',
      'study_date-desc': 'study_by_date',
      'accession_number-asc': 'study_by_accession',
      'study_description-asc': 'study_by_description',
      'modality-desc': 'study_by_modality',
      'referring_physician-asc': 'study_by_physician',
    };
    for (const filter of filters) {
      for (const [sort_by, index] of Object.entries(orders)) {
        const steps = plan({ ...filter, sort_by });
        const reads = steps.filter((step) => step.includes('study '));
        expect(reads, sort_by).toHaveLength(places.length);
        for (const step of reads)
          expect(step).toMatch(new RegExp(`^SEARCH study USING (COVERING )?INDEX ${index} \\(phi_namespace=\\?\\)$`));
        expect(steps.filter((step) => /TEMP B-TREE|SCAN study/.test(step))).toEqual([]);
      }
    }
    database.close();
  });

  it('looks only at the few studies that a filter lets through, whatever their order', async () => {
    const { database, plan } = await house();
    for (const filter of [
      { 'filter.patientid.equals': 'PH-0104729' },
      { 'filter.accession_number.equals': 'ACC00000777' },
      { 'filter.patient_name.like': 'phantom^0791%' },
      { 'filter.study_date.equals': '2006-02-01' },
      { 'filter.study_date.ge': '2006-03-20' },
      { 'filter.created.gt': '2006-03-20 10:00:00' },
      { 'filter.study_uid.equals': '2.25.77' },
      { 'filter.SMART_SEARCH.equals': 'acc00000777' },
    ]) {
      const steps = plan({ ...filter, sort_by: 'modality-asc' });
      expect(steps.join('\n')).toContain('SEARCH study USING INTEGER PRIMARY KEY');
      expect(steps.filter((step) => /SCAN study/.test(step))).toEqual([]);
    }
    database.close();
  });

  it('has the same studies either way', async () => {
    const { database, list } = await house();
    const numbers = async (params: Params) => (await list(params)).map((study) => study.accession_number);
    expect(await numbers({})).toEqual(['ACC00015999', 'ACC00015998', 'ACC00015997']);
    expect(await numbers({ 'page.number': 2 })).toEqual(['ACC00015996', 'ACC00015995', 'ACC00015994']);
    expect(await numbers({ sort_by: 'created-asc', 'filter.modality.equals': 'MR' })).toEqual([
      'ACC00000002',
      'ACC00000007',
      'ACC00000012',
    ]);
    expect(await numbers({ 'filter.SMART_SEARCH.equals': 'acc00000777' })).toEqual(['ACC00000777']);
    expect(await numbers({ 'filter.SMART_SEARCH.equals': 'knee phantom ACC00000777' })).toEqual(['ACC00000777']);
    expect(await numbers({ 'filter.SMART_SEARCH.equals': 'acc00000778 knee' })).toEqual([]);
    expect(await numbers({ 'filter.SMART_SEARCH.equals': 'nee' })).toEqual([
      'ACC00015997',
      'ACC00015992',
      'ACC00015987',
    ]);
    expect(await numbers({ 'filter.accession_number.equals': 'acc00000777' })).toEqual([]);
    expect(await numbers({ 'filter.created.equals': '2006-01-01 00:10:00' })).toEqual(['ACC00000001']);
    expect(await numbers({ 'filter.accession_number.like': 'acc0000077%', sort_by: 'accession_number-desc' })).toEqual([
      'ACC00000779',
      'ACC00000778',
      'ACC00000777',
    ]);
    database.close();
  });

  it('that lies far down the order is found by what the filter finds, else in one pass', async () => {
    const { database, list, user } = await house();
    const numbers = async (params: Params) => (await list(params)).map((study) => study.accession_number);
    // The 5,250 oldest, which are more than few.
    const old = { 'filter.study_date.le': '2006-02-04', sort_by: 'created-desc' };
    expect(await numbers(old)).toEqual(['ACC00005249', 'ACC00005248', 'ACC00005247']);
    expect(await numbers({ ...old, 'page.number': 1750 })).toEqual(['ACC00000002', 'ACC00000001', 'ACC00000000']);
    expect(await numbers({ ...old, 'page.number': 1751 })).toEqual([]);
    expect((await user.ok('/study/count', { 'filter.study_date.le': '2006-02-04' })).count).toBe(5250);
    const last = { 'filter.image_count.equals': 899, sort_by: 'created-asc', 'page.number': 6 };
    expect(await numbers(last)).toEqual(['ACC00014399', 'ACC00015299']);
    expect(await numbers({ sort_by: 'image_count-desc' })).toEqual(['ACC00015299', 'ACC00014399', 'ACC00013499']);
    expect(await numbers({ 'filter.modality.equals': 'PT', sort_by: 'study_date-desc' })).toEqual([]);
    expect((await user.ok('/study/count')).count).toBe(count);
    database.close();
  });
});
