import type { Fault } from './misbehaving-proxy.ts';

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Fault =>
  (exchange) =>
    exchange.answer({
      status: code,
      headers: { 'content-type': 'application/json', ...headers },
      body: Buffer.from('{"status":"ERROR","kind":{"code":1,"readable_status":"INTERNAL"},"message":"down"}'),
    });

const page = Buffer.from('<!doctype html><title>Sign in to the network</title><p>Please accept the terms.');

const json =
  (value: unknown): Fault =>
  (exchange) =>
    exchange.answer({ headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) });

/** What can happen to a request. Where the archive is asked first, it has the object and the client does not know. */
export const faultKinds: Readonly<Record<string, Fault>> = {
  'reset before anything is read': (exchange) => exchange.reset(),
  'reset in the middle of the body': async (exchange) => {
    await exchange.passHalf();
    exchange.reset();
  },
  'reset instead of the answer': async (exchange) => {
    await exchange.pass();
    exchange.reset();
  },
  'black-holed: taken, never answered': async (exchange) => {
    await exchange.pass();
  },
  'half-open: neither read nor answered': () => undefined,
  'HTTP 500': status(500),
  'HTTP 502 with a page': (exchange) =>
    exchange.answer({ status: 502, headers: { 'content-type': 'text/html' }, body: page }),
  'HTTP 503': status(503, { 'retry-after': '0' }),
  'HTTP 503 although it was stored': async (exchange) => {
    await exchange.pass();
    await status(503)(exchange);
  },
  'HTTP 429 with Retry-After': status(429, { 'retry-after': '0' }),
  'answer cut short': async (exchange) => exchange.answerHalf(await exchange.pass()),
  'answer that ends in the middle of its JSON': async (exchange) => {
    const { body, ...head } = await exchange.pass();
    exchange.answer({ ...head, body: body.subarray(0, body.length >> 1) });
  },
  'empty answer': (exchange) => exchange.answer({}),
  'a page where JSON was promised': (exchange) =>
    exchange.answer({ headers: { 'content-type': 'text/html' }, body: page }),
  'redirect to a sign-in page': (exchange) => exchange.answer({ status: 302, headers: { location: '/login' } }),
  'JSON of another shape': json({ status: 'OK', hello: [1, 2, 3] }),
  'acknowledged, but never stored, under other names': json({
    study_uid: '1.2.3',
    image_uid: '1.2.3.4',
    image_version: 'x',
  }),
  'acknowledged, stored, and lost again': async (exchange) => {
    const answer = await exchange.pass();
    if (exchange.isUpload && answer.status === 200) {
      const { namespace, study_uid, image_uid } = JSON.parse(answer.body.toString()) as Record<string, string>;
      await exchange.ask('DELETE', `/api/v3/storage/study/${namespace}/${study_uid}/image/${image_uid}`);
    }
    exchange.answer(answer);
  },
  'a list with an object missing': async (exchange) => {
    const answer = await exchange.pass();
    if (!exchange.path.endsWith('/schema') || answer.status !== 200) return exchange.answer(answer);
    const schema = JSON.parse(answer.body.toString()) as { series: { images: unknown[] }[] };
    schema.series[0]?.images.pop();
    return exchange.answer({ ...answer, body: Buffer.from(JSON.stringify(schema)) });
  },
  'session ended (401)': status(401),
  'answer in drips': async (exchange) => exchange.drip(await exchange.pass()),
};
