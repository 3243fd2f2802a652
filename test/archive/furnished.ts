import { type Client, newArchive, newUid, owner, storeStudy } from './harness.ts';

export type Ids = Readonly<Record<string, string>>;

/** One of everything, and the parameters with which its owner could call each command. */
async function furnish(user: Client, archive: Awaited<ReturnType<typeof newArchive>>): Promise<Ids> {
  const { namespaceId } = archive.info;
  const sop = newUid();
  const series = newUid();
  const stored = await storeStudy(user, namespaceId, [{ SOPInstanceUID: sop, SeriesInstanceUID: series }]);
  const account = (await user.ok('/account/list')).accounts[0].uuid;
  const image = { study_id: stored.uuid, series_uid: series, instance_uid: sop, frame_number: 0 };
  const order = (
    await user.ok('/order/add', {
      account_id: account,
      patientid: 'PH-1',
      patient_name: 'PHANTOM^CHEST',
      accession_number: 'A-1',
    })
  ).uuid;
  const make = async (url: string, params: Record<string, string | number>) =>
    (await user.ok(url, params)).uuid as string;
  return {
    account,
    namespace: namespaceId,
    study: stored.uuid,
    annotation: await make('/annotation/add', { ...image, json: '{}' }),
    keyimage: await make('/keyimage/add', { ...image, version: '1' }),
    link: await make('/link/add', { study_id: stored.uuid, action: 'STUDY_VIEW', password: 'open 42' }),
    order,
    step: await make('/order/sps/add', { order_id: order, modality: 'CT' }),
    patient: await make('/patient/add', { account_id: account, name: 'PHANTOM^CHEST', mrn: 'PH-1' }),
    role: await make('/role/add', { account_id: account, name: 'Fetcher' }),
    group: await make('/group/add', { account_id: account, name: 'Board' }),
    location: await make('/location/add', { account_id: account, name: 'Annex' }),
    user: archive.info.userId,
    comment: await make('/study/comment/add', { study_id: stored.uuid, body: 'Look' }),
    customfield: await make('/customfield/add', { account_id: account, name: 'Trial arm', object: 'Study' }),
    filter: await make('/filter/add', { name: 'Mine', type: 'study', configuration: '{}' }),
    webhook: await make('/webhook/add', {
      account_id: account,
      name: 'Tell',
      event: 'MANUAL',
      url: 'https://receiver.test/',
      method: 'POST',
    }),
    message: await make('/message/add', { account_id: account, body: 'To all' }),
    anonymization: await make('/anonymization/add', { account_id: account, name: 'Trial', rules: '{}' }),
    activity: (await user.ok('/activity/list')).activities[0].uuid,
    report: (await user.ok('/audit/account', { account_id: account, download: 1 })).report_id,
    series,
    sop,
  };
}

const typeFor: Readonly<Record<string, string>> = {
  '/webhook/event': 'STUDY_UPLOAD_START',
  '/customfield/add': 'text',
};

/** By the beginning of a command what it names with `uuid`, and everything else that any command asks for. */
export function paramsFor(url: string, ids: Ids): Record<string, string> {
  const special: Readonly<Record<string, string>> = {
    '/order/sps': 'step',
    '/study/comment': 'comment',
    '/audit/object': 'study',
    '/user/event': 'user',
  };
  const begins = Object.keys(special).find((start) => url.startsWith(start));
  const subject = special[begins ?? ''] ?? url.split('/')[1] ?? '';
  return {
    uuid: ids[subject === 'namespace' ? 'namespace' : subject] ?? '',
    account_id: ids['account'] ?? '',
    namespace_id: ids['namespace'] ?? '',
    study_id: ids['study'] ?? '',
    order_id: ids['order'] ?? '',
    user_id: ids['user'] ?? '',
    group_id: ids['group'] ?? '',
    object: 'Study',
    new: 'Read',
    object_id: ids['study'] ?? '',
    tag: 'urgent',
    star: '1',
    body: 'Look',
    key: 'columns',
    value: 'name',
    configuration: '{}',
    series_uid: ids['series'] ?? '',
    instance_uid: ids['sop'] ?? '',
    study_uid: newUid(),
    storage_namespace: ids['namespace'] ?? '',
    phi_namespace: ids['namespace'] ?? '',
    frame_number: '0',
    version: '1',
    json: '{}',
    type: typeFor[url] ?? 'user',
    name: url === '/study/share/list' ? '1' : 'Somebody',
    patientid: 'PH-2',
    patient_name: 'PHANTOM^KNEE',
    accession_number: 'A-2',
    mrn: 'PH-9',
    first: 'Some',
    last: 'Body',
    password: 'some body 42',
    event: 'STUDY_UPLOAD_START',
    rules: '{}',
    detail: 'looked',
    report_id: ids['report'] ?? '',
    url: 'https://receiver.test/',
    method: 'POST',
    grant_type: 'client_credentials',
    client_id: 'nobody@phantom.example',
    client_secret: 'guessed',
    action: 'STUDY_VIEW',
    email: 'some@phantom.example',
  };
}

/** An archive with one of everything in it. */
export async function house() {
  const archive = await newArchive({ webhookHosts: ['receiver.test'] });
  const user = await owner(archive);
  return { archive, user, ids: await furnish(user, archive) };
}
