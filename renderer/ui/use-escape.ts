import { useEffect, useEffectEvent } from 'react';

/** Runs `action` when Escape is pressed, unless it belongs to a field or a list that has the focus. */
export function useEscape(action: () => void): void {
  const run = useEffectEvent(action);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isTaken =
        event.target instanceof Element && event.target.closest('input, textarea, [role="listbox"]') !== null;
      if (event.key === 'Escape' && !isTaken) run();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
