import type { QueryClient } from '@tanstack/react-query';
import type { AppEvent } from '../../src/contract/events.ts';
import type { Connection } from '../../src/contract/connection.ts';
import type { Volume } from '../../src/contract/files.ts';
import type { ImportStatus } from '../../src/contract/import.ts';
import type { ExportStatus } from '../../src/contract/export.ts';
import type { ScanStatus } from '../../src/contract/events.ts';

/** Brings one event of the server into what the window holds: states are put in place, lists are read anew. */
export function applyEvent(cache: QueryClient, event: AppEvent): void {
  switch (event.type) {
    case 'scan':
      cache.setQueryData<ScanStatus[]>(['scans'], (list) => put(list, event.scan, (scan) => scan.scanId));
      applyScan(cache, event.scan);
      break;
    case 'import':
      cache.setQueryData<ImportStatus[]>(['imports'], (list) => put(list, event.import, (one) => one.importId));
      if (event.import.finishedAt !== undefined) {
        void cache.invalidateQueries({ queryKey: ['receipt', event.import.importId] });
      }
      break;
    case 'export':
      cache.setQueryData<ExportStatus[]>(['exports'], (list) => put(list, event.export, (one) => one.exportId));
      break;
    case 'connection':
      cache.setQueryData<Connection[]>(['connections'], (list) => put(list, event.connection, (one) => one.id));
      break;
    case 'connection-removed':
      cache.setQueryData<Connection[]>(['connections'], (list) => list?.filter(({ id }) => id !== event.connectionId));
      break;
    case 'worklist':
      void cache.invalidateQueries({ queryKey: ['worklist', event.connectionId] });
      void cache.invalidateQueries({ queryKey: ['study', event.connectionId] });
      break;
    case 'volumes':
      cache.setQueryData<Volume[]>(['volumes'], event.volumes);
      cache.setQueryData<Volume[]>(['arrivals'], (waiting = []) =>
        [...waiting, ...event.arrived].filter(({ path }) => event.volumes.some((volume) => volume.path === path)),
      );
      break;
    default:
      event satisfies never;
  }
}

/** A scan that went on; what it has found is fetched anew when there is more to it than before. */
function applyScan(cache: QueryClient, scan: ScanStatus): void {
  const key = ['scan', scan.scanId];
  const before = cache.getQueryData<{ status: ScanStatus }>(key)?.status;
  cache.setQueryData<{ status: ScanStatus }>(key, (known) =>
    known === undefined ? undefined : { ...known, status: scan },
  );
  if (before?.revision === scan.revision && before.state === scan.state) return;
  void refresh(cache, key);
  void cache.invalidateQueries({ queryKey: ['scan-series', scan.scanId] });
}

/** Reads anew what may just be being read for the first time: that answer would be of the time before the event. */
async function refresh(cache: QueryClient, key: readonly string[]): Promise<void> {
  if (cache.getQueryData(key) === undefined) await cache.cancelQueries({ queryKey: key });
  await cache.invalidateQueries({ queryKey: key });
}

/** `list` with `item` in its old place, or in front when it is new; no list yet stays none, so that it is fetched. */
function put<T>(list: T[] | undefined, item: T, idOf: (item: T) => string): T[] | undefined {
  if (list === undefined) return undefined;
  const known = list.some((other) => idOf(other) === idOf(item));
  return known ? list.map((other) => (idOf(other) === idOf(item) ? item : other)) : [item, ...list];
}
