import { rm } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import type { Caller, Permission } from '../access.ts';
import type { ArchiveContext } from '../archive-context.ts';
import { deleteStored } from '../store/study-deletion.ts';
import type { NewElement } from '../../dicom/new-element.ts';
import type { StorageKey, StudyRow } from '../store/study-records.ts';
import { writeAudit } from '../services/audit-trail.ts';
import { BadRequestError, readParams } from '../services/read-params.ts';
import { attach, attachmentAsImage, attachmentOf, deleteAttachment, findAttachment } from './attachment.ts';
import { answerContent } from './content.ts';
import { downloadOf } from './download.ts';
import { notReadAsCad, pdfOf, videoOf } from './encapsulated.ts';
import { StorageError } from './errors.ts';
import { findInstance, instancesOf, type StoredInstance } from './instances.ts';
import { metadataOf } from './metadata.ts';
import { multipartRoutes } from './multipart-routes.ts';
import { payloadOf } from './payload.ts';
import { anonymizeTags } from './object-edits.ts';
import { overridesOf } from './phi-overlay.ts';
import { pictureOf } from './picture.ts';
import { isOn } from './query.ts';
import { anonymizeRegions, cropRegions } from './regions.ts';
import { clone, merge, type Reshaping, split } from './reshape.ts';
import { countOf, schemaOf } from './schema.ts';
import { makeStructureSet } from './structure-set.ts';
import { dicomUid, namespaceId, requireCaller, requireDelete, requireStudy } from './storage-call.ts';
import { incomingOf, type OverSocket, upload } from './upload.ts';
import { attributesOf, jsonOfImage, jsonOfStudy, phiOf, tagsOf } from './views.ts';
import { wrap } from './wrap.ts';

const study = '/study/:namespace/:study';
const image = `${study}/image/:image/version/:version`;
const attachment = `${study}/attachment`;

/** The storage API, below `/api/v3/storage`. */
export function storageRoutes(archive: ArchiveContext): Hono<OverSocket> {
  const app = new Hono<OverSocket>();
  // Bodies are read as those of the services are; what is wrong with one is said in the storage's own form.
  app.onError((error, c) => {
    if (!(error instanceof BadRequestError)) throw error;
    const kind = error.http === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST';
    const refusal = new StorageError(kind, 'The body of the call cannot be read.', { cause: error });
    return refusal.toResponse(archive.now(), c.req.header('x-ambrahealth-verbose-errors') === '1');
  });

  app.post('/namespace/:namespace/image', (c) => {
    const target = { namespace: namespaceId(c.req.param('namespace')), named: c.req.query('study_uid') ?? null };
    return upload(archive, requireCaller(archive, c.req.raw), target, incomingOf(c.req.raw, c.env.incoming));
  });
  app.post('/namespace/:namespace/wrap', (c) => {
    const target = { namespace: namespaceId(c.req.param('namespace')), named: c.req.query('study_uid') ?? null };
    return wrap(archive, requireCaller(archive, c.req.raw), target, c.req.raw);
  });
  app.route('/multipart', multipartRoutes(archive));

  app.get(`${study}/schema`, (c) => schemaOf(archive, studyOf(c, ['study_view', 'study_upload']), c.req.query()));
  app.get(`${study}/count`, (c) => countOf(archive, studyOf(c, ['study_view', 'study_upload']), c.req.query()));
  app.delete(study, (c) => {
    const key = ownStudyOf(c);
    const count = deleteStored(archive, key, { keepAttachments: isOn(c.req.query('keep_attachments')) });
    record(c, key, 'IMAGE_DELETED', { image_count: count });
    return Response.json({});
  });
  app.delete(`${study}/images`, async (c) => {
    const key = ownStudyOf(c);
    const images = uidList(await c.req.text());
    const deleted = images.filter((sopUid) => deleteStored(archive, key, { sopUid }) > 0);
    if (deleted.length > 0) record(c, key, 'IMAGE_DELETED', { image_uids: deleted });
    return Response.json({ deleted });
  });
  app.delete(`${study}/image/:image`, (c) => {
    const key = ownStudyOf(c);
    const sopUid = dicomUid(c.req.param('image'));
    if (deleteStored(archive, key, { sopUid }) === 0) throw imageNotFound(key, sopUid);
    record(c, key, 'IMAGE_DELETED', { image_uids: [sopUid] });
    return Response.json({});
  });

  app.on(['GET', 'POST'], `${study}/download`, async (c) => {
    const key = studyOf(c, ['study_download']);
    // A list of many images has no place in an address.
    const query = { ...c.req.query(), ...(c.req.method === 'POST' ? await readParams(c.req.raw) : {}) };
    const edits = { set: await overridesFor(c), replace: anonymizeTags(query['anonymize_tags']) };
    return downloadOf(archive, key, { query, edits, request: c.req.raw });
  });

  app.post(`${study}/split`, (c) => split(reshaping(c, 'study_split')));
  // It changes what is stored, though the protocol has it as GET: a page of another site is kept out by its Origin.
  app.on(['GET', 'POST'], `${study}/merge`, (c) => merge(reshaping(c, 'study_edit')));
  app.post(`${study}/clone`, (c) => clone(reshaping(c, 'study_clone')));
  app.post(`${study}/anonymize`, async (c) => {
    const call = reshaping(c, 'study_edit');
    const answer = await anonymizeRegions(call, c.req.raw);
    record(c, call.key, 'STUDY_ANONYMIZE', {});
    return answer;
  });
  app.post(`${study}/crop`, (c) => cropRegions(reshaping(c, 'study_edit'), c.req.raw));

  app.post(`${study}/rt`, (c) => {
    const key = studyOf(c, ['study_upload']);
    return makeStructureSet(archive, requireCaller(archive, c.req.raw), key, c.req.raw);
  });
  app.post(`${study}/hl7/:hl7/sr`, (c) => {
    studyOf(c, ['study_upload']);
    throw new StorageError('NOT_ACCEPTABLE', 'The archive keeps no HL7 messages that a report could be made of.');
  });

  app.get(image, async (c) => {
    const instance = imageOf(c);
    return answerContent(
      c.req.raw,
      await payloadOf(archive, instance, { set: await overridesFor(c), replace: new Map() }),
    );
  });
  for (const view of [study, image]) {
    app.get(`${view}/phi`, (c) => {
      const instance = view === image ? imageOf(c) : instancesOf(archive.database, studyOf(c, ['study_view']))[0];
      return phiOf(archive, recordOf(c), instance);
    });
  }
  app.get(`${study}/json`, async (c) => jsonOfStudy(await viewOf(c), studyOf(c, ['study_view'])));
  app.get(`${study}/tag`, async (c) => tagsOf(await viewOf(c), studyOf(c, ['study_view'])));
  app.get(`${image}/json`, async (c) => Response.json(await jsonOfImage(await viewOf(c), imageOf(c))));
  for (const name of ['attribute', 'tag'])
    app.get(`${image}/${name}`, async (c) => attributesOf(await viewOf(c), imageOf(c)));
  app.delete(`${study}/cache`, async (c) => {
    for (const { object } of instancesOf(archive.database, studyOf(c, ['study_edit'])))
      await rm(archive.objects.cacheOf(object), { recursive: true, force: true });
    return Response.json({});
  });
  app.get(`${image}/pdf`, async (c) => answerContent(c.req.raw, await pdfOf(archive, imageOf(c))));
  app.get(`${image}/video`, async (c) => answerContent(c.req.raw, await videoOf(archive, imageOf(c))));
  app.get(`${image}/cadsr`, (c) => {
    throw notReadAsCad(imageOf(c));
  });
  for (const form of ['thumbnail', 'diagnostic', 'tiff', 'frame'] as const) {
    app.get(`${image}/frame/:frame${form === 'frame' ? '' : `/${form}`}`, async (c) => {
      const wanted = { frame: c.req.param('frame') ?? '', form, query: c.req.query() };
      return answerContent(c.req.raw, await pictureOf(archive, imageOf(c), wanted));
    });
  }

  app.post(attachment, (c) => {
    const key = studyOf(c, ['study_upload']);
    return attach(archive, requireCaller(archive, c.req.raw), key, { query: c.req.query(), request: c.req.raw });
  });
  app.get(`${attachment}/latest`, async (c) => {
    const found = findAttachment(archive, studyOf(c, ['study_view']), 'latest');
    return answerContent(c.req.raw, await attachmentOf(archive, found));
  });
  app.get(`${attachment}/:attachment/version/:version`, async (c) => {
    const { attachment: id, version } = c.req.param();
    const found = findAttachment(archive, studyOf(c, ['study_view']), id, version);
    return answerContent(c.req.raw, await attachmentOf(archive, found));
  });
  app.post(`${attachment}/:attachment/version/:version/image`, (c) => {
    const key = studyOf(c, ['study_upload']);
    const { attachment: id, version } = c.req.param();
    const found = findAttachment(archive, key, id, version);
    return attachmentAsImage(archive, requireCaller(archive, c.req.raw), key, found);
  });
  app.delete(`${attachment}/:attachment/version/:version`, (c) => {
    const key = ownStudyOf(c);
    const { attachment: id, version } = c.req.param();
    deleteAttachment(archive, key, findAttachment(archive, key, id, version).uuid);
    return Response.json({});
  });

  for (const below of ['', '/series/:series', '/series/:series/instances/:instance']) {
    app.get(`/dicomweb/:namespace/studies/:study${below}/metadata`, async (c) => {
      const { series, instance } = c.req.param() as Partial<Record<string, string>>;
      const only = {
        series: series === undefined ? undefined : dicomUid(series),
        instance: instance === undefined ? undefined : dicomUid(instance),
      };
      return metadataOf(archive, studyOf(c, ['study_view']), only, await overridesFor(c));
    });
  }

  app.all('*', () => {
    throw new StorageError('NOT_FOUND', 'There is no such call.');
  });
  return app;

  function studyOf(c: Context, anyOf: readonly Permission[]): StorageKey {
    const caller: Caller = requireCaller(archive, c.req.raw);
    const key = {
      storage_namespace: namespaceId(c.req.param('namespace') ?? ''),
      study_uid: dicomUid(c.req.param('study') ?? ''),
    };
    requireStudy(archive, caller, key, anyOf);
    return key;
  }

  /** Writes down what was done to a stored study, of the records through which the caller reaches it. */
  function record(c: Context<OverSocket>, key: StorageKey, action: string, detail: object): void {
    const caller = requireCaller(archive, c.req.raw);
    const sid = c.req.query('sid') || c.req.header('x-ambrahealth-sid');
    for (const { uuid, patient_name } of requireStudy(archive, caller, key, ['study_view'])) {
      const what = patient_name ?? undefined;
      writeAudit(
        { archive, caller, sid, address: c.env.address },
        { object: uuid, type: 'Study', what, action, detail },
      );
    }
  }

  /** The record through which the caller reads: the one that `phi_namespace` names, or the first. */
  function recordOf(c: Context): StudyRow | undefined {
    const key = studyOf(c, ['study_view']);
    const records = requireStudy(archive, requireCaller(archive, c.req.raw), key, ['study_view']);
    const wanted = c.req.query('phi_namespace') ?? '';
    if (wanted === '') return records[0];
    const found = records.find(({ phi_namespace }) => phi_namespace === namespaceId(wanted));
    if (found !== undefined) return found;
    const ids = { namespace: key.storage_namespace, study_uid: key.study_uid, phi_namespace: wanted };
    throw new StorageError('STUDY_NOT_FOUND', 'The study was not found.', { ids });
  }

  /** What is laid over the stored tags: nothing, when nobody says through which record they are read. */
  function overridesFor(c: Context): Promise<readonly NewElement[]> | readonly NewElement[] {
    return (c.req.query('phi_namespace') ?? '') === '' ? [] : overridesOf(archive, recordOf(c));
  }

  async function viewOf(c: Context) {
    return { archive, overrides: await overridesFor(c), query: c.req.query() };
  }

  function reshaping(c: Context, permission: Permission): Reshaping {
    const key = studyOf(c, [permission]);
    return { archive, key, caller: requireCaller(archive, c.req.raw), query: c.req.query() };
  }

  /** To take objects away, the right to delete where they are stored is needed: a share gives none. */
  function ownStudyOf(c: Context): StorageKey {
    const key = studyOf(c, ['study_delete']);
    requireDelete(archive, requireCaller(archive, c.req.raw), key);
    return key;
  }

  function imageOf(c: Context): StoredInstance {
    const key = studyOf(c, ['study_view']);
    const sopUid = dicomUid(c.req.param('image') ?? '');
    const found = findInstance(archive.database, key, sopUid, c.req.param('version') ?? '');
    if (found === undefined) throw imageNotFound(key, sopUid);
    return found;
  }
}

/** SOP Instance UIDs with commas between them; none is a mistake and not a wish to delete nothing. */
function uidList(text: string): string[] {
  const uids = text
    .split(',')
    .map((uid) => uid.trim())
    .filter(Boolean);
  if (uids.length === 0) throw new StorageError('BAD_REQUEST', 'No images are named.');
  return uids.map(dicomUid);
}

function imageNotFound(key: StorageKey, sopUid: string): StorageError {
  return new StorageError('IMAGE_NOT_FOUND', 'The image was not found.', {
    ids: { namespace: key.storage_namespace, study_uid: key.study_uid, image_uid: sopUid },
  });
}
