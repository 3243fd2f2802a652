import { html } from 'hono/html';
import type { LinkRow } from '../store/link-records.ts';
import type { Page } from './page.ts';
import { counted, instantInUtc } from './words.ts';

/**
 * What anybody sees who has the address of a link to a study, until they ask to enter. Programs that look into mail
 * and messages fetch addresses too: that must neither use the link up nor tell them whose study it is.
 */
export function doorPage(link: LinkRow, refused?: 'locked' | 'wrong-password'): Page {
  const password = html`<label>
    Password
    <input name="password" type="password" autocomplete="off" required autofocus maxlength="1000" />
  </label>`;
  const refusal = refused === undefined ? undefined : refusals[refused];
  const left = link.max_hits === null ? undefined : link.max_hits - link.hits;
  return {
    title: 'Shared study',
    status: refusal?.status ?? 200,
    // The form must name the page it comes from: with no-referrer, browsers say `Origin: null`, as strangers do.
    headers: { 'referrer-policy': 'same-origin', ...refusal?.headers },
    main: html`<div class="door">
      <h1>A study was shared with you</h1>
      <p class="soft">
        This link shows the images of one medical study. Keep its address to yourself: whoever has it may use it.
      </p>
      ${refusal === undefined ? '' : html`<p class="bad" role="alert">${refusal.message}</p>`}
      <form method="post" action="/l/${link.uuid}">
        ${link.password_hash === null ? '' : password}
        <button>Open the study</button>
      </form>
      ${left === undefined ? '' : html`<p class="soft">It can be opened ${counted(left, 'more time')}.</p>`}
    </div>`,
    footer: untilWhen(link),
  };
}

const refusals = {
  'wrong-password': {
    status: 403,
    headers: {},
    message: 'This is not the password. It came to you by another way than the link; ask whoever sent it.',
  },
  locked: {
    status: 429,
    headers: { 'retry-after': '300' },
    message: 'Too many wrong passwords. Wait five minutes, then try again.',
  },
} as const;

/** For links that were never made, have ended or were revoked alike. */
export const endedPage: Page = {
  title: 'Link ended',
  status: 404,
  main: html`<div class="door">
    <h1>This link has ended</h1>
    <p class="soft">It was revoked, has expired, was used up, or was never made. Ask whoever sent it for another.</p>
  </div>`,
};

export const uploadPage: Page = {
  title: 'Link for uploads',
  main: html`<div class="door">
    <h1>A link to bring images</h1>
    <p class="soft">
      Images are brought with Fileroom, not with a web browser: in Fileroom, add this server and enter the share code
      that came with this link.
    </p>
  </div>`,
};

export function untilWhen(link: LinkRow): string {
  return link.expires === null
    ? 'This link stays open until it is revoked.'
    : `Open until ${instantInUtc(link.expires)}.`;
}
