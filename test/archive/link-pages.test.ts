import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArchiveOptions, EmbeddedArchive } from '../../src/archive/open-archive.ts';
import { type Client, newArchive, newUid, origin, owner, type Params, storeStudy, type Values } from './harness.ts';

type Pages = Pick<EmbeddedArchive, 'linkPages'>;

/** A web browser: keeps the cookies that it is given, each for its path, and follows where it is sent. */
function browser(archive: Pages) {
  const cookies = new Map<string, string>();
  const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { pathname } = new URL(url);
    const own = [...cookies].filter(([path]) => pathname === path || pathname.startsWith(`${path}/`));
    const headers = new Headers(init.headers);
    if (own.length > 0) headers.set('cookie', own.map(([, pair]) => pair).join('; '));
    const answer = await archive.linkPages(new Request(url, { ...init, headers, redirect: 'manual' }));
    const [, pair, path] = /^([^;]+);.*\bPath=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '') ?? [];
    if (pair !== undefined && path !== undefined) cookies.set(path, pair);
    return answer;
  };
  const follow = async (answer: Response): Promise<Response> =>
    answer.status === 303 ? ask(new URL(answer.headers.get('location') ?? '', origin).href) : answer;
  return {
    cookies,
    open: (url: string) => ask(url),
    enter: async (url: string, password?: string) =>
      follow(
        await ask(url, {
          method: 'POST',
          headers: { origin },
          body: new URLSearchParams(password === undefined ? {} : { password }),
        }),
      ),
  };
}

async function shared(objects: readonly Values[] = [{}], link: Params = {}, options: Partial<ArchiveOptions> = {}) {
  const archive = await newArchive(options);
  const user = await owner(archive);
  const study = await storeStudy(user, archive.info.namespaceId, objects);
  const { uuid, url }: { uuid: string; url: string } = await linkTo(user, study.uuid, link);
  return { archive, user, study, uuid, url, visitor: browser(archive) };
}

const linkTo = (user: Client, study_id: string, params: Params = {}) =>
  user.ok('/link/add', { study_id, action: 'STUDY_VIEW', ...params });

const hits = async (user: Client, uuid: string) => (await user.ok('/link/get', { uuid })).hits as number;

const imagesIn = (page: string) => [...page.matchAll(/<img[^>]* src="([^"]+)"/g)].map(([, src]) => `${origin}${src}`);

describe('the door of a link', () => {
  it('says nothing of the patient, and looking at it uses nothing up', async () => {
    const { user, uuid, url, visitor } = await shared([{}], { max_hits: 1 });
    for (let times = 0; times < 3; times += 1) {
      const page = await visitor.open(url);
      expect(page.status).toBe(200);
      const text = await page.text();
      expect(text).toContain('Open the study');
      expect(text).toContain('1 more time.');
      expect(text).not.toMatch(/PHANTOM|PH-1|CT chest|2026/);
    }
    expect(await hits(user, uuid)).toBe(0);
    expect(visitor.cookies.size).toBe(0);
  });

  it('lets no script, no frame, no other site and no cache at the page', async () => {
    const { url, visitor } = await shared();
    const door = await visitor.open(url);
    const study = await visitor.enter(url);
    for (const { headers } of [door, study]) {
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; img-src 'self'; style-src 'sha256-[\w+/=]{44}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    // The form's page names itself to its own server only; else browsers send the Origin of a stranger with it.
    expect(door.headers.get('referrer-policy')).toBe('same-origin');
    expect(study.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await study.text()).not.toMatch(/<script|\son\w+=|style=/i);
  });

  it('opens for one use however much is looked at, with a cookie for this link alone', async () => {
    const { archive, user, uuid, url, visitor } = await shared([{}], { max_hits: 1 });
    for (let times = 0; times < 2; times += 1) {
      expect(await (await visitor.enter(url)).text()).toContain('CT chest');
      expect((await visitor.open(`${url}/series/1`)).status).toBe(200);
    }
    expect(await hits(user, uuid)).toBe(1);
    expect((await browser(archive).enter(url)).status).toBe(404);

    const { url: second } = await linkTo(user, (await user.ok('/study/list')).studies[0].uuid);
    const answer = await archive.linkPages(new Request(second, { method: 'POST' }));
    expect(answer.headers.get('set-cookie')).toMatch(/^fileroom-visit=[\w-]{43}; HttpOnly; SameSite=Strict; Path=/);
    expect(answer.headers.get('set-cookie')).toContain(`Path=${new URL(second).pathname}`);
    const secure = await archive.linkPages(new Request(second.replace('http:', 'https:'), { method: 'POST' }));
    expect(secure.headers.get('set-cookie')).toContain('; Secure');
  });

  it('asks for the password, says when it is wrong, and locks', async () => {
    const { archive, user, uuid, url, visitor } = await shared([{}], {
      password: 'open sesame',
      password_max_attempts: 2,
    });
    expect(await (await visitor.open(url)).text()).toContain('type="password"');
    const wrong = await visitor.enter(url, 'guess');
    expect(wrong.status).toBe(403);
    expect(await wrong.text()).toContain('This is not the password.');
    expect(await (await visitor.enter(url, 'open sesame')).text()).toContain('CT chest');

    const guesser = browser(archive);
    for (const guess of [undefined, 'b']) expect((await guesser.enter(url, guess)).status).toBe(403);
    const locked = await guesser.enter(url, 'open sesame');
    expect(locked.status).toBe(429);
    expect(await locked.text()).toContain('Wait five minutes');
    expect(guesser.cookies.size).toBe(0);
    expect((await guesser.open(`${url}?password=open+sesame`)).headers.get('set-cookie')).toBeNull();
    expect(await hits(user, uuid)).toBe(1);
  });

  it('does not take the answers of other sites’ forms', async () => {
    const { archive, url, user, uuid } = await shared();
    for (const from of ['http://evil.example', 'null']) {
      const answer = await archive.linkPages(new Request(url, { method: 'POST', headers: { origin: from } }));
      expect(answer.status).toBe(403);
    }
    expect(await hits(user, uuid)).toBe(0);
  });

  it('of a link for uploads says how images are brought', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { url } = await user.ok('/link/add', { namespace_id: archive.info.namespaceId, action: 'STUDY_UPLOAD' });
    for (const method of ['GET', 'POST']) {
      const page = await archive.linkPages(new Request(url, { method }));
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('A link to bring images');
    }
  });
});

describe('the end of a link', () => {
  it('looks the same however it came, also to a visitor who was in', async () => {
    let now = Date.parse('2026-11-20T10:00:00Z');
    const { archive, user, study, url: unlimited, visitor } = await shared([{}], {}, { now: () => now });
    const { url: brief } = await linkTo(user, study.uuid, { minutes_alive: 5 });
    const { url: single } = await linkTo(user, study.uuid, { max_hits: 1 });
    const { url: revoked, uuid } = await linkTo(user, study.uuid);
    expect(await (await visitor.enter(brief)).text()).toContain('Open until 20 November 2026 at 10:05 UTC.');
    const [picture = ''] = imagesIn(await (await visitor.enter(revoked)).text());
    expect((await visitor.open(picture)).status).toBe(200);
    await browser(archive).enter(single);
    now += 5 * 60_000;
    await user.ok('/link/delete', { uuid });

    const unknown = `${origin}/l/00000000-0000-4000-8000-000000000000`;
    const pages = await Promise.all([brief, single, revoked, unknown].map((url) => visitor.open(url)));
    const knocks = await Promise.all([brief, single, revoked, unknown].map((url) => visitor.enter(url)));
    const inner = await visitor.open(`${revoked}/series/1`);
    const texts = await Promise.all([...pages, ...knocks, inner].map((page) => page.text()));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('This link has ended');
    expect([...pages, ...knocks, inner].map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 404));
    expect((await visitor.open(picture)).status).toBe(404);
    expect((await visitor.open(unlimited)).status).toBe(200);
  });

  it('comes with the study', async () => {
    const { user, study, url, visitor } = await shared();
    await visitor.enter(url);
    await user.ok('/study/delete', { uuid: study.uuid });
    expect((await visitor.open(url)).status).toBe(404);
  });
});

describe('behind the door', () => {
  it('the study is shown with what the link’s right to look gives, and real pictures', async () => {
    const { url, visitor } = await shared([
      {},
      { SeriesNumber: '2', SeriesInstanceUID: newUid(), SeriesDescription: 'Coronal' },
    ]);
    const page = await (await visitor.enter(url)).text();
    for (const shown of ['CT chest', 'PHANTOM, CHEST', '31 January 2026', 'Axial', 'Coronal', 'CT · 1 image']) {
      expect(page).toContain(shown);
    }
    expect(page).toContain('Not for primary diagnosis.');
    expect(page).toContain('This link stays open until it is revoked.');
    const series = await (await visitor.open(`${url}/series/2`)).text();
    expect(series).toContain('Coronal');
    const images = [...imagesIn(page), ...imagesIn(series)];
    expect(images).toHaveLength(3);
    for (const image of images) {
      const answer = await visitor.open(image);
      expect(answer.headers.get('content-type')).toBe('image/jpeg');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect([...new Uint8Array(await answer.arrayBuffer()).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    }
  });

  it('no address and no title holds a UID or a name', async () => {
    const { study, url, visitor } = await shared();
    const pages = [await visitor.enter(url), await visitor.open(`${url}/series/1`)];
    const text = (await Promise.all(pages.map((page) => page.text()))).join('');
    expect(text).not.toContain(study.studyUid);
    expect(text).not.toContain(study.uuid);
    const told = [...text.matchAll(/(?:src|href|action)="([^"]*)"|<title>([^<]*)/g)].map(([found]) => found);
    expect(told.length).toBeGreaterThan(4);
    expect(told.filter((each) => /PHANTOM|CHEST|\d\.\d/i.test(each))).toEqual([]);
  });

  it('many images come page by page, the frames of an object one by one', async () => {
    const { url, visitor } = await shared([
      ...Array.from({ length: 2 }, (_, index) => ({ SeriesInstanceUID: '2.25.7', InstanceNumber: `${index + 1}` })),
      { SeriesInstanceUID: '2.25.7', InstanceNumber: '3', NumberOfFrames: '30', PixelData: new Uint8Array(32 * 30) },
      { SeriesInstanceUID: '2.25.7', InstanceNumber: '4' },
    ]);
    const first = await (await visitor.enter(url)).text();
    expect(first).toContain('33 images');
    const pages = await Promise.all([1, 2].map((page) => visitor.open(`${url}/series/1?page=${page}`)));
    const [one = '', two = ''] = await Promise.all(pages.map((page) => page.text()));
    expect(one).toContain('?page=2');
    expect(two).toContain('?page=1');
    const images = [...imagesIn(one), ...imagesIn(two)];
    expect(imagesIn(one)).toHaveLength(24);
    expect(new Set(images).size).toBe(33);
    expect(two).toContain('Image 33 of 33');
    for (const image of [images[2], images[31], images[32]]) expect((await visitor.open(image ?? '')).status).toBe(200);
    for (const page of ['0', '3', '-1', 'x', '1e3', '99999999999']) {
      expect((await visitor.open(`${url}/series/1?page=${page}`)).status, page).toBe(404);
    }
    for (const series of ['0', '2', 'x']) expect((await visitor.open(`${url}/series/${series}`)).status).toBe(404);
  });

  it('an object that claims countless frames is no burden', async () => {
    const { url, visitor } = await shared([{ NumberOfFrames: '9000000' }]);
    expect((await visitor.enter(url)).status).toBe(200);
    const last = await visitor.open(`${url}/series/1?page=${Math.ceil(9e6 / 24)}`);
    const image = imagesIn(await last.text()).at(-1) ?? '';
    const answer = await visitor.open(image);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('image/svg+xml');
  });

  it('reports and documents are named as having no picture', async () => {
    const paper = { Rows: [], Columns: [], PixelData: new Uint8Array(0) };
    const { url, visitor } = await shared([
      { ...paper, SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33', Modality: 'SR', SeriesInstanceUID: '2.25.7' },
      { ...paper, SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33', Modality: 'SR', SeriesInstanceUID: '2.25.7' },
      { ...paper, SOPClassUID: '1.2.840.10008.5.1.4.1.1.104.1', Modality: 'DOC', SeriesInstanceUID: newUid() },
    ]);
    const page = await (await visitor.enter(url)).text();
    expect(page).toContain('SR · 2 × Structured report (no picture)');
    expect(page).toContain('PDF document (no picture)');
    expect(imagesIn(page)).toEqual([]);
    expect((await visitor.open(`${url}/series/1`)).status).toBe(404);
  });

  it('no other study can be reached, by whatever number', async () => {
    const { archive, user, url, visitor } = await shared();
    const other = await storeStudy(user, archive.info.namespaceId, [
      { SeriesInstanceUID: '2.25.7' },
      { SeriesInstanceUID: '2.25.7' },
    ]);
    const { url: otherUrl } = await linkTo(user, other.uuid);
    const page = await (await visitor.enter(url)).text();
    const [own = ''] = imagesIn(page);
    const elsewhere = browser(archive);
    await elsewhere.enter(otherUrl);
    const theirs = imagesIn(await (await elsewhere.open(`${otherUrl}/series/1`)).text());
    expect(theirs).toHaveLength(2);
    for (const image of theirs) {
      expect((await elsewhere.open(image)).status).toBe(200);
      // Through the own link, and through the other link without having entered there.
      expect((await visitor.open(image.replace(otherUrl, url))).status).toBe(404);
      expect((await visitor.open(image)).status).toBe(404);
    }
    const sid = [...visitor.cookies.values()][0] ?? '';
    const borrowed = await archive.linkPages(new Request(otherUrl, { headers: { cookie: sid } }));
    expect(await borrowed.text()).toContain('Open the study');
    for (const number of ['0', '-1', '1.5', '1e9', '99999999999999999999', 'x', '%00']) {
      expect((await visitor.open(own.replace(/\d+\/0\/thumbnail$/, `${number}/0`))).status, number).toBe(404);
    }
  });

  it('nothing but links is reached', async () => {
    const { archive } = await shared();
    const sid = await archive.openSession();
    for (const path of [
      '/api/v3/session/user',
      '/l/../api/v3/session/user',
      '/l/..%2fapi/v3/session/user',
      '/l/',
      '/',
    ]) {
      const answer = await archive.linkPages(
        new Request(`${origin}${path}`, { headers: { 'x-ambrahealth-sid': sid } }),
      );
      expect(answer.status, path).toBe(404);
    }
  });

  it('whatever names and descriptions hold, they stay text', async () => {
    const { user, study, url, visitor } = await shared();
    const skeleton = async () => {
      const texts = await Promise.all([url, `${url}/series/1`].map(async (page) => (await visitor.open(page)).text()));
      return texts.flatMap((text) => [...text.matchAll(/<[^>]*>/g)].map(([tag]) => tag));
    };
    await visitor.enter(url);
    const plain = await skeleton();
    const hostile = fc.oneof(
      fc.constantFrom('</bdi><script>alert(1)</script>', '" onload="x', "'><img src=x>", '<!--', '&lt;b&gt;', '${1}'),
      fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', ';', '/', 'x', '\u202e', '\u0000'), maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (patient_name, study_description, study_date) => {
        const params = { patient_name: `x${patient_name}`, study_description: `x${study_description}` };
        await user.ok('/study/set', { study_id: study.uuid, ...params, study_date: `x${study_date}` });
        expect(await skeleton()).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the address of a link', () => {
  const inside = 'http://archive.invalid';

  async function addressFromInside(options: Partial<ArchiveOptions>) {
    const archive = await newArchive(options);
    const user = await owner(archive);
    const { uuid: study_id } = await storeStudy(user, archive.info.namespaceId);
    const sid = user.sid ?? '';
    return {
      archive,
      address: async (): Promise<unknown> => {
        const body = new URLSearchParams({ study_id, action: 'STUDY_VIEW', sid });
        const answer = await archive.fetch(new Request(`${inside}/api/v3/link/add`, { method: 'POST', body }));
        const { uuid, url } = (await answer.json()) as { uuid: string; url?: string };
        return url?.replace(uuid, '…');
      },
    };
  }

  it('made inside the program is where the archive is served, else where the program answers, else none', async () => {
    let port: number | undefined;
    const { archive, address } = await addressFromInside({
      linkOrigin: () => (port === undefined ? undefined : `http://127.0.0.1:${port}`),
    });
    expect(await address()).toBeUndefined();
    port = 4711;
    expect(await address()).toBe('http://127.0.0.1:4711/l/…');
    archive.setPublicOrigin('http://192.0.2.7:4000');
    expect(await address()).toBe('http://192.0.2.7:4000/l/…');
    archive.setPublicOrigin('http://192.0.2.8:4000');
    expect(await address()).toBe('http://192.0.2.8:4000/l/…');
  });

  it('is kept with the archive', async () => {
    const { archive } = await addressFromInside({});
    archive.setPublicOrigin('http://192.0.2.7:4000');
    const again = await addressFromInside({ dir: archive.dir });
    expect(await again.address()).toBe('http://192.0.2.7:4000/l/…');
  });
});
