import { html } from 'hono/html';
import type { ArchiveContext } from './archive-context.ts';
import { findLiveLink } from './store/link-records.ts';

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'cache-control': 'no-store',
};

/** What a person sees who opens a link's address in a browser. It says nothing of the study or the patient. */
export async function linkPage(archive: ArchiveContext, uuid: string): Promise<Response> {
  const link = findLiveLink(archive.database, uuid, archive.now());
  if (link === undefined) {
    return page(
      404,
      'This link has ended',
      'It was revoked, has expired, or was never made. Ask whoever sent it for another.',
    );
  }
  const purpose = link.action === 'STUDY_UPLOAD' ? 'bring images into' : 'look at a study in';
  const lock = link.password_hash === null ? '' : ' It asks for a password, which comes to you by another way.';
  return page(
    200,
    `A link to ${purpose} this archive`,
    `The link is good.${lock} This version cannot show it in a web browser yet: a program that speaks the Ambra v3 API
     opens it by its identifier, the last part of this address. Keep the address to yourself, for whoever has it may use it.`,
  );
}

async function page(status: number, title: string, text: string): Promise<Response> {
  const body = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          body {
            font:
              16px/1.5 system-ui,
              sans-serif;
            max-width: 36rem;
            margin: 15vh auto;
            padding: 0 1rem;
            color-scheme: light dark;
          }
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        <p>${text}</p>
      </body>
    </html>`;
  return new Response(String(body), { status, headers });
}
