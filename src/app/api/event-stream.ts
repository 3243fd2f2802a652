const HEARTBEAT_MS = 15_000;

/**
 * `events` as server-sent events (WHATWG HTML 9.2). A comment at once opens the stream, further ones keep proxies
 * and the window from taking silence for a lost connection. Ends with the events or with `signal`.
 */
export function eventStream(events: AsyncIterable<unknown>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let heartbeat: NodeJS.Timeout | undefined;
  const end = async () => {
    clearInterval(heartbeat);
    await iterator.return?.();
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const comment = () => {
        // Nobody reads at the moment: there is no silence to break.
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': here\n\n'));
      };
      comment();
      heartbeat = setInterval(comment, HEARTBEAT_MS);
      heartbeat.unref();
      signal.addEventListener('abort', () => void end(), { once: true });
    },
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) {
        await end();
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`));
    },
    cancel: end,
  });
}
