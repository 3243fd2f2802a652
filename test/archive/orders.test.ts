import { describe, expect, it } from 'vitest';
import { colleagueIn, newArchive, owner, storeStudy, type Client } from './harness.ts';

const chest = {
  patientid: 'PH-1',
  patient_name: 'PHANTOM^CHEST',
  accession_number: 'A-1',
  patient_birth_date: '1970-01-02',
};

async function house() {
  const archive = await newArchive();
  const user = await owner(archive);
  const { account_id } = (await user.ok('/user/namespace/list')).namespaces[0];
  return { archive, user, account_id };
}

const order = async (user: Client, account_id: string, fields: Record<string, string> = {}): Promise<string> =>
  (await user.ok('/order/add', { account_id, ...chest, ...fields })).uuid;

describe('orders', () => {
  it('need an account, a patient and a number', async () => {
    const { user, account_id } = await house();
    expect((await user.call('/order/add', { account_id, ...chest, patientid: '' })).body).toMatchObject({
      error_type: 'MISSING_FIELDS',
      error_subtype: ['patientid'],
    });
    expect((await user.call('/order/add', { ...chest, account_id: 'nowhere' })).body.error_type).toBe('NOT_FOUND');
    const bad = await user.call('/order/add', { account_id, ...chest, patient_birth_date: 'May' });
    expect(bad.body).toMatchObject({ error_type: 'INVALID_DATE', error_subtype: 'patient_birth_date' });
    const custom = await user.call('/order/add', { account_id, ...chest, 'customfield-1': 'x' });
    expect(custom.body.error_type).toBe('INVALID_CUSTOMFIELD');
  });

  it('are kept, changed, listed and deleted, with the studies that carry their number', async () => {
    const { archive, user, account_id } = await house();
    const uuid = await order(user, account_id);
    await order(user, account_id, { accession_number: 'B-2', patient_name: 'PHANTOM^KNEE' });
    const study = await storeStudy(user, archive.info.namespaceId, [{}], { accession_number: 'A-1' });
    expect(await user.ok('/order/get', { uuid })).toMatchObject({
      ...chest,
      patient_birth_date: '19700102',
      referring_physician: null,
      sps: [],
      studies: [study.uuid],
    });
    await user.ok('/order/set', { uuid, referring_physician: 'PHANTOM^DOCTOR' });
    expect(await user.ok('/order/get', { uuid })).toMatchObject({
      ...chest,
      patient_birth_date: '19700102',
      referring_physician: 'PHANTOM^DOCTOR',
    });
    const found = await user.ok('/order/list', { account_id, 'filter.study_count.gt': 0 });
    expect(found.orders.map(({ accession_number }: typeof chest) => accession_number)).toEqual(['A-1']);
    const smart = await user.ok('/order/list', { account_id, 'filter.SMART_SEARCH.equals': 'doctor chest' });
    expect(smart.orders).toHaveLength(1);
    const sorted = await user.ok('/order/list', { account_id, sort_by: 'accession_number-desc', 'page.rows': 1 });
    expect(sorted).toMatchObject({ orders: [{ accession_number: 'B-2' }], page: { more: 1, rows: 1, number: 1 } });
    await user.ok('/order/delete', { uuid });
    expect((await user.call('/order/get', { uuid })).body).toMatchObject({
      error_type: 'NOT_FOUND',
      error_subtype: 'order',
    });
  });

  it('are a worklist by their steps, until these are done', async () => {
    const { user, account_id } = await house();
    const order_id = await order(user, account_id);
    const step = await user.ok('/order/sps/add', {
      order_id,
      modality: 'CT',
      scheduled_procedure_step_start_date: '2026-01-31',
    });
    await user.ok('/order/sps/add', { order_id, modality: 'MR' });
    const wanted = { account_id, 'filter.ord.accession_number.like': 'A-%', 'filter.order_sps.modality.equals': 'CT' };
    expect((await user.ok('/order/sps/find', wanted)).sps).toEqual([
      expect.objectContaining({ patientid: 'PH-1', modality: 'CT', scheduled_procedure_step_start_date: '20260131' }),
    ]);
    expect(
      (await user.call('/order/sps/find', { account_id, 'filter.accession_number.like': '%' })).body.error_type,
    ).toBe('INVALID_FIELD');
    await user.ok('/order/sps/set', { uuid: step.uuid, requested_procedure_description: 'Chest' });
    expect((await user.ok('/order/get', { uuid: order_id })).sps[0]).toMatchObject({
      requested_procedure_description: 'Chest',
      modality: 'CT',
    });
    await user.ok('/order/sps/delete', { uuid: step.uuid });
    expect((await user.ok('/order/sps/find', wanted)).sps).toEqual([]);
    await user.ok('/order/delete', { uuid: order_id });
    expect((await user.ok('/order/sps/find', { account_id })).sps).toEqual([]);
  });

  it('are found for a study, by its number or by what is asked', async () => {
    const { archive, user, account_id } = await house();
    await order(user, account_id, { accession_number: 'A-17' });
    await order(user, account_id, { accession_number: 'Z-1', patientid: 'PH-99', patient_name: 'PHÄNTOM^ÉLODIE' });
    const { uuid } = await storeStudy(user, archive.info.namespaceId, [{}], { accession_number: 'A-1' });
    const unnumbered = await storeStudy(user, archive.info.namespaceId, [{ AccessionNumber: '' }]);
    const numbers = async (params: Record<string, string>) =>
      (await user.ok('/study/find/order', params)).orders.map((each: typeof chest) => each.accession_number);
    expect(await numbers({ uuid })).toEqual(['A-17']);
    expect(await numbers({ uuid, patient_name: 'elodie' })).toEqual(['Z-1']);
    expect(await numbers({ uuid, patientid: 'ph-' })).toEqual(['Z-1', 'A-17']);
    expect(await numbers({ uuid: unnumbered.uuid })).toEqual([]);
  });

  it('may be read by whoever reads, changed by whoever manages, and are unknown to others', async () => {
    const { archive, user, account_id } = await house();
    const uuid = await order(user, account_id);
    const reader = await colleagueIn(archive, 'user');
    expect((await reader.ok('/order/list', { account_id })).orders).toHaveLength(1);
    expect((await reader.call('/order/set', { uuid })).body.error_type).toBe('NOT_PERMITTED');
    const stranger = await colleagueIn(await newArchive(), undefined);
    expect((await stranger.call('/order/get', { uuid })).body.error_type).toBe('NOT_FOUND');
    expect((await stranger.call('/order/list', { account_id })).body.error_type).toBe('NOT_FOUND');
  });
});

describe('patients', () => {
  const person = { first: 'CHEST', last: 'PHANTOM', mrn: 'PH-1', birth_date: '19700102', sex: 'O' };

  it('are one each: a number is given once', async () => {
    const { user, account_id } = await house();
    const { uuid } = await user.ok('/patient/add', { account_id, ...person });
    expect(await user.ok('/patient/get', { uuid })).toMatchObject({
      ...person,
      name: 'PHANTOM^CHEST',
      event_new_report: 1,
    });
    const again = await user.call('/patient/add', { account_id, name: 'PHANTOM^OTHER', mrn: 'PH-1' });
    expect(again.body).toMatchObject({ error_type: 'ALREADY_EXISTS', error_subtype: 'mrn' });
    const other = await user.ok('/patient/add', { account_id, name: 'PHANTOM^OTHER', mrn: 'PH-2' });
    expect((await user.call('/patient/set', { uuid: other.uuid, mrn: 'PH-1' })).body.error_type).toBe('ALREADY_EXISTS');
    await user.ok('/patient/set', { uuid: other.uuid, mrn: 'PH-3', email: 'other@phantom.example' });
    expect(await user.ok('/patient/get', { uuid: other.uuid })).toMatchObject({
      mrn: 'PH-3',
      last: 'PHANTOM',
      first: 'OTHER',
    });
    const listed = await user.ok('/patient/list', { account_id, 'filter.SMART_SEARCH.equals': 'ph-3' });
    expect(listed.patients).toHaveLength(1);
    await user.ok('/patient/delete', { uuid });
    expect((await user.ok('/patient/list', { account_id })).patients).toHaveLength(1);
  });

  it('refuse what is no address, no number and no name', async () => {
    const { user, account_id } = await house();
    const refusal = async (fields: Record<string, string>) =>
      (await user.call('/patient/add', { account_id, ...person, ...fields })).body;
    expect(await refusal({ email: 'nobody' })).toMatchObject({ error_type: 'INVALID_EMAIL', error_subtype: 'email' });
    expect(await refusal({ mobile_phone: 'call me' })).toMatchObject({ error_type: 'INVALID_PHONE' });
    expect(await refusal({ first: '', last: '' })).toMatchObject({ error_type: 'MISSING_FIELDS' });
  });

  it('are made from a study that the caller sees', async () => {
    const { archive, user, account_id } = await house();
    const study_fields = { patient_name: 'PHANTOM^KNEE', patientid: 'PH-7', patient_birth_date: '19800203' };
    const study = await storeStudy(user, archive.info.namespaceId, [{}], study_fields);
    const { uuid } = await user.ok('/patient/add', { account_id, study_id: study.uuid, sex: 'F' });
    expect(await user.ok('/patient/get', { uuid })).toMatchObject({
      name: 'PHANTOM^KNEE',
      mrn: 'PH-7',
      birth_date: '19800203',
      sex: 'F',
      studies: [study.uuid],
    });
    const unknown = await user.call('/patient/add', { account_id, study_id: 'unknown' });
    expect(unknown.body).toMatchObject({ error_type: 'NOT_FOUND', error_subtype: 'study' });
  });
});
