import { AppEvent } from '../../src/contract/events.ts';

export interface EventHandlers {
  readonly onEvent: (event: AppEvent) => void;
  /** False while the stream is broken; the browser tries again by itself. */
  readonly onConnected: (connected: boolean) => void;
}

/** Listens to the server's one event stream until the returned function is called. An unknown event is an error. */
export function subscribe(url: string, handlers: EventHandlers): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delay = 500;
  const open = (): void => {
    source = new EventSource(url);
    source.addEventListener('open', () => {
      delay = 500;
      handlers.onConnected(true);
    });
    source.addEventListener('message', (message: MessageEvent<string>) => {
      handlers.onEvent(AppEvent.parse(JSON.parse(message.data)));
    });
    source.addEventListener('error', () => {
      handlers.onConnected(false);
      // After a refusal (not a lost line) the browser gives up; then the next try is ours.
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, delay);
      delay = Math.min(delay * 2, 15_000);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
