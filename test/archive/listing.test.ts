import * as fc from 'fast-check';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EmbeddedArchive, openArchive } from '../../src/archive/open-archive.ts';
import { addStudy, type Client, owner, password, type Params } from './harness.ts';

interface Model {
  readonly patient_name: string;
  readonly patientid: string;
  readonly study_date: string;
  readonly modality: string;
  readonly study_description: string;
  readonly uuid: string;
}

const names = ['PHANTOM^CHEST', 'Phantom^Ärmel', 'phantom^äpfel', 'ECHO^HEAD', '', "O'TEST^100%_SURE"];
const dates = ['20260101', '20260131', '20251231', ''];
const modalities = ['CT', 'MR', 'US', String.raw`CT\SR`, ''];

const uuids = (studies: readonly { uuid: string }[]) => studies.map(({ uuid }) => uuid);

describe('the list of studies', () => {
  let archive: EmbeddedArchive;
  let user: Client;
  let dir: string;
  const model: Model[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'fileroom-list-'));
    archive = await openArchive({ dir, password });
    user = await owner(archive);
    for (let index = 0; index < 60; index += 1) {
      const values = {
        patient_name: names[index % names.length] ?? '',
        patientid: `ID-${index % 7}`,
        study_date: dates[index % dates.length] ?? '',
        modality: modalities[(index * 3) % modalities.length] ?? '',
        study_description: index % 2 === 0 ? 'CT chest' : 'follow-up',
      };
      const { uuid } = await addStudy(user, archive.info.namespaceId, values);
      model.unshift({ ...values, uuid });
    }
  });
  afterAll(async () => {
    await archive.close();
    await rm(dir, { recursive: true, force: true });
  });

  const count = async (params: Params): Promise<number> => (await user.ok('/study/count', params)).count;
  const search = (text: string) => count({ 'filter.SMART_SEARCH.equals': text });
  const error = async (params: Params) => {
    const { http, body } = await user.call('/study/list', params);
    return { http, type: body.error_type, subtype: body.error_subtype };
  };

  type Field = 'patientid' | 'patient_name' | 'study_date' | 'study_description';
  const fields: readonly Field[] = ['patientid', 'patient_name', 'study_date', 'study_description'];
  const valueOf: Record<Field, fc.Arbitrary<string>> = {
    patientid: fc.constantFrom('ID-0', 'ID-3', 'ID-9'),
    patient_name: fc.constantFrom(...names.filter(Boolean)),
    study_date: fc.constantFrom('20260101', '20260115', '20251231'),
    study_description: fc.constantFrom('CT chest', 'follow-up', 'none'),
  };
  // An empty value of the model is null in the store: SQL's three-valued logic, spelled out.
  const conditions: Record<string, (stored: string, value: string) => boolean> = {
    equals: (stored, value) => stored !== '' && stored === value,
    equals_or_null: (stored, value) => stored === '' || stored === value,
    not_equals: (stored, value) => stored !== '' && stored !== value,
    not_equals_or_null: (stored, value) => stored === '' || stored !== value,
    gt: (stored, value) => stored !== '' && stored > value,
    ge: (stored, value) => stored !== '' && stored >= value,
    lt: (stored, value) => stored !== '' && stored < value,
    le: (stored, value) => stored !== '' && stored <= value,
  };
  const filter = fc.constantFrom(...fields).chain((field) =>
    fc.record({
      field: fc.constant(field),
      condition: fc.constantFrom(...Object.keys(conditions)),
      value: valueOf[field],
    }),
  );

  it('filters, sorts and pages as a plain list would', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(filter, { maxLength: 3 }),
        fc.constantFrom(undefined, 'patientid-asc', 'study_date-desc,patientid-asc'),
        fc.integer({ min: 1, max: 25 }),
        async (filters, sortBy, rows) => {
          const params: Record<string, string | number> = { 'page.rows': rows };
          // The same parameter twice is one parameter.
          const effective = new Map(filters.map((each) => [`filter.${each.field}.${each.condition}`, each]));
          for (const [name, { value }] of effective) params[name] = value;
          if (sortBy !== undefined) params['sort_by'] = sortBy;
          const matching = model.filter((study) =>
            [...effective.values()].every(({ field, condition, value }) =>
              conditions[condition]?.(study[field], value),
            ),
          );
          const expected = sortBy === undefined ? matching : matching.toSorted(comparator(sortBy));
          expect((await user.ok('/study/count', params)).count).toBe(expected.length);
          const found: string[] = [];
          for (let number = 1; ; number += 1) {
            const { studies, page } = await user.ok('/study/list', { ...params, 'page.number': number });
            expect(page).toMatchObject({ rows, number });
            found.push(...uuids(studies));
            if (page.more === 0) break;
          }
          expect(found).toEqual(uuids(expected));
        },
      ),
      { numRuns: 60 },
    );
  });

  function comparator(sortBy: string) {
    const terms = sortBy.split(',').map((term) => term.split('-') as [Field, string]);
    return (a: Model, b: Model): number => {
      for (const [field, order] of terms) {
        const [left, right] = [a[field], b[field]];
        if (left !== right) return (left < right ? -1 : 1) * (order === 'desc' ? -1 : 1);
      }
      // The newest first, or last where the last term goes upwards: a page is read off an index in one direction.
      return (model.indexOf(a) - model.indexOf(b)) * (terms.at(-1)?.[1] === 'asc' ? -1 : 1);
    };
  }

  it('searches smartly: all words, anywhere, whatever their case and accents', async () => {
    const matching = (test: (study: Model) => boolean) => model.filter(test).length;
    expect(await search('chest phantom')).toBe(
      matching(
        (s) => /phantom/i.test(s.patient_name) && (s.study_description === 'CT chest' || /chest/i.test(s.patient_name)),
      ),
    );
    expect(await search('ARMEL')).toBe(matching((s) => s.patient_name === 'Phantom^Ärmel'));
    expect(await search('id-3')).toBe(matching((s) => s.patientid === 'ID-3'));
    expect(await search("o'test 100%_")).toBe(matching((s) => s.patient_name.startsWith("O'TEST")));
    expect(await search('')).toBe(model.length);
  });

  it('knows % as its only wildcard, and several modalities in one field', async () => {
    expect(await count({ 'filter.patient_name.like': '%100%_SURE' })).toBe(
      model.filter((s) => s.patient_name.includes('100%')).length,
    );
    expect(await count({ 'filter.patient_name.like': 'ECHO_HEAD' })).toBe(0);
    const withCt = model.filter((s) => s.modality.split('\\').includes('CT')).length;
    expect(await count({ 'filter.modality.equals': 'CT' })).toBe(withCt);
    expect(await count({ 'filter.modality.in': '["SR"]' })).toBe(model.filter((s) => s.modality.includes('SR')).length);
    expect(await count({ 'filter.modality.in_or_null': '["SR"]' })).toBe(
      model.filter((s) => s.modality.includes('SR') || s.modality === '').length,
    );
    expect(await count({ 'filter.modality.in': '[]' })).toBe(0);
    expect(await count({ 'filter.image_count.in': '[0,7]' })).toBe(model.length);
    expect(await count({ 'filter.study_date.in': '["2026-01-31","20251231"]' })).toBe(
      model.filter((s) => ['20260131', '20251231'].includes(s.study_date)).length,
    );
  });

  it('reads dates with dashes, and instants in the zone that was named', async () => {
    expect(await count({ 'filter.study_date.equals': '2026-01-31' })).toBe(
      model.filter((s) => s.study_date === '20260131').length,
    );
    const { studies } = await user.ok('/study/list', { 'page.rows': 1 });
    const created: string = studies[0].created;
    const second = created.slice(0, 19);
    const shifted = new Date(Date.parse(`${second.replace(' ', 'T')}Z`) - 4 * 3_600_000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
    const inSecond = await count({ 'filter.created.equals': second });
    expect(inSecond).toBeGreaterThan(0);
    expect(await count({ 'filter.created.equals': shifted, 'filter.tz': '-4:00' })).toBe(inSecond);
    // One's own zone comes before the one that is named. Etc/GMT+4 is four hours behind UTC.
    await user.ok('/user/set', { time_zone: 'Etc/GMT+4' });
    expect(await count({ 'filter.created.equals': shifted, 'filter.tz': '+1:00' })).toBe(inSecond);
    await user.ok('/user/set', { time_zone: '' });
    expect(await count({ 'filter.created.equals': created })).toBeLessThanOrEqual(inSecond);
    expect(await count({ 'filter.created.in': JSON.stringify([second, '2020-01-01 00:00:00.1']) })).toBe(inSecond);
  });

  it('names what is wrong with a filter, a sort order or a page', async () => {
    expect(await error({ 'filter.password_hash.equals': 'x' })).toEqual({
      http: 412,
      type: 'INVALID_FIELD',
      subtype: 'filter.password_hash.equals',
    });
    expect((await error({ 'filter.uuid;DROP TABLE study.equals': 'x' })).type).toBe('INVALID_FIELD');
    expect((await error({ 'filter.patientid.resembles': 'x' })).type).toBe('INVALID_CONDITION');
    expect((await error({ 'filter.study_date.ge': 'yesterday' })).type).toBe('INVALID_CONDITION');
    expect((await error({ 'filter.patientid.in': 'x' })).type).toBe('INVALID_CONDITION');
    expect(await error({ sort_by: 'nonsense-asc' })).toMatchObject({ type: 'INVALID_SORT_FIELD', subtype: 'nonsense' });
    expect(await error({ sort_by: 'patientid-up' })).toMatchObject({
      type: 'INVALID_SORT_ORDER',
      subtype: 'patientid',
    });
    expect((await error({ 'filter.patientid.constructor': 'x' })).type).toBe('INVALID_CONDITION');
    expect((await error({ 'filter.patientid.like': '%'.repeat(60_000) })).type).toBe('INVALID_CONDITION');
    expect(await error({ filter_id: 'saved' })).toMatchObject({ type: 'FILTER_NOT_FOUND', subtype: 'saved' });
    expect((await user.ok('/study/list', { sort_by: Array(3000).fill('created-asc').join() })).studies).toHaveLength(
      60,
    );
    expect((await error({ 'page.rows': '-1' })).type).toBe('INVALID_INTEGER');
    expect((await user.ok('/study/list', { 'page.rows': 999_999 })).page.rows).toBe(5000);
  });
});
