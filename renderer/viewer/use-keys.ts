import { useEffect, useEffectEvent } from 'react';
import { actionOf, type ViewerCommands, type ViewerStatus } from './actions.ts';

/** Makes the keys of the actions work, wherever the focus is, and Escape. */
export function useKeys(commands: ViewerCommands, status: ViewerStatus, onEscape: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') onEscape();
    const action = actionOf(event, status);
    if (action === undefined || action.isEnabled?.(status) === false) return;
    event.preventDefault();
    action.run(commands);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    // Ahead of Cornerstone, which takes every key for itself once its picture was clicked.
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
