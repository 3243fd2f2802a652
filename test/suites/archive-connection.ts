// Long on purpose: one list of behaviours that every connection must show, read from top to bottom.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ability, Credentials } from '../../src/contract/connection.ts';
import { NotFoundError } from '../../src/contract/problem.ts';
import type { NewAnnotation } from '../../src/contract/reading.ts';
import { countInstances, WorklistQuery, type Study } from '../../src/contract/study.ts';
import type { ArchiveConnection, Ingest, OpenStudy, StoredObject } from '../../src/clients/port/archive-connection.ts';
import { SignInError } from '../../src/clients/port/errors.ts';
import { newUid, smallStudy, type SmallObject, type SmallStudy } from './small-study.ts';

/** A server with nothing in it, ready to be asked. */
export interface ArchiveUnderTest {
  readonly credentials: Credentials;
  /** A namespace that may be uploaded to. */
  readonly namespaceId: string;
  /** Opens a new, signed-out connection. */
  connect(): ArchiveConnection;
  close(): Promise<void>;
}

/** What every connection must do, whatever its vendor. Abilities not named are expected to be absent. */
export function describeArchiveConnection(
  name: string,
  abilities: readonly Ability[],
  start: () => Promise<ArchiveUnderTest>,
): void {
  const has = (ability: Ability) => abilities.includes(ability);

  describe(name, () => {
    let archive: ArchiveUnderTest;
    let connection: ArchiveConnection;
    beforeAll(async () => {
      archive = await start();
    });
    afterAll(() => archive.close());
    beforeEach(async () => {
      connection = archive.connect();
      await connection.session.signIn(archive.credentials);
    });

    /** Of the studies up to 2025, which are those of the worklist's own tests. */
    const list = async (query: object) => {
      const page = await connection.worklist?.list(
        WorklistQuery.parse({ namespaceId: archive.namespaceId, dateTo: '20251231', ...query }),
      );
      if (page === undefined) throw new Error('no worklist');
      return page;
    };
    const names = async (query: object) => (await list(query)).studies.map(({ patientName }) => patientName);

    test('has the abilities it names and no others', () => {
      const facets = {
        worklist: connection.worklist,
        upload: connection.ingest,
        annotations: connection.annotations,
        'key-images': connection.keyImages,
        shares: connection.shares,
        links: connection.links,
        identities: connection.identities,
      };
      const found = Object.entries(facets).flatMap(([ability, facet]) => (facet === undefined ? [] : [ability]));
      expect(found.sort()).toEqual(abilities.filter((ability) => ability in facets).sort());
    });

    describe('session', () => {
      test('a wrong password', async () => {
        const stranger = archive.connect();
        const wrong = { ...archive.credentials, password: 'certainly not it' };
        await expect(stranger.session.signIn(wrong)).rejects.toMatchObject({
          name: 'SignInError',
          next: 'sign-in-again',
        });
        expect(stranger.session.state.state).toBe('signed-out');
      });

      test('the right password tells where one may upload', () => {
        const { state } = connection.session;
        expect(state).toMatchObject({ state: 'signed-in' });
        const namespaces = state.state === 'signed-in' ? state.namespaces : [];
        expect(namespaces).toContainEqual(expect.objectContaining({ id: archive.namespaceId, mayUpload: true }));
      });

      test('nothing works without, and sign-out ends it', async () => {
        await connection.session.signOut();
        expect(connection.session.state).toEqual({ state: 'signed-out' });
        await expect(ingestOf(connection).open(archive.namespaceId, smallStudy().header)).rejects.toBeInstanceOf(
          SignInError,
        );
      });

      test('listeners hear every change', async () => {
        const heard: string[] = [];
        connection.session.onChange(({ state }) => heard.push(state));
        await connection.session.signOut();
        await connection.session.signIn(archive.credentials);
        expect(heard).toEqual(['signed-out', 'signed-in']);
      });
    });

    describe.runIf(has('worklist'))('an empty server', () => {
      test('has an empty worklist', async () => {
        const page = await connection.worklist?.list(WorklistQuery.parse({ namespaceId: archive.namespaceId }));
        expect(page).toMatchObject({ studies: [], more: false, page: 1 });
        expect(page?.total ?? 0).toBe(0);
      });
    });

    describe.runIf(has('upload'))('ingest', () => {
      test('of a small study: what was acknowledged is what is listed', async () => {
        const study = smallStudy();
        const { opened, stored } = await send(connection, archive.namespaceId, study);
        expect(byUid(await ingestOf(connection).listStored(opened))).toEqual(byUid(stored));
        expect(stored.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual(
          study.objects.map(({ sopInstanceUid }) => sopInstanceUid),
        );
      });

      test('a document goes with the study, and comes back as it was sent', async () => {
        const ingest = ingestOf(connection);
        if (ingest.attach === undefined) return;
        const { opened } = await send(connection, archive.namespaceId, smallStudy());
        const bytes = Buffer.from('%PDF-1.4 synthetic');
        const open = (): ReadableStream<Uint8Array> => ReadableStream.from([bytes]);
        const before = (await ingest.listAttached?.(opened)) ?? [];
        const fileName = 'Report "1" Ä.pdf';
        await ingest.attach(opened, { fileName, mediaType: 'application/pdf', bytes: bytes.length, open });
        const after = (await ingest.listAttached?.(opened)) ?? [];
        const added = after.filter(({ id }) => !before.some((one) => one.id === id));
        expect(added).toHaveLength(1);
        const [stored] = added;
        if (stored === undefined) return;
        const read = await ingest.readAttached?.(opened, stored);
        expect(Buffer.from(await new Response(read?.stream).arrayBuffer())).toEqual(bytes);
      });

      test('nothing is listed before the first object', async () => {
        const opened = await ingestOf(connection).open(archive.namespaceId, smallStudy().header);
        expect(await ingestOf(connection).listStored(opened)).toEqual([]);
      });

      test('again after an interruption: same study, same objects, nothing twice', async () => {
        const study = smallStudy();
        const first = await send(connection, archive.namespaceId, study);
        const again = archive.connect();
        await again.session.signIn(archive.credentials);
        const second = await send(again, archive.namespaceId, study);
        expect(second.opened).toEqual(first.opened);
        expect(byUid(second.stored)).toEqual(byUid(first.stored));
        expect(byUid(await ingestOf(again).listStored(second.opened))).toEqual(byUid(first.stored));
      });

      test('one by one or all at once is the same', async () => {
        const study = smallStudy();
        const opened = await ingestOf(connection).open(archive.namespaceId, study.header);
        const stored = await Promise.all(study.objects.map((object) => put(connection, opened, object)));
        expect(byUid(await ingestOf(connection).listStored(opened))).toEqual(byUid(stored));
      });

      test('bytes that are no DICOM are refused, and nothing of them is kept', async () => {
        const study = smallStudy();
        const opened = await ingestOf(connection).open(archive.namespaceId, study.header);
        const junk = { seriesInstanceUid: newUid(), sopInstanceUid: newUid(), file: new Uint8Array(2000).fill(65) };
        await expect(put(connection, opened, junk)).rejects.toMatchObject({ name: 'RefusedError' });
        expect(await ingestOf(connection).listStored(opened)).toEqual([]);
      });

      test('ends with the reason when aborted, and keeps no part of the object', async () => {
        const study = smallStudy();
        const [object] = study.objects;
        const opened = await ingestOf(connection).open(archive.namespaceId, study.header);
        const reason = new Error('the person cancelled');
        const controller = new AbortController();
        const file = object?.file ?? new Uint8Array();
        let part = 0;
        const halfWay = {
          sopInstanceUid: object?.sopInstanceUid ?? '',
          bytes: file.length,
          open: () =>
            new ReadableStream<Uint8Array>(
              {
                pull(sink) {
                  sink.enqueue(file.subarray(part * 128, (part + 1) * 128));
                  part += 1;
                  if (part === 2) controller.abort(reason);
                },
              },
              { highWaterMark: 0 },
            ),
        };
        await expect(ingestOf(connection).putObject(opened, halfWay, controller.signal)).rejects.toBe(reason);
        expect(await ingestOf(connection).listStored(opened)).toEqual([]);
        await expect(
          ingestOf(connection).open(archive.namespaceId, study.header, AbortSignal.abort(reason)),
        ).rejects.toBe(reason);
      });

      test('a destination tells its rules', async () => {
        expect(await ingestOf(connection).rules({ namespaceId: archive.namespaceId })).toMatchObject({
          namespaceId: archive.namespaceId,
          destination: expect.stringMatching(/./) as string,
        });
      });

      test('a destination that is not there', async () => {
        await expect(ingestOf(connection).rules({ namespaceId: 'no-such-namespace' })).rejects.toBeInstanceOf(
          NotFoundError,
        );
      });
    });

    describe.runIf(has('worklist') && has('upload'))('worklist and studies', () => {
      const patients = ['PHANTOM^ALPHA', 'PHANTOM^BETA', 'FANTOM^ÄGIR=幻^影'];
      const day = ['20250101', '20250601', '20251231'];
      let studies: SmallStudy[];
      beforeAll(async () => {
        const sender = archive.connect();
        await sender.session.signIn(archive.credentials);
        studies = patients.map((patientName, index) =>
          smallStudy({
            patientName,
            patientId: `LIST-${index}`,
            studyDate: day[index] ?? '',
            modality: index === 0 ? 'CT' : 'MR',
          }),
        );
        for (const study of studies) await send(sender, archive.namespaceId, study);
      });

      test('a study is found with what was sent', async () => {
        const [study] = studies;
        const page = await list({ search: 'ALPHA' });
        expect(page.studies).toHaveLength(1);
        expect(page.studies[0]).toMatchObject({
          ...study?.header,
          namespaceId: archive.namespaceId,
          imageCount: 3,
          state: 'complete',
        });
        expect(Date.parse(page.studies[0]?.created ?? '')).not.toBeNaN();
      });

      test('by name, by patient id, by modality, by date', async () => {
        expect(await names({ search: 'alpha' })).toEqual(['PHANTOM^ALPHA']);
        expect(await names({ search: 'LIST-1' })).toEqual(['PHANTOM^BETA']);
        expect(await names({ modality: 'CT' })).toEqual(['PHANTOM^ALPHA']);
        expect(await names({ dateFrom: '20250601', dateTo: '20250601' })).toEqual(['PHANTOM^BETA']);
        expect(await names({ search: 'nobody of this name' })).toEqual([]);
        expect(await names({ search: '%' })).toEqual([]);
        expect(await names({ search: '{{status}}' })).toEqual([]);
      });

      test('names keep their letters', async () => {
        expect(await names({ search: 'FANTOM' })).toEqual(['FANTOM^ÄGIR=幻^影']);
      });

      test('sorted and paged by the server', async () => {
        const query = { sort: 'patientId', direction: 'desc', rows: 1 };
        const pages = await Promise.all([1, 2, 3].map((page) => list({ ...query, page })));
        expect(pages.flatMap((page) => page.studies.map(({ patientId }) => patientId))).toEqual([
          'LIST-2',
          'LIST-1',
          'LIST-0',
        ]);
        expect(pages.map(({ page, more }) => [page, more])).toEqual([
          [1, true],
          [2, true],
          [3, false],
        ]);
        for (const page of pages) expect(page.total ?? 3).toBe(3);
        expect(await names({ sort: 'studyDate', direction: 'asc' })).toEqual(patients);
      });

      test('one study, again by its id', async () => {
        const [found] = (await list({ search: 'BETA' })).studies;
        expect(await connection.studies?.get(found?.uuid ?? '')).toEqual(found);
        await expect(connection.studies?.get('00000000-0000-4000-8000-000000000000')).rejects.toBeInstanceOf(
          NotFoundError,
        );
      });

      test('the tree holds every series and object with what a viewer needs', async () => {
        const [study] = studies;
        const tree = await connection.studies?.tree(await find(connection, archive.namespaceId, study));
        expect(tree && countInstances(tree)).toBe(3);
        const series = tree?.series.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0)) ?? [];
        expect(series.map(({ number, description, modality }) => [number, description, modality])).toEqual([
          [1, 'Series 1', 'CT'],
          [2, 'Series 2', 'CT'],
        ]);
        expect(series.flatMap(({ instances }) => instances.map(({ sopInstanceUid }) => sopInstanceUid)).sort()).toEqual(
          study?.objects.map(({ sopInstanceUid }) => sopInstanceUid).sort(),
        );
        expect(series[1]?.instances[0]).toMatchObject({ frames: 2, rows: 16, columns: 16, instanceNumber: 1 });
      });

      test('objects come back byte for byte', async () => {
        const [study] = studies;
        const record = await find(connection, archive.namespaceId, study);
        for (const object of study?.objects ?? []) {
          const answer = await connection.studies?.openInstance(record, object.sopInstanceUid);
          expect(answer?.mediaType).toBe('application/dicom');
          const bytes = new Uint8Array(await new Response(answer?.stream ?? null).arrayBuffer());
          expect(Buffer.from(bytes).equals(object.file)).toBe(true);
          expect(answer?.bytes ?? bytes.length).toBe(object.file.length);
        }
        await expect(connection.studies?.openInstance(record, newUid())).rejects.toBeInstanceOf(NotFoundError);
      });

      test('a body that nobody reads to the end can be left', async () => {
        const [study] = studies;
        const record = await find(connection, archive.namespaceId, study);
        const answer = await connection.studies?.openInstance(record, study?.objects[0]?.sopInstanceUid ?? '');
        await answer?.stream.cancel();
        expect(await connection.studies?.get(record.uuid)).toEqual(record);
      });

      test('every frame has a small picture, counted from 1', async () => {
        const [study] = studies;
        const record = await find(connection, archive.namespaceId, study);
        const twoFrames = study?.objects[2]?.sopInstanceUid ?? '';
        for (const frame of [1, 2]) {
          const picture = await connection.studies?.openThumbnail(record, twoFrames, frame);
          expect(picture?.mediaType).toBe('image/jpeg');
          const bytes = Buffer.from(await new Response(picture?.stream ?? null).arrayBuffer());
          expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
        }
        await expect(connection.studies?.openThumbnail(record, twoFrames, 3)).rejects.toBeInstanceOf(NotFoundError);
      });
    });

    describe.runIf(has('upload') && has('worklist'))('what is added to a study', () => {
      let sent: SmallStudy;
      let study: Study;
      beforeAll(async () => {
        const sender = archive.connect();
        await sender.session.signIn(archive.credentials);
        sent = smallStudy({ patientName: 'PHANTOM^READING', patientId: 'READING' });
        await send(sender, archive.namespaceId, sent);
        study = await find(sender, archive.namespaceId, sent);
      });

      const length = (label: string): NewAnnotation => ({
        seriesInstanceUid: sent.objects[2]?.seriesInstanceUid ?? '',
        sopInstanceUid: sent.objects[2]?.sopInstanceUid ?? '',
        frame: 2,
        shape: {
          tool: 'length',
          space: 'image',
          points: [
            [1.25, 2, 0],
            [10, 12.5, 0],
          ],
          label,
        },
      });

      test.runIf(has('annotations'))('annotations: added, listed, changed, deleted', async () => {
        const { annotations } = connection;
        expect(await annotations?.list(study)).toEqual([]);
        // What a server might take for a template is kept as it is.
        const added = await annotations?.add(study, length('Länge {{sid}} & more'));
        expect(added).toMatchObject(length('Länge {{sid}} & more'));
        expect(await annotations?.list(study)).toEqual([added]);
        const changed = await annotations?.set(study, added?.uuid ?? '', length('again'));
        expect(changed).toMatchObject({ ...length('again'), uuid: added?.uuid });
        expect(await annotations?.list(study)).toEqual([changed]);
        await annotations?.delete(study, added?.uuid ?? '');
        expect(await annotations?.list(study)).toEqual([]);
        await expect(annotations?.delete(study, added?.uuid ?? '')).rejects.toBeInstanceOf(NotFoundError);
      });

      test.runIf(has('key-images'))('key images: added, listed, deleted', async () => {
        const { keyImages } = connection;
        const { shape: _, ...image } = length('');
        const added = await keyImages?.add(study, image);
        expect(added).toMatchObject(image);
        expect(await keyImages?.list(study)).toEqual([added]);
        await keyImages?.delete(study, added?.uuid ?? '');
        expect(await keyImages?.list(study)).toEqual([]);
      });

      test.runIf(has('shares'))('shares: with one of those one can share with, until stopped', async () => {
        const { shares } = connection;
        const [recipient] = (await shares?.who(study)) ?? [];
        if (recipient === undefined) throw new Error('The server names nobody to share with');
        expect(await shares?.list(study)).toEqual([]);
        const made = await shares?.add(study, { kind: recipient.kind, id: recipient.id, message: 'Please look' });
        expect(made?.recipient).toMatchObject({ kind: recipient.kind, id: recipient.id, name: recipient.name });
        expect(await shares?.list(study)).toEqual([made]);
        await shares?.stop(study, made?.id ?? '');
        expect(await shares?.list(study)).toEqual([]);
        await expect(shares?.stop(study, made?.id ?? '')).rejects.toBeInstanceOf(NotFoundError);
      });

      test.runIf(has('links'))('links: with an end, a limit and a password, until revoked', async () => {
        const { links } = connection;
        const made = await links?.add(study, {
          minutes: 60,
          maxHits: 3,
          password: 'a second factor',
        });
        expect(made).toMatchObject({ maxHits: 3, hasPassword: true, url: expect.stringMatching(/^https?:/) as string });
        expect(Date.parse(made?.expires ?? '') - Date.parse(made?.created ?? '')).toBe(60 * 60_000);
        expect(await links?.list(study)).toEqual([made]);
        await links?.revoke(study, made?.uuid ?? '');
        expect(await links?.list(study)).toEqual([]);
        await expect(links?.revoke(study, made?.uuid ?? '')).rejects.toBeInstanceOf(NotFoundError);
      });
    });

    test.runIf(has('delete') && has('upload'))('a deleted study is gone', async () => {
      const sent = smallStudy({ patientName: 'PHANTOM^DELETED', patientId: 'DELETED' });
      await send(connection, archive.namespaceId, sent);
      const study = await find(connection, archive.namespaceId, sent);
      await connection.studies?.delete(study);
      await expect(connection.studies?.get(study.uuid)).rejects.toBeInstanceOf(NotFoundError);
      const page = await connection.worklist?.list(WorklistQuery.parse({ search: 'DELETED' }));
      expect(page?.studies).toEqual([]);
    });
  });
}

/** Sends a study as the queue does. */
export async function send(
  connection: ArchiveConnection,
  namespaceId: string,
  study: SmallStudy,
): Promise<{ opened: OpenStudy; stored: StoredObject[] }> {
  const ingest = ingestOf(connection);
  const opened = await ingest.open(namespaceId, study.header);
  const stored: StoredObject[] = [];
  for (const object of study.objects) stored.push(await put(connection, opened, object));
  await ingest.complete(opened, study.objects.length);
  return { opened, stored };
}

function put(connection: ArchiveConnection, study: OpenStudy, object: SmallObject): Promise<StoredObject> {
  return ingestOf(connection).putObject(study, {
    sopInstanceUid: object.sopInstanceUid,
    bytes: object.file.length,
    open: () => new Blob([object.file]).stream(),
  });
}

function ingestOf(connection: ArchiveConnection): Ingest {
  if (connection.ingest === undefined) throw new Error('This connection takes no uploads');
  return connection.ingest;
}

async function find(connection: ArchiveConnection, namespaceId: string, study: SmallStudy | undefined): Promise<Study> {
  const query = WorklistQuery.parse({ namespaceId, search: study?.header.patientId });
  const page = await connection.worklist?.list(query);
  const found = page?.studies.find(({ studyInstanceUid }) => studyInstanceUid === study?.header.studyInstanceUid);
  if (found === undefined) throw new Error('The study is not on the worklist');
  return found;
}

function byUid(objects: readonly StoredObject[]): StoredObject[] {
  return objects
    .map(({ sopInstanceUid, version }) => ({ sopInstanceUid, version }))
    .toSorted((a, b) => (a.sopInstanceUid < b.sopInstanceUid ? -1 : 1));
}
