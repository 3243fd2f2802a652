import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../renderer/api/live.ts';
import type { ImportStatus } from '../../../src/contract/import.ts';

const status = (importId: string, objectsDone: number): ImportStatus => ({
  importId,
  connectionId: 'c',
  destination: 'Film room',
  label: 'PHANTOM^CHEST · 1 study',
  priority: 'routine',
  phase: 'sending',
  objectsTotal: 3,
  objectsDone,
  objectsFailed: 0,
  bytesTotal: 300,
  bytesDone: objectsDone * 100,
  startedAt: '2026-01-01T00:00:00Z',
});

const volume = (label: string) => ({ path: `/media/${label}`, label, kind: 'optical' as const });

describe('applyEvent', () => {
  it('puts a known import in its place and a new one in front', () => {
    const cache = new QueryClient();
    cache.setQueryData(['imports'], [status('a', 0), status('b', 0)]);
    applyEvent(cache, { type: 'import', import: status('b', 2) });
    applyEvent(cache, { type: 'import', import: status('c', 1) });
    const list = cache.getQueryData<ImportStatus[]>(['imports']);
    expect(list?.map(({ importId, objectsDone }) => [importId, objectsDone])).toEqual([
      ['c', 1],
      ['a', 0],
      ['b', 2],
    ]);
  });

  it('makes no list out of one event: the whole is fetched when it is needed', () => {
    const cache = new QueryClient();
    applyEvent(cache, { type: 'import', import: status('a', 1) });
    expect(cache.getQueryData(['imports'])).toBeUndefined();
  });

  it('marks only the worklist of the server that changed', () => {
    const cache = new QueryClient();
    cache.setQueryData(['worklist', 'a', {}], {});
    cache.setQueryData(['worklist', 'b', {}], {});
    applyEvent(cache, { type: 'worklist', connectionId: 'a' });
    expect(cache.getQueryState(['worklist', 'a', {}])?.isInvalidated).toBe(true);
    expect(cache.getQueryState(['worklist', 'b', {}])?.isInvalidated).toBe(false);
  });

  it('keeps the findings of a scan while its state moves on', () => {
    const cache = new QueryClient();
    const progress = { filesFound: 1, filesRead: 1, dicom: 1, unreadable: 0, bytesFound: 1, bySource: [] };
    const scan = { scanId: 's', sources: ['/disc'], state: 'running' as const, progress, revision: 0 };
    cache.setQueryData(['scan', 's'], { status: scan, summary: 'kept' });
    applyEvent(cache, { type: 'scan', scan: { ...scan, state: 'done' } });
    expect(cache.getQueryData(['scan', 's'])).toEqual({ status: { ...scan, state: 'done' }, summary: 'kept' });
    expect(cache.getQueryState(['scan', 's'])?.isInvalidated).toBe(true);
  });

  it('fetches what a running scan has found when there is more of it, and not at every step', () => {
    const cache = new QueryClient();
    const progress = { filesFound: 9, filesRead: 1, dicom: 1, unreadable: 0, bytesFound: 1, bySource: [] };
    const scan = { scanId: 's', sources: ['/disc'], state: 'running' as const, progress, revision: 1 };
    cache.setQueryData(['scan', 's'], { status: scan });
    cache.setQueryData(['scan-series', 's', 'study', 'series'], []);
    applyEvent(cache, { type: 'scan', scan: { ...scan, progress: { ...progress, filesRead: 2 } } });
    expect(cache.getQueryState(['scan', 's'])?.isInvalidated).toBe(false);
    applyEvent(cache, { type: 'scan', scan: { ...scan, revision: 2 } });
    expect(cache.getQueryState(['scan', 's'])?.isInvalidated).toBe(true);
    expect(cache.getQueryState(['scan-series', 's', 'study', 'series'])?.isInvalidated).toBe(true);
  });

  it('knows of a disc that was put in until it is taken out', () => {
    const cache = new QueryClient();
    const labels = (key: string) => cache.getQueryData<{ label: string }[]>([key])?.map(({ label }) => label);
    applyEvent(cache, { type: 'volumes', volumes: [volume('A'), volume('B')], arrived: [volume('B')] });
    expect([labels('volumes'), labels('arrivals')]).toEqual([['A', 'B'], ['B']]);
    applyEvent(cache, { type: 'volumes', volumes: [volume('A'), volume('B'), volume('C')], arrived: [volume('C')] });
    expect(labels('arrivals')).toEqual(['B', 'C']);
    applyEvent(cache, { type: 'volumes', volumes: [volume('A'), volume('C')], arrived: [] });
    expect([labels('volumes'), labels('arrivals')]).toEqual([['A', 'C'], ['C']]);
  });

  it('asks again for a scan that went on while its first answer was on the way', async () => {
    const cache = new QueryClient();
    const first = Promise.withResolvers<string>();
    let asked = 0;
    const queryFn = async () => (++asked === 1 ? first.promise : 'of after it');
    const observer = new QueryObserver(cache, { queryKey: ['scan', 's'], queryFn });
    const shown: unknown[] = [];
    const seen = new Promise<void>((resolve) => {
      observer.subscribe(({ data }) => {
        if (data !== undefined) shown.push(data);
        if (data === 'of after it') resolve();
      });
    });
    const progress = { filesFound: 1, filesRead: 1, dicom: 1, unreadable: 0, bytesFound: 1, bySource: [] };
    applyEvent(cache, { type: 'scan', scan: { scanId: 's', sources: [], state: 'done', progress, revision: 1 } });
    first.resolve('of before the event');
    await seen;
    expect(shown).toEqual(['of after it']);
  });

  it('forgets a removed server', () => {
    const cache = new QueryClient();
    cache.setQueryData(['connections'], [{ id: 'a' }, { id: 'b' }]);
    applyEvent(cache, { type: 'connection-removed', connectionId: 'a' });
    expect(cache.getQueryData(['connections'])).toEqual([{ id: 'b' }]);
  });
});
