import { type Context, Hono } from 'hono';
import type { Caller, Permission } from '../access.ts';
import type { ArchiveContext } from '../archive-context.ts';
import { deleteStored } from '../store/study-deletion.ts';
import type { StorageKey } from '../store/study-records.ts';
import { StorageError } from './errors.ts';
import { findInstance, type StoredInstance } from './instances.ts';
import { payloadOf } from './payload.ts';
import { pictureOf } from './picture.ts';
import { countOf, schemaOf } from './schema.ts';
import { dicomUid, namespaceId, requireCaller, requireDelete, requireStudy } from './storage-call.ts';
import { upload } from './upload.ts';

const study = '/study/:namespace/:study';
const image = `${study}/image/:image/version/:version`;

/** The storage API, below `/api/v3/storage`. */
export function storageRoutes(archive: ArchiveContext): Hono {
  const app = new Hono();

  app.post('/namespace/:namespace/image', (c) =>
    upload(archive, requireCaller(archive, c.req.raw), namespaceId(c.req.param('namespace')), c.req.raw),
  );

  app.get(`${study}/schema`, (c) => schemaOf(archive, studyOf(c, ['study_view', 'study_upload'])));
  app.get(`${study}/count`, (c) => countOf(archive, studyOf(c, ['study_view', 'study_upload'])));
  app.delete(study, (c) => {
    deleteStored(archive, ownStudyOf(c));
    return Response.json({});
  });
  app.delete(`${study}/image/:image`, (c) => {
    const key = ownStudyOf(c);
    const sopUid = dicomUid(c.req.param('image'));
    if (deleteStored(archive, key, sopUid) === 0) throw imageNotFound(key, sopUid);
    return Response.json({});
  });

  app.get(image, (c) => payloadOf(archive, imageOf(c), c.req.method));
  app.get(`${image}/frame/:frame/thumbnail`, (c) => pictureOf(archive, imageOf(c), c.req.param('frame'), 'thumbnail'));
  app.get(`${image}/frame/:frame`, (c) => pictureOf(archive, imageOf(c), c.req.param('frame'), 'frame'));

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

function imageNotFound(key: StorageKey, sopUid: string): StorageError {
  return new StorageError('IMAGE_NOT_FOUND', 'The image was not found.', {
    ids: { namespace: key.storage_namespace, study_uid: key.study_uid, image_uid: sopUid },
  });
}
