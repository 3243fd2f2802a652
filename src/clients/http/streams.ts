/**
 * `stream` with its failures turned by `map`; reading stays driven by the consumer, nothing is buffered ahead.
 * `over` ends it, whoever is reading: the source is cancelled and read no further.
 */
export function mapFailures(
  stream: ReadableStream<Uint8Array>,
  map: (error: unknown) => unknown,
  over?: AbortSignal,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = () => {
          controller.error(over?.reason);
          // What the source has to say to that, nobody waits for any more.
          reader.cancel(over?.reason).catch(() => undefined);
        };
        over?.addEventListener('abort', end, { once: true });
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(map(error));
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
