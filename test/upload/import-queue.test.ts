// Long on purpose: what the queue promises, case by case, over one set of misbehaving servers.
import { appendFile, copyFile, rename, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SignInError } from '../../src/clients/port/errors.ts';
import { Receipt, type Treatment } from '../../src/contract/import.ts';
import { smallStudy } from '../suites/small-study.ts';
import { type Fault, isUpload, newRig, newSource, planOf, type Rig, run, storedOf } from './rig.ts';

const unreachable: Fault = async () => {
  const { NetworkError } = await import('../../src/clients/http/errors.ts');
  throw new NetworkError('connection-broken', 'broken', { next: 'retry' });
};

function failing(times: number, status: number): Fault {
  let left = times;
  return async (request, pass) => {
    if (!isUpload(request) || left === 0) return pass();
    left -= 1;
    return Response.json({ kind: { code: 'INTERNAL' }, message: 'down' }, { status });
  };
}

/** Imports begun one after the other to a server that takes nothing before `stuck` is resolved. */
async function startStuck(rig: Rig, count: number) {
  const stuck = Promise.withResolvers<void>();
  rig.fault = async (request, pass) => {
    if (isUpload(request)) await stuck.promise;
    return pass();
  };
  const ids: string[] = [];
  while (ids.length < count) ids.push(rig.queue.start(await planOf(rig, [await newSource()])).importId);
  return { ids, stuck };
}

describe('an import', () => {
  it('is verified when the server’s own list holds every object', async () => {
    const rig = await newRig();
    const sources = [await newSource(), await newSource()];
    const status = await run(rig, await planOf(rig, sources));

    expect(status).toMatchObject({ phase: 'done', objectsTotal: 6, objectsDone: 6, objectsFailed: 0 });
    expect(status.bytesDone).toBe(status.bytesTotal);
    const receipt = Receipt.parse(rig.queue.receipt(status.importId));
    expect(receipt).toMatchObject({ resumed: false, problems: [] });
    expect(receipt.studies.map(({ state, objects, failures }) => ({ state, objects, failures }))).toEqual(
      sources.map(() => ({
        state: 'verified',
        objects: { selected: 3, sent: 3, deduplicated: 0, verified: 3, failed: 0 },
        failures: [],
      })),
    );
    for (const source of sources) {
      expect(await storedOf(rig, source)).toEqual(source.study.objects.map((one) => one.sopInstanceUid).sort());
    }
  });

  it('counts what the server held already', async () => {
    const rig = await newRig();
    const plan = await planOf(rig, [await newSource()]);
    await run(rig, plan);
    const again = await run(rig, plan);
    expect(rig.queue.receipt(again.importId).studies[0]?.objects).toEqual({
      selected: 3,
      sent: 0,
      deduplicated: 3,
      verified: 3,
      failed: 0,
    });
  });

  it('tells its progress, ending with the last word', async () => {
    const rig = await newRig();
    const last = await run(rig, await planOf(rig, [await newSource()]));
    expect(rig.statuses.at(-1)).toEqual(last);
    expect(rig.statuses[0]?.phase).toBe('waiting');
  });

  it('tries again what fails in passing', async () => {
    const rig = await newRig();
    rig.fault = failing(2, 503);
    expect(await run(rig, await planOf(rig, [await newSource()]))).toMatchObject({ phase: 'done', objectsFailed: 0 });
  });

  it('gives up on an object that the server keeps failing on, and sends the others', async () => {
    const rig = await newRig();
    const source = await newSource();
    const bad = source.study.objects[1];
    rig.fault = async (request, pass) => {
      if (!isUpload(request)) return pass();
      const body = new Uint8Array(await request.clone().arrayBuffer());
      const isBad = Buffer.from(body).equals(Buffer.from(bad?.file ?? new Uint8Array()));
      return isBad ? Response.json({ kind: { code: 'INTERNAL' } }, { status: 500 }) : pass();
    };
    const status = await run(rig, await planOf(rig, [source]));
    expect(status).toMatchObject({ phase: 'done', objectsDone: 2, objectsFailed: 1, problem: { next: 'retry' } });
    const [study] = rig.queue.receipt(status.importId).studies;
    expect(study).toMatchObject({ state: 'partial', objects: { verified: 2, failed: 1 } });
    expect(study?.failures).toEqual([
      expect.objectContaining({ path: 'IM1', sopInstanceUid: bad?.sopInstanceUid, code: 'HTTP_500' }),
    ]);

    rig.fault = undefined;
    const before = rig.uploads;
    const retried = await rig.queue.ended(rig.queue.retry(status.importId).importId);
    expect(retried).toMatchObject({ phase: 'done', objectsDone: 3, objectsFailed: 0 });
    expect(rig.uploads - before).toBe(1);
    expect(rig.queue.receipt(status.importId)).toMatchObject({ resumed: true, studies: [{ state: 'verified' }] });
  });

  it('notices an object that was acknowledged and then lost', async () => {
    const rig = await newRig();
    const source = await newSource();
    const lost = source.study.objects[2]?.sopInstanceUid ?? '';
    rig.fault = async (request, pass) => {
      const response = await pass();
      if (!request.url.includes('/schema')) return response;
      const schema = (await response.json()) as { series: { images: { id: string }[] }[] };
      for (const series of schema.series) {
        series.images = series.images.filter(({ id }) => id !== lost);
      }
      return Response.json(schema, { status: response.status });
    };
    const status = await run(rig, await planOf(rig, [source]));
    const [study] = rig.queue.receipt(status.importId).studies;
    expect(study).toMatchObject({ state: 'partial', objects: { verified: 2, failed: 1 } });
    expect(study?.failures).toEqual([expect.objectContaining({ sopInstanceUid: lost, code: 'not-stored' })]);
  });

  it('does not take the old object for the new one: its version must be the one that was acknowledged', async () => {
    const rig = await newRig();
    const source = await newSource();
    await run(rig, await planOf(rig, [source]));
    let before: unknown;
    rig.fault = async (request, pass) => {
      const response = await pass();
      if (!request.url.includes('/schema')) return response;
      // A server that takes the new identity and goes on showing the old.
      before ??= await response.json();
      return Response.json(before);
    };
    const identity: Treatment = { kind: 'burn-in', set: { PatientName: 'PHANTOM^OTHER', PatientID: 'PH-002' } };
    const status = await run(rig, await planOf(rig, [source], identity));
    const [study] = rig.queue.receipt(status.importId).studies;
    expect(study).toMatchObject({ state: 'failed', objects: { sent: 0, verified: 0, failed: 3 } });
    expect(new Set(study?.failures.map(({ code }) => code))).toEqual(new Set(['other-version']));
  });

  it('waits for a new sign-in when the session ends on the way, and loses nothing', async () => {
    const rig = await newRig();
    let passed = 0;
    rig.fault = async (request, pass) => {
      if (isUpload(request)) passed += 1;
      return passed > 1 ? Response.json({ status: 'ERROR' }, { status: 401 }) : pass();
    };
    const status = await run(rig, await planOf(rig, [await newSource()]));
    expect(status).toMatchObject({ phase: 'paused', problem: { next: 'sign-in-again' } });

    rig.fault = undefined;
    await rig.connection.session.adopt(await rig.archive.openSession());
    rig.queue.resumeAfterSignIn('embedded');
    expect(await rig.queue.ended(status.importId)).toMatchObject({ phase: 'done', objectsDone: 3, objectsFailed: 0 });
  });

  it('signs in again by itself where nobody need be asked', async () => {
    const renewals: string[] = [];
    const rig = await newRig({
      signInAgain: async (id) => {
        renewals.push(id);
        await rig.connection.session.adopt(await rig.archive.openSession());
        return true;
      },
    });
    let ended = false;
    rig.fault = async (request, pass) => {
      if (!isUpload(request) || ended) return pass();
      ended = true;
      return Response.json({ status: 'ERROR' }, { status: 401 });
    };
    expect(await run(rig, await planOf(rig, [await newSource()]))).toMatchObject({ phase: 'done', objectsDone: 3 });
    expect(renewals).not.toEqual([]);
  });

  it('waits when the session does not hold after it was renewed: no object is to blame', async () => {
    const rig = await newRig({
      signInAgain: async () => {
        await rig.connection.session.adopt(await rig.archive.openSession());
        return true;
      },
    });
    rig.fault = async (request, pass) =>
      isUpload(request) ? Response.json({ status: 'ERROR' }, { status: 401 }) : pass();
    expect(await run(rig, await planOf(rig, [await newSource()]))).toMatchObject({
      phase: 'paused',
      objectsFailed: 0,
      problem: { next: 'sign-in-again' },
    });
  });

  it('pauses when the server cannot be reached any more, and goes on later', async () => {
    const rig = await newRig();
    rig.fault = async (request, pass) => (rig.uploads > 0 ? unreachable(request, pass) : pass());
    const status = await run(rig, await planOf(rig, [await newSource()]));
    expect(status).toMatchObject({ phase: 'paused', objectsFailed: 0, problem: { code: 'connection-broken' } });

    rig.fault = undefined;
    const resumed = await rig.queue.ended(rig.queue.retry(status.importId).importId);
    expect(resumed).toMatchObject({ phase: 'done', objectsDone: 3 });
  });

  it.each([
    ['the server’s disk', false, 'The disk of the server'],
    ['the disk of this computer, where the archive is', true, 'The disk of this computer'],
  ])('pauses when %s is full: no object is to blame', async (_, isHere, words) => {
    const rig = await newRig({ isHere: () => isHere });
    rig.fault = async (request, pass) =>
      isUpload(request) ? Response.json({ kind: { code: 'FULL' }, message: 'full' }, { status: 507 }) : pass();
    const status = await run(rig, await planOf(rig, [await newSource()]));
    expect(status).toMatchObject({ phase: 'paused', objectsFailed: 0, problem: { next: 'free-disk-space' } });
    expect(status.problem?.message).toContain(words);
  });

  it('blames the object when the server breaks off over it alone', async () => {
    const rig = await newRig();
    let first = '';
    rig.fault = async (request, pass) => {
      if (!isUpload(request)) return pass();
      const text = Buffer.from(await request.clone().arrayBuffer()).toString('latin1');
      first ||= text;
      return text === first ? unreachable(request, pass) : pass();
    };
    const status = await run(rig, await planOf(rig, [await newSource()]));
    expect(status).toMatchObject({ phase: 'done', objectsDone: 2, objectsFailed: 1 });
  });

  it('fails as a whole when the server refuses the study', async () => {
    const rig = await newRig();
    rig.fault = async (request, pass) =>
      request.url.includes('/study/add')
        ? Response.json({ status: 'ERROR', error_type: 'NOT_PERMITTED' }, { status: 412 })
        : pass();
    const status = await run(rig, await planOf(rig, [await newSource()]));
    expect(status).toMatchObject({ phase: 'failed', objectsFailed: 3, problem: { next: 'ask-for-permission' } });
    expect(rig.queue.receipt(status.importId).studies[0]?.failures.map(({ code }) => code)).toEqual([
      'NOT_PERMITTED',
      'NOT_PERMITTED',
      'NOT_PERMITTED',
    ]);
  });
});

describe('a source that changes', () => {
  const cases = [
    ['has vanished', 'source-missing', async (file: string) => rm(file)],
    ['has become empty', 'empty', async (file: string) => truncate(file)],
    ['has grown', 'source-changed', async (file: string) => appendFile(file, 'more')],
    ['was written anew', 'source-changed', async (file: string) => utimes(file, new Date(0), new Date(0))],
  ] as const;
  it.each(cases)('fails the file that %s with %s, and sends the others', async (_, code, change) => {
    const rig = await newRig();
    const source = await newSource();
    const plan = await planOf(rig, [source]);
    await change(source.files[0] ?? '');
    const status = await run(rig, plan);
    expect(status).toMatchObject({ phase: 'done', objectsDone: 2, objectsFailed: 1 });
    expect(rig.queue.receipt(status.importId).studies[0]?.failures).toEqual([
      expect.objectContaining({ path: 'IM0', code }),
    ]);
  });

  const treatments: readonly Treatment[] = [{ kind: 'as-is' }, { kind: 'deidentify', profile: 'basic' }];
  it.each(treatments)('sends nothing of another disc that lies in the drive by now ($kind)', async (treatment) => {
    const rig = await newRig();
    const [source, other] = [await newSource(), await newSource()];
    const plan = await planOf(rig, [source], treatment);
    for (const [index, file] of source.files.entries()) {
      const { mtime } = await stat(file);
      await copyFile(other.files[index] ?? '', file);
      await utimes(file, mtime, mtime);
    }
    for (const object of plan.studies[0]?.objects ?? []) {
      Object.assign(object, {
        bytes: (await stat(object.file)).size,
        fileBytes: (await stat(object.file)).size,
        mtimeMs: Math.trunc((await stat(object.file)).mtimeMs),
      });
    }
    const status = await run(rig, plan);
    expect(status.phase).toBe('failed');
    expect(rig.uploads).toBe(0);
    expect(rig.queue.receipt(status.importId).studies[0]?.failures.map(({ code }) => code)).toEqual([
      'source-changed',
      'source-changed',
      'source-changed',
    ]);
  });

  it('does not follow a link that was put in the place of a file', async () => {
    const rig = await newRig();
    const source = await newSource();
    const plan = await planOf(rig, [source]);
    const file = source.files[1] ?? '';
    await rename(file, `${file}.elsewhere`);
    await symlink(`${file}.elsewhere`, file);
    const status = await run(rig, plan);
    expect(status).toMatchObject({ phase: 'done', objectsDone: 2, objectsFailed: 1 });
    expect(rig.queue.receipt(status.importId).studies[0]?.failures).toEqual([
      expect.objectContaining({ path: 'IM1', code: 'source-changed' }),
    ]);
  });

  it('waits for a disc that was taken out', async () => {
    const rig = await newRig();
    const source = await newSource();
    const plan = await planOf(rig, [source]);
    await rm(source.folder, { recursive: true });
    const status = await run(rig, plan);
    expect(status).toMatchObject({ phase: 'paused', objectsFailed: 0, problem: { next: 'reinsert-disc' } });
  });

  it('fails a study without one readable file, naming each', async () => {
    const rig = await newRig();
    const source = await newSource();
    for (const file of source.files) await writeFile(file, 'this is no DICOM object, but it is long enough to be read');
    const status = await run(rig, await planOf(rig, [source]));
    expect(status.phase).toBe('failed');
    expect(rig.queue.receipt(status.importId).studies[0]).toMatchObject({ state: 'failed', objects: { failed: 3 } });
    expect(await storedOf(rig, source)).toEqual([]);
  });
});

describe('the queue', () => {
  it('cancels, keeps what was sent, and can still go on', async () => {
    const rig = await newRig({ concurrency: 1 });
    const source = await newSource();
    const second = Promise.withResolvers<void>();
    rig.fault = async (request, pass) => {
      if (!isUpload(request) || rig.uploads === 0) return pass();
      second.resolve();
      return new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => {
          reject(request.signal.reason as Error);
        });
      });
    };
    const { importId } = rig.queue.start(await planOf(rig, [source]));
    await second.promise;
    expect(await rig.queue.cancel(importId)).toMatchObject({ phase: 'cancelled', objectsDone: 1 });
    expect(rig.queue.receipt(importId).studies[0]).toMatchObject({ state: 'failed', objects: { sent: 1, failed: 3 } });

    rig.fault = undefined;
    expect(await rig.queue.ended(rig.queue.retry(importId).importId)).toMatchObject({ phase: 'done', objectsDone: 3 });
    expect(rig.uploads).toBe(3);
  });

  it('cancels what waits for its turn without waiting for it', async () => {
    const rig = await newRig();
    const { ids, stuck } = await startStuck(rig, 5);
    expect(await rig.queue.cancel(ids[3] ?? '')).toMatchObject({ phase: 'cancelled', objectsDone: 0 });
    expect(rig.queue.status(ids[4] ?? '').phase).toBe('waiting');
    stuck.resolve();
    expect(await rig.queue.ended(ids[4] ?? '')).toMatchObject({ phase: 'done' });
    expect(await rig.queue.ended(ids[0] ?? '')).toMatchObject({ phase: 'done' });
  });

  it('lives on when nobody can be told how it stands', async () => {
    const unexpected: unknown[] = [];
    const rig = await newRig({
      onStatus: () => {
        throw new Error('nobody listens');
      },
      onUnexpected: (error) => unexpected.push(error),
    });
    expect(await run(rig, await planOf(rig, [await newSource()]))).toMatchObject({ phase: 'done' });
    expect(unexpected).not.toEqual([]);
  });

  it('says a reason once, however many studies it keeps back', async () => {
    const rig = await newRig();
    rig.fault = async (request, pass) =>
      request.url.includes('/study/add')
        ? Response.json({ status: 'ERROR', error_type: 'NOT_PERMITTED' }, { status: 412 })
        : pass();
    const status = await run(rig, await planOf(rig, [await newSource(), await newSource()]));
    expect(rig.queue.receipt(status.importId).problems).toHaveLength(1);
  });

  it('has nothing to retry of a verified import', async () => {
    const rig = await newRig();
    const { importId } = await run(rig, await planOf(rig, [await newSource()]));
    expect(() => rig.queue.retry(importId)).toThrowError(expect.objectContaining({ code: 'nothing-left' }));
  });

  it('sends several imports to one connection side by side', async () => {
    const rig = await newRig();
    const plans = [await planOf(rig, [await newSource()]), await planOf(rig, [await newSource()])];
    const ids = plans.map((plan) => rig.queue.start(plan).importId);
    expect(ids.map((id) => rig.queue.status(id).phase)).toEqual(['waiting', 'waiting']);
    for (const id of ids) await rig.queue.ended(id);
    expect(ids.map((id) => rig.queue.status(id).phase)).toEqual(['done', 'done']);
    expect(rig.queue.list().map(({ importId }) => importId)).toEqual(ids.toReversed());
  });

  it('begins with an urgent one at once, and keeps what it was told', async () => {
    const rig = await newRig();
    const { ids, stuck } = await startStuck(rig, 4);
    const last = ids[3] ?? '';
    expect(rig.queue.status(last)).toMatchObject({ phase: 'waiting', priority: 'routine' });
    expect(rig.queue.setPriority(last, 'stat')).toMatchObject({ priority: 'stat' });
    await expect.poll(() => rig.queue.status(last).phase).toBe('sending');
    stuck.resolve();
    expect(await rig.queue.ended(last)).toMatchObject({ phase: 'done', priority: 'stat' });
    for (const id of ids) await rig.queue.ended(id);
  });

  it('keeps the limit of a connection, and takes it away again', async () => {
    const rig = await newRig();
    const limit = { mbitPerSecond: 20, hours: { days: [1, 2, 3, 4, 5], from: '07:00', to: '18:00' } };
    rig.queue.setLimit('embedded', limit);
    expect(rig.queue.limit('embedded')).toEqual(limit);
    expect(rig.queue.limit('other')).toBeUndefined();
    expect(await run(rig, await planOf(rig, [await newSource()]))).toMatchObject({ phase: 'done', objectsDone: 3 });
    rig.queue.setLimit('embedded', undefined);
    expect(rig.queue.limit('embedded')).toBeUndefined();
  });

  it('asks for a renewed session once, however many notice that it has ended', async () => {
    let renewals = 0;
    const rig = await newRig({
      signInAgain: async () => {
        renewals += 1;
        await rig.connection.session.adopt(await rig.archive.openSession());
        return true;
      },
    });
    const all = Promise.withResolvers<void>();
    let asked = 0;
    rig.fault = async (request, pass) => {
      if (!isUpload(request) || asked === 3) return pass();
      asked += 1;
      if (asked === 3) all.resolve();
      await all.promise;
      return Response.json({ status: 'ERROR' }, { status: 401 });
    };
    expect(await run(rig, await planOf(rig, [await newSource()]))).toMatchObject({ phase: 'done', objectsDone: 3 });
    expect(renewals).toBe(1);
  });

  it('does not know other ids', async () => {
    const rig = await newRig();
    expect(() => rig.queue.status('nothing')).toThrowError(expect.objectContaining({ code: 'no-import' }));
  });

  it('pauses what cannot even begin, and says why', async () => {
    const rig = await newRig({
      connect: async () => {
        throw new SignInError('session-expired', 'Sign in again.', { next: 'sign-in-again' });
      },
    });
    const status = await run(rig, await planOf(rig, [await newSource(smallStudy())]));
    expect(status).toMatchObject({ phase: 'paused', problem: { code: 'session-expired' } });
  });
});
