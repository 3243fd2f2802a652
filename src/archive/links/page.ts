import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { style } from './style.ts';

/** Text with markup, escaped where it holds values. */
export type Markup = ReturnType<typeof html>;

export interface Page {
  /** For the tab and the history: never anything about a patient. */
  readonly title: string;
  readonly main: Markup;
  readonly footer?: Markup | string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const styleElement = raw(`<style>${style}</style>`);
const styleHash = createHash('sha256').update(style).digest('base64');

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    "img-src 'self'",
    `style-src 'sha256-${styleHash}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
};

/** A page without script. What it holds of a study comes from outside: all of it goes through `html`, which escapes. */
export async function toResponse(page: Page): Promise<Response> {
  const footer = page.footer === undefined ? '' : html`<footer>${page.footer}</footer>`;
  const body = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        ${styleElement}
      </head>
      <body>
        <main>${page.main}</main>
        ${footer}
      </body>
    </html>`;
  return new Response(String(body), { status: page.status ?? 200, headers: { ...headers, ...page.headers } });
}
