import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AmbraConnection } from '../../../src/clients/ambra/connection.ts';
import { pages } from '../../../src/clients/ambra/pages.ts';
import { credentials, ok, refused, scriptedAmbra, type ScriptedAmbra } from './scripted-ambra.ts';

let server: ScriptedAmbra;
let connection: AmbraConnection;
beforeEach(async () => {
  server = await scriptedAmbra();
  connection = server.connect();
  await connection.session.signIn(credentials);
});
afterEach(() => server.close());

const studies = (...uuids: string[]) => uuids.map((uuid) => ({ uuid }));
/** The pages that the server has now, numbered from 1. */
function serve(list: () => object[]) {
  server.script({
    '/study/list': ({ params }) => {
      const [number, rows] = [Number(params['page.number']), Number(params['page.rows'])];
      const end = number * rows;
      return ok({ studies: list().slice(end - rows, end), page: { more: list().length > end ? 1 : 0, rows, number } });
    },
  });
}

const all = (rows = 2) => pages(connection.commands.study.list, { sort_by: 'created-asc' }, 'studies', { rows });

async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of list) found.push(one);
  return found;
}

describe('a list that is read to its end', () => {
  test('one by one, and a page at a time', async () => {
    serve(() => studies('a', 'b', 'c', 'd', 'e'));
    expect(await collect(all())).toEqual(studies('a', 'b', 'c', 'd', 'e'));
    expect(await collect(all().slices())).toEqual([studies('a', 'b'), studies('c', 'd'), studies('e')]);
    expect(server.callsOf('/study/list')[0]?.params).toMatchObject({ sort_by: 'created-asc', 'page.rows': '2' });
  });

  test('nothing is asked before it is wanted, and nothing after it is left', async () => {
    serve(() => studies('a', 'b', 'c', 'd', 'e'));
    const list = all();
    expect(server.callsOf('/study/list')).toEqual([]);
    for await (const study of list) if ((study as { uuid: string }).uuid === 'c') break;
    expect(server.callsOf('/study/list')).toHaveLength(2);
  });

  test('what is added in front meanwhile makes nothing come twice', async () => {
    const list = studies('a', 'b', 'c', 'd');
    serve(() => list);
    const found: unknown[] = [];
    for await (const slice of all().slices()) {
      found.push(...slice);
      if (list.length < 6) list.unshift(...studies(`new${list.length}`));
    }
    expect(found).toEqual(studies('a', 'b', 'c', 'd'));
  });

  test('an empty list, and one that promises more for ever', async () => {
    serve(() => []);
    expect(await collect(all())).toEqual([]);
    server.script({ '/study/list': ok({ studies: [], page: { more: 1, rows: 2, number: 1 } }) });
    expect(await collect(all())).toEqual([]);
  });

  test('a refusal in the middle ends it with that error; an abort with its reason', async () => {
    server.script({
      '/study/list': [ok({ studies: studies('a'), page: { more: 1 } }), refused('INVALID_SORT_FIELD')],
    });
    await expect(collect(all())).rejects.toMatchObject({ code: 'INVALID_SORT_FIELD' });
    const reason = new Error('enough');
    const aborted = pages(connection.commands.study.list, {}, 'studies', { signal: AbortSignal.abort(reason) });
    await expect(collect(aborted)).rejects.toBe(reason);
  });
});
