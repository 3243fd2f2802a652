import { Hono } from 'hono';
import type { Caller } from '../access.ts';
import type { ArchiveContext } from '../archive-context.ts';
import { bytesOf } from './content.ts';
import { StorageError } from './errors.ts';
import { PartialUploads } from './multipart.ts';
import { namespaceId, requireCaller } from './storage-call.ts';
import { maxObject, upload } from './upload.ts';
import { maxWrapped, wrapBytes } from './wrap.ts';

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
    const endpoint = c.req.query('endpoint') ?? 'image';
    if (endpoint !== 'image' && endpoint !== 'wrap')
      throw new StorageError('BAD_REQUEST', 'What comes in parts is an image, or is wrapped into one.');
    const target = { namespace: namespaceId(c.req.query('namespace') ?? ''), named: c.req.query('study_uid') ?? null };
    const declared = Number(c.req.header('x-file-size') ?? Number.NaN);
    const body = uploads.take(caller, uuid, declared);
    const answer = await (endpoint === 'image'
      ? upload(archive, caller, target, { body, declared })
      : wrapped(target, caller, { body, declared, tags: c.req.query('tags') ?? '' }));
    await uploads.end(caller, uuid);
    return answer;
  });

  return app;

  async function wrapped(
    target: { readonly namespace: string; readonly named: string | null },
    caller: Caller,
    { body, declared, tags }: { body: AsyncIterable<Uint8Array>; declared: number; tags: string },
  ): Promise<Response> {
    if (declared > maxWrapped) throw new StorageError('PAYLOAD_TOO_LARGE', 'The file is too large to be wrapped.');
    const bytes = await bytesOf(body);
    return wrapBytes(archive, caller, target, { bytes, tags });
  }
}

/** Five digits from 00000. */
const partNumber = (name: string): number => (/^\d{5}$/.test(name) ? Number(name) : Number.NaN);
