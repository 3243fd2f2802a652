import { useEffect, useState } from 'react';
import type { RefCallback } from 'react';
import type { Room } from './geometry.ts';

/** The size of an element as it changes; undefined before it is there. */
export function useRoom(): [ref: RefCallback<HTMLElement>, room: Room | undefined] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [room, setRoom] = useState<Room>();
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, room];
}
