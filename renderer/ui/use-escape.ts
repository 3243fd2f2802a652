import { useEffect, useEffectEvent } from 'react';

/** Runs `action` when Escape is pressed and nothing nearer (a list, a field) has used the key. */
export function useEscape(action: () => void): void {
  const run = useEffectEvent(action);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) run();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
