import type { Volume } from '../../contract/files.ts';
import { watchVolumes } from '../../scan/volumes/watch.ts';
import type { Services } from '../services.ts';

/** Tells the window, and the shell, of discs and drives that are put in or taken out. */
export function watchForDiscs(
  { events, log }: Pick<Services, 'events' | 'log'>,
  onArrival: ((volume: Volume) => void) | undefined,
  signal: AbortSignal,
): void {
  let isSaid = false;
  void watchVolumes(
    ({ volumes, arrived }) => {
      events.publish({ type: 'volumes', volumes: [...volumes], arrived: [...arrived] });
      for (const volume of arrived) onArrival?.(volume);
    },
    {
      signal,
      onError: (error) => {
        // A system that does not answer would fill the log.
        if (!isSaid) log.error('volumes', error);
        isSaid = true;
      },
    },
  );
}
