import type { ArchiveContext } from '../archive-context.ts';
import { StorageError } from '../storage/errors.ts';
import { findNumberedInstance } from '../storage/instances.ts';
import { pictureOf } from '../storage/picture.ts';
import type { Visit } from './visit.ts';

/** A JPEG of one frame of the visit's study; where there is none, a plate that says so, with the reason as its status. */
export async function pictureFor(
  archive: ArchiveContext,
  { study }: Visit,
  address: { readonly instance: string; readonly frame: string; readonly form: 'frame' | 'thumbnail' },
): Promise<Response> {
  const number = /^\d{1,15}$/.test(address.instance) ? Number(address.instance) : 0;
  const instance = findNumberedInstance(archive.database, study, number);
  if (instance === undefined) return plate(404);
  try {
    const { frame, form } = address;
    const picture = await pictureOf(archive, instance, { frame, form, query: {} });
    const { size } = picture;
    return new Response(ReadableStream.from(picture.open(0, size)), {
      headers: { ...picture.headers, ...headers, 'content-length': String(size) },
    });
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    if (error.http === 500) archive.report(error);
    return plate(error.http);
  }
}

const headers = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
};

export function plate(status: number): Response {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" width="320" height="320">
<rect width="320" height="320" fill="#0e1115"/>
<text x="160" y="164" fill="#a7adb8" font-family="system-ui, sans-serif" font-size="15" text-anchor="middle">This image cannot be shown</text>
</svg>`;
  return new Response(svg, { status, headers: { ...headers, 'content-type': 'image/svg+xml' } });
}
