import type { ArchiveConnection } from '../../clients/port/archive-connection.ts';

/** Whoever may go to more namespaces than this looks at one of them at a time. */
const mostFollowed = 100;
/** A thousand studies that arrive make a worklist that is read anew now and then, not a thousand times. */
const leastMs = 2000;

/**
 * Calls `changed` when the worklist of whoever is signed in on the connection may have changed: at once, and then not
 * more often than every two seconds. Returns what ends it.
 */
export function followWorklists({ session, updates }: ArchiveConnection, changed: () => void): () => void {
  if (updates === undefined) return () => undefined;
  let following = new Map<string, () => void>();
  let again: NodeJS.Timeout | undefined;
  let isWaiting = false;

  const tell = () => {
    if (again !== undefined) {
      isWaiting = true;
      return;
    }
    changed();
    again = setTimeout(() => {
      again = undefined;
      const missed = isWaiting;
      isWaiting = false;
      if (missed) tell();
    }, leastMs).unref();
  };

  /** What is followed before and after stays as it is: a session that is renewed changes nothing here. */
  const follow = () => {
    const { state } = session;
    // One that has ended may be renewed in a moment; nothing is heard meanwhile.
    if (state.state === 'expired') return;
    const namespaces = state.state === 'signed-in' ? state.namespaces.slice(0, mostFollowed) : [];
    const next = new Map(namespaces.map(({ id }) => [id, following.get(id) ?? updates.followStudies(id, tell)]));
    for (const [id, stop] of following) if (!next.has(id)) stop();
    following = next;
  };

  const stopWatching = session.onChange(follow);
  follow();
  return () => {
    stopWatching();
    clearTimeout(again);
    for (const stop of following.values()) stop();
  };
}
