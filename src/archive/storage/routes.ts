import { rm } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import type { Caller, Permission } from '../access.ts';
import type { ArchiveContext } from '../archive-context.ts';
import { deleteStored } from '../store/study-deletion.ts';
import type { StorageKey } from '../store/study-records.ts';
import { attach, attachmentOf, deleteAttachment, findAttachment } from './attachment.ts';
import { downloadOf } from './download.ts';
import { pdfOf } from './encapsulated.ts';
import { StorageError } from './errors.ts';
import { findInstance, instancesOf, type StoredInstance } from './instances.ts';
import { metadataOf } from './metadata.ts';
import { multipartRoutes } from './multipart-routes.ts';
import { payloadOf } from './payload.ts';
import { pictureOf } from './picture.ts';
import { anonymizeRegions, cropRegions } from './regions.ts';
import { clone, merge, type Reshaping, split } from './reshape.ts';
import { countOf, schemaOf } from './schema.ts';
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

  app.post('/namespace/:namespace/image', (c) => {
    const target = { namespace: namespaceId(c.req.param('namespace')), named: c.req.query('study_uid') ?? null };
    return upload(archive, requireCaller(archive, c.req.raw), target, incomingOf(c.req.raw, c.env.incoming));
  });
  app.post('/namespace/:namespace/wrap', (c) => {
    const target = { namespace: namespaceId(c.req.param('namespace')), named: c.req.query('study_uid') ?? null };
    return wrap(archive, requireCaller(archive, c.req.raw), target, c.req.raw);
  });
  app.route('/multipart', multipartRoutes(archive));

  app.get(`${study}/schema`, (c) => schemaOf(archive, studyOf(c, ['study_view', 'study_upload'])));
  app.get(`${study}/count`, (c) => countOf(archive, studyOf(c, ['study_view', 'study_upload'])));
  app.delete(study, (c) => {
    deleteStored(archive, ownStudyOf(c));
    return Response.json({});
  });
  app.delete(`${study}/images`, async (c) => {
    const key = ownStudyOf(c);
    const images = uidList(await c.req.text());
    const deleted = images.filter((sopUid) => deleteStored(archive, key, sopUid) > 0);
    return Response.json({ deleted });
  });
  app.delete(`${study}/image/:image`, (c) => {
    const key = ownStudyOf(c);
    const sopUid = dicomUid(c.req.param('image'));
    if (deleteStored(archive, key, sopUid) === 0) throw imageNotFound(key, sopUid);
    return Response.json({});
  });

  app.on(['GET', 'POST'], `${study}/download`, (c) => {
    const bundle = c.req.query('bundle') ?? 'dicom';
    if (bundle !== 'dicom') throw new StorageError('BAD_REQUEST', 'Only bundle=dicom can be downloaded here.');
    const series = c.req.query('series_uid');
    return downloadOf(archive, studyOf(c, ['study_download']), series === undefined ? undefined : dicomUid(series));
  });

  app.post(`${study}/split`, (c) => split(reshaping(c, 'study_split')));
  // It changes what is stored, though the protocol has it as GET: a page of another site is kept out by its Origin.
  app.on(['GET', 'POST'], `${study}/merge`, (c) => merge(reshaping(c, 'study_edit')));
  app.post(`${study}/clone`, (c) => clone(reshaping(c, 'study_clone')));
  app.post(`${study}/anonymize`, (c) => anonymizeRegions(reshaping(c, 'study_edit'), c.req.raw));
  app.post(`${study}/crop`, (c) => cropRegions(reshaping(c, 'study_edit'), c.req.raw));

  app.get(image, (c) => payloadOf(archive, imageOf(c), c.req.method));
  for (const view of [study, image]) {
    app.get(`${view}/phi`, (c) => {
      const key = studyOf(c, ['study_view']);
      const records = requireStudy(archive, requireCaller(archive, c.req.raw), key, ['study_view']);
      const wanted = c.req.query('phi_namespace');
      const record = wanted === undefined ? records[0] : records.find(({ phi_namespace }) => phi_namespace === wanted);
      const instance = view === image ? imageOf(c) : instancesOf(archive.database, key)[0];
      return phiOf(archive, record, instance);
    });
  }
  app.get(`${study}/json`, (c) => jsonOfStudy(archive, studyOf(c, ['study_view']), c.req.query()));
  app.get(`${study}/tag`, (c) => tagsOf(archive, studyOf(c, ['study_view']), c.req.query()));
  app.get(`${image}/json`, async (c) => Response.json(await jsonOfImage(archive, imageOf(c), c.req.query())));
  app.get(`${image}/attribute`, (c) => attributesOf(archive, imageOf(c), c.req.query()));
  app.get(`${image}/tag`, (c) => attributesOf(archive, imageOf(c), c.req.query()));
  app.delete(`${study}/cache`, async (c) => {
    for (const { object } of instancesOf(archive.database, studyOf(c, ['study_edit'])))
      await rm(archive.objects.cacheOf(object), { recursive: true, force: true });
    return Response.json({});
  });
  app.get(`${image}/pdf`, (c) => pdfOf(archive, imageOf(c)));
  app.get(`${image}/frame/:frame/thumbnail`, (c) => pictureOf(archive, imageOf(c), c.req.param('frame'), 'thumbnail'));
  app.get(`${image}/frame/:frame/diagnostic`, (c) =>
    pictureOf(archive, imageOf(c), c.req.param('frame'), 'diagnostic'),
  );
  app.get(`${image}/frame/:frame/tiff`, (c) => pictureOf(archive, imageOf(c), c.req.param('frame'), 'tiff'));
  app.get(`${image}/frame/:frame`, (c) => pictureOf(archive, imageOf(c), c.req.param('frame'), 'frame'));

  app.post(attachment, (c) => {
    const key = studyOf(c, ['study_upload']);
    return attach(archive, requireCaller(archive, c.req.raw), key, c.req.raw);
  });
  app.get(`${attachment}/latest`, (c) =>
    attachmentOf(archive, findAttachment(archive, studyOf(c, ['study_view']), 'latest')),
  );
  app.get(`${attachment}/:attachment/version/:version`, (c) => {
    const { attachment: id, version } = c.req.param();
    return attachmentOf(archive, findAttachment(archive, studyOf(c, ['study_view']), id, version));
  });
  app.delete(`${attachment}/:attachment/version/:version`, (c) => {
    const key = ownStudyOf(c);
    const { attachment: id, version } = c.req.param();
    deleteAttachment(archive, key, findAttachment(archive, key, id, version).uuid);
    return Response.json({});
  });

  for (const below of ['', '/series/:series', '/series/:series/instances/:instance']) {
    app.get(`/dicomweb/:namespace/studies/:study${below}/metadata`, (c) => {
      const { series, instance } = c.req.param() as Partial<Record<string, string>>;
      return metadataOf(archive, studyOf(c, ['study_view']), {
        series: series === undefined ? undefined : dicomUid(series),
        instance: instance === undefined ? undefined : dicomUid(instance),
      });
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
