import { z } from 'zod';
import { systemClock } from '../http/clock.ts';
import type { MessageSocket, OpenSocket } from '../http/message-socket.ts';
import type { Updates } from '../port/archive-connection.ts';
import { text } from './answers.ts';
import { badAnswer } from './errors.ts';
import { done, type Services } from './services.ts';
import type { SessionKey } from './session-key.ts';

export interface UpdatesTiming {
  /** Between our signs of life. The vendor's server hangs up after five minutes without any. */
  readonly pingMs: number;
  /** Without a byte from the server, until its line counts as dead. */
  readonly silentMs: number;
  /** How often those who follow a channel that is not heard are told to look for themselves. */
  readonly pollMs: number;
  /** How often the channels are asked for anew: a session may end without a word on its line. */
  readonly renewMs: number;
  /** The pause before line n+1 is a random part of `baseMs` · 2ⁿ, at most `maxMs`. */
  readonly baseMs: number;
  readonly maxMs: number;
  /** A line that held for so long is no failed one. */
  readonly stableMs: number;
}

export const usualTiming: UpdatesTiming = {
  pingMs: 30_000,
  silentMs: 75_000,
  pollMs: 60_000,
  renewMs: 300_000,
  baseMs: 1000,
  maxMs: 300_000,
  stableMs: 60_000,
};

interface UpdatesOptions {
  /** `https://HOST/api/v3` */
  readonly url: string;
  readonly openSocket: OpenSocket;
  readonly key: SessionKey;
  readonly services: Services;
  readonly timing: UpdatesTiming;
  /** Told why a line ended, for a log: those who follow are served all the same. */
  readonly report: (error: unknown) => void;
}

/** What comes over the line: a reply to something we sent, or an event. Some replies name no channel. */
const Message = z.union([
  z.object({ event: text, channel: text }),
  z.object({ status: z.enum(['OK', 'ERROR']), channel: text.nullish() }),
]);

/**
 * The server's WebSocket channels. One line for all of them, held while anybody follows one and somebody is signed in.
 * An event says that something has happened, never what: those who follow look for themselves. They are told as well
 * once a channel is heard (again), for what happened before was not, and at intervals while it is not: the line is down,
 * the server has none, or refuses the channel.
 */
export function createUpdates({ url, openSocket, key, services, timing, report }: UpdatesOptions): Updates {
  const address = new URL(`${url.replace(/^http/, 'ws')}/channel/websocket`);
  const followed = new Map<string, Set<() => void>>();
  /** The channels that the server has confirmed, on the line that is open now. */
  const heard = new Set<string>();
  let line: { readonly socket: MessageSocket; readonly sid: string } | undefined;
  let running: AbortController | undefined;

  const tell = (channel: string) => {
    for (const listener of followed.get(channel) ?? []) listener();
  };
  const ask = (action: 'subscribe' | 'unsubscribe', channel: string) => {
    line?.socket.send(JSON.stringify({ action, channel, sid: line.sid }));
  };

  function take(message: z.infer<typeof Message>): void {
    if ('event' in message) return tell(message.channel);
    const { status, channel } = message;
    if (status === 'ERROR') {
      if (typeof channel === 'string') heard.delete(channel);
      if (typeof channel !== 'string' || followed.has(channel)) void checkSession();
    } else if (typeof channel === 'string' && followed.has(channel) && !heard.has(channel)) {
      heard.add(channel);
      tell(channel);
    }
  }

  /** A channel may be refused because the session has ended: asking anything makes that known, and renews it. */
  async function checkSession(): Promise<void> {
    try {
      await services.call({ url: '/session/user', answer: done, repeatable: true }, { signal: running?.signal });
    } catch (error) {
      report(error);
    }
  }

  /** One line, from its opening to its end; what it ended with is thrown. Ends quietly when the session is another. */
  async function holdLine(sid: string, signal: AbortSignal): Promise<void> {
    const ended = Promise.withResolvers<void>();
    // Nobody waits for it yet while the line is being opened.
    ended.promise.catch(() => undefined);
    const socket = await openSocket(address, {
      pingMs: timing.pingMs,
      silentMs: timing.silentMs,
      pingText: '{"action":"ping"}',
      signal,
      onEnd: ended.reject,
      onMessage: (received) => {
        const message = Message.safeParse(parseJson(received));
        if (message.success) take(message.data);
        else ended.reject(badAnswer('channel'));
      },
    });
    const stop = () => ended.resolve();
    const stopWatching = key.onChange(() => {
      if (sidOf(key) !== sid) stop();
    });
    signal.addEventListener('abort', stop);
    line = { socket, sid };
    try {
      if (sidOf(key) === sid && !signal.aborted) for (const channel of followed.keys()) ask('subscribe', channel);
      else stop();
      await ended.promise;
    } finally {
      line = undefined;
      heard.clear();
      stopWatching();
      signal.removeEventListener('abort', stop);
      socket.close();
    }
  }

  async function keepLine(signal: AbortSignal): Promise<void> {
    for (let failed = 0; ; failed += 1) {
      const sid = await waitForSession(key, signal);
      const since = systemClock.now();
      try {
        await holdLine(sid, signal);
      } catch (error) {
        signal.throwIfAborted();
        report(error);
      }
      if (systemClock.now() - since >= timing.stableMs) failed = 0;
      await systemClock.wait(Math.min(timing.maxMs, timing.baseMs * 2 ** failed) * Math.random(), signal);
    }
  }

  async function tellTheUnheard(signal: AbortSignal): Promise<void> {
    for (;;) {
      await systemClock.wait(timing.pollMs, signal);
      if (isSignedIn(key)) for (const channel of followed.keys()) if (!heard.has(channel)) tell(channel);
    }
  }

  async function askAnew(signal: AbortSignal): Promise<void> {
    for (;;) {
      await systemClock.wait(timing.renewMs, signal);
      for (const channel of followed.keys()) ask('subscribe', channel);
    }
  }

  function start(): void {
    running = new AbortController();
    const { signal } = running;
    for (const task of [keepLine, tellTheUnheard, askAnew]) {
      task(signal).catch((error: unknown) => {
        if (!signal.aborted) report(error);
      });
    }
  }

  return {
    followStudies(namespaceId, listener) {
      const channel = `study.${namespaceId}`;
      const listeners = followed.get(channel) ?? new Set();
      // The same function given twice is two followers.
      const follower = () => listener();
      followed.set(channel, listeners.add(follower));
      if (running === undefined) start();
      else if (listeners.size === 1) ask('subscribe', channel);
      return () => {
        if (!listeners.delete(follower) || listeners.size > 0) return;
        followed.delete(channel);
        heard.delete(channel);
        ask('unsubscribe', channel);
        if (followed.size > 0) return;
        running?.abort();
        running = undefined;
      };
    },
  };
}

function isSignedIn({ state: { state } }: SessionKey): boolean {
  return state === 'signed-in' || state === 'share-code';
}

/** The sid that calls are made with now, if any are: channels take no other pass. */
function sidOf(key: SessionKey): string | undefined {
  if (!isSignedIn(key)) return undefined;
  const pass = key.use();
  return 'sid' in pass ? pass.sid : undefined;
}

function waitForSession(key: SessionKey, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const sid = sidOf(key);
      if (sid === undefined && !signal.aborted) return;
      stopWatching();
      signal.removeEventListener('abort', look);
      if (sid === undefined || signal.aborted) reject(signal.reason as Error);
      else resolve(sid);
    };
    const stopWatching = key.onChange(look);
    signal.addEventListener('abort', look);
    look();
  });
}

function parseJson(received: string): unknown {
  try {
    return JSON.parse(received);
  } catch {
    return undefined;
  }
}
