import { createHash, randomInt } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { hashPassword } from '../../src/archive/security/password.ts';
import { addMember, addUser } from '../../src/archive/store/accounts.ts';
import { Database } from '../../src/archive/store/database.ts';
import { element, type NewValue } from '../../src/dicom/new-element.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';
import { type ArchiveOptions, type EmbeddedArchive, openArchive } from '../../src/archive/open-archive.ts';

export const origin = 'http://archive.test';
export const password = 'correct horse battery staple';

export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'fileroom-archive-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** An archive in a folder of its own, closed and removed after the test. */
export async function newArchive(options: Partial<ArchiveOptions> = {}): Promise<EmbeddedArchive & { dir: string }> {
  const dir = options.dir ?? (await temporaryFolder());
  const archive = await openArchive({ password, ...options, dir });
  onTestFinished(() => archive.close());
  return Object.assign(archive, { dir });
}

export interface Answer {
  readonly http: number;
  // The tests look into answers of any shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export type Params = Readonly<Record<string, string | number>>;

/** The JSON of an answer, of any shape. */
export const jsonOf = (response: Response) => response.json() as Promise<Answer['body']>;

/** Calls the services API as `sid`. */
export function client(archive: EmbeddedArchive, sid?: string) {
  const call = async (url: string, params: Params = {}): Promise<Answer> => {
    const response = await archive.fetch(
      new Request(`${origin}/api/v3${url}`, {
        method: 'POST',
        body: new URLSearchParams(
          Object.entries(params).map(([name, value]): [string, string] => [name, String(value)]),
        ),
        headers: sid === undefined ? {} : { 'x-ambrahealth-sid': sid },
      }),
    );
    return { http: response.status, body: await jsonOf(response) };
  };
  const ok = async (url: string, params: Params = {}): Promise<Answer['body']> => {
    const { http, body } = await call(url, params);
    if (http !== 200) throw new Error(`${url} answered ${http} ${JSON.stringify(body)}`);
    return body;
  };
  const storage = (
    route: string,
    init: RequestInit & { duplex?: 'half' } = {},
    query: Params = {},
  ): Promise<Response> => {
    const url = new URL(`${origin}/api/v3/storage${route}`);
    for (const [name, value] of Object.entries<string | number>({ sid: sid ?? '', ...query }))
      url.searchParams.set(name, String(value));
    return archive.fetch(new Request(url, init));
  };
  const send = (namespace: string, bytes: Uint8Array<ArrayBuffer>, studyUid?: string): Promise<Response> =>
    storage(
      `/namespace/${namespace}/image`,
      { method: 'POST', body: bytes },
      studyUid === undefined ? {} : { study_uid: studyUid },
    );
  return { call, ok, storage, send, sid };
}
export type Client = ReturnType<typeof client>;

/** A client signed in as the owner. */
export async function owner(archive: EmbeddedArchive): Promise<Client> {
  return client(archive, await archive.openSession());
}

/** A second user of the account, who may do what `role` says in its namespace, or reaches nothing of it. */
export async function colleagueIn(
  archive: EmbeddedArchive & { readonly dir: string },
  role: 'user' | undefined,
): Promise<Client> {
  const colleague = { login: 'reader@fileroom.test', name: 'Test Reader', passwordHash: await hashPassword('reading') };
  const database = new Database(path.join(archive.dir, 'archive.sqlite'));
  database.write(() => {
    const account = database.get<{ uuid: string }>('SELECT uuid FROM account')?.uuid ?? '';
    const uuid = addUser(database, account, colleague, '2026-11-20 10:00:00.000');
    if (role !== undefined) addMember(database, uuid, archive.info.namespaceId, role);
  });
  database.close();
  const { sid } = await client(archive).ok('/session/login', { login: colleague.login, password: 'reading' });
  return client(archive, sid);
}

export const newUid = () => `2.25.${randomInt(2 ** 47)}${randomInt(2 ** 47)}`;

/** DICOM attributes by keyword. */
export type Values = Readonly<Record<string, NewValue>>;

/** A small synthetic CT slice. */
export function slice(values: Values = {}): Uint8Array<ArrayBuffer> {
  const pixels = Uint8Array.from({ length: 32 }, (_, index) => index);
  const all: Record<string, NewValue> = {
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
    SOPInstanceUID: newUid(),
    StudyInstanceUID: newUid(),
    SeriesInstanceUID: newUid(),
    PatientName: 'PHANTOM^CHEST',
    PatientID: 'PH-1',
    PatientBirthDate: '19700102',
    PatientSex: 'O',
    StudyDate: '20260131',
    StudyTime: '101500',
    StudyDescription: 'CT chest',
    AccessionNumber: 'A-1',
    Modality: 'CT',
    SeriesNumber: '1',
    SeriesDescription: 'Axial',
    InstanceNumber: '1',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: 4,
    Columns: 4,
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 0,
    PixelData: pixels,
    ...values,
  };
  return writeDicom({
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    elements: Object.entries(all).map(([keyword, value]) => element(keyword, value)),
  });
}

export interface AddedStudy {
  readonly uuid: string;
  readonly studyUid: string;
  readonly namespace: string;
}

/** Announces a study; the objects follow. */
export async function addStudy(
  user: Client,
  namespace: string,
  params: Params & { study_uid?: string } = {},
): Promise<AddedStudy> {
  const studyUid = params.study_uid ?? newUid();
  const { uuid } = await user.ok('/study/add', {
    storage_namespace: namespace,
    phi_namespace: namespace,
    ...params,
    study_uid: studyUid,
  });
  return { uuid, studyUid, namespace };
}

/** A complete study with one object per given set of values. */
export async function storeStudy(
  user: Client,
  namespace: string,
  objects: readonly Values[] = [{}],
  params: Params & { study_uid?: string } = {},
): Promise<AddedStudy> {
  const added = await addStudy(user, namespace, params);
  for (const values of objects) {
    const sent = await user.send(namespace, slice({ ...values, StudyInstanceUID: added.studyUid }), added.studyUid);
    if (sent.status !== 200) throw new Error(`The upload answered ${sent.status} ${await sent.text()}`);
  }
  await user.ok('/study/sync', { study_id: added.uuid, image_count: objects.length });
  return added;
}

/** Every file below the archive's folder that holds bytes of patients. */
export async function storedFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
    .filter((name) => name.startsWith('objects') || name.startsWith('incoming'))
    .sort();
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
