import { Hono } from 'hono';
import type { ArchiveContext } from '../archive-context.ts';
import { StorageError } from './errors.ts';
import { PartialUploads } from './multipart.ts';
import { namespaceId, requireCaller } from './storage-call.ts';
import { maxObject, upload } from './upload.ts';

/** Objects that come in parts: begin, any number of parts with their checksums, complete. */
export function multipartRoutes(archive: ArchiveContext): Hono {
  const app = new Hono();
  const uploads = new PartialUploads(archive.objects.incoming, maxObject);

  app.get('/initiate', async (c) => {
    const caller = requireCaller(archive, c.req.raw);
    // A guest who may only look has nothing to put on this disk.
    if (caller.kind === 'link' && caller.link.namespace === null) {
      throw new StorageError('ACCESS_DENIED', 'You are not permitted to upload.');
    }
    return Response.json({ upload_uuid: await uploads.begin(caller) });
  });

  app.post('/:upload', async (c) => {
    const caller = requireCaller(archive, c.req.raw);
    await uploads.put(caller, c.req.param('upload'), {
      number: partNumber(c.req.header('x-file-name') ?? ''),
      checksum: c.req.header('x-ambrahealth-part-checksum') ?? '',
      request: c.req.raw,
    });
    return Response.json({});
  });

  app.post('/:upload/complete', async (c) => {
    const caller = requireCaller(archive, c.req.raw);
    const uuid = c.req.param('upload');
    if (c.req.query('endpoint') !== 'image') {
      throw new StorageError('BAD_REQUEST', 'Only DICOM objects can come in parts here.');
    }
    const target = { namespace: namespaceId(c.req.query('namespace') ?? ''), named: c.req.query('study_uid') ?? null };
    const declared = Number(c.req.header('x-file-size') ?? Number.NaN);
    const answer = await upload(archive, caller, target, { body: uploads.take(caller, uuid, declared), declared });
    await uploads.end(caller, uuid);
    return answer;
  });

  return app;
}

/** Five digits from 00000. */
const partNumber = (name: string): number => (/^\d{5}$/.test(name) ? Number(name) : Number.NaN);
