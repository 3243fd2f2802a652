import { QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../src/contract/api.ts';
import { ApiError, createClient, urlOf } from './api/client.ts';
import { subscribe } from './api/events.ts';
import { applyEvent } from './api/live.ts';
import { createQueries } from './api/queries.ts';

export { api } from '../src/contract/api.ts';
export { ApiError, urlOf } from './api/client.ts';

/** The window's way to the server: one method per route of the contract. */
export const client = createClient(api);
/** Reading with a cache: `useQuery(queries.worklist(connectionId, ask))`. */
export const queries = createQueries(client);

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        // A refusal is an answer; only a line that broke is worth a second try.
        retry: (count, error) => error instanceof ApiError && error.status === 0 && count < 2,
      },
      mutations: { retry: false },
    },
  });
}

/** Keeps the cache in step with the server. True while the line to it is open. */
export function useLiveEvents(): boolean {
  const cache = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    let broken = false;
    return subscribe(urlOf(api.events, {}), {
      onEvent: (event) => applyEvent(cache, event),
      onConnected: (open) => {
        setConnected(open);
        // What was missed while the line was down is read anew.
        if (open && broken) void cache.invalidateQueries();
        broken = !open;
      },
    });
  }, [cache]);
  return connected;
}
