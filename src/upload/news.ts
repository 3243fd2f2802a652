import type { OpenStudy } from '../clients/port/archive-connection.ts';
import { pause } from './retry.ts';
import type { Run } from './run.ts';

/** What the server tells of a study's namespace while its arrival is waited for. */
export interface News {
  /** Waits at most so many milliseconds for some, or for what came since the last time. Returns whether there was any. */
  within(ms: number): Promise<boolean>;
  stop(): void;
}

/** Listens from the first wait on: most studies are there at the first look. */
export function newsOf(run: Run, remote: OpenStudy): News {
  const { signal } = run.controller;
  let stop: (() => void) | undefined;
  let next = Promise.withResolvers<void>();
  return {
    async within(ms) {
      stop ??= run.connection.updates?.followStudies(remote.namespaceId, () => next.resolve());
      const over = new AbortController();
      const news = next.promise.then(() => true);
      const timeout = pause(Math.max(0, ms), AbortSignal.any([signal, over.signal])).then(() => false);
      try {
        const isNews = await Promise.race([news, timeout]);
        if (isNews) next = Promise.withResolvers<void>();
        return isNews;
      } finally {
        over.abort();
        // Broken off when there was news; an abort of the run was thrown already.
        timeout.catch(() => undefined);
      }
    },
    stop: () => stop?.(),
  };
}
