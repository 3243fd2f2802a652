import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '../../src/contract/import.ts';
import { queries } from '../api.ts';
import { toast } from '../ui/toast.tsx';
import { newsOf } from './news.ts';
import { isRunning } from './phase.tsx';

/** Says when a transfer is done or stuck, wherever in the window or outside of it one is, and asks before it is left. */
export function useTransferWatch(): void {
  const { t } = useTranslation('transfers');
  const { data: imports } = useQuery(queries.imports());
  const known = useRef(new Map<string, ImportStatus>());
  useEffect(() => {
    for (const status of imports ?? []) {
      const news = newsOf(known.current.get(status.importId), status);
      known.current.set(status.importId, status);
      if (news === undefined) continue;
      // Failures are never toasts: they stay on the page of the transfers.
      if (news === 'verified') toast(t('news.verified', { destination: status.destination }));
      // No name: it is shown on a desktop, perhaps on a locked one.
      if (!document.hasFocus()) notify(t(`news.${news}`, { destination: status.destination }), t('news.hint'));
    }
  }, [imports, t]);

  const isSending = imports?.some(isRunning) === true;
  useEffect(() => {
    if (!isSending) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isSending]);
}

/** Where the person or the shell has allowed it; nobody is asked for that in the middle of their work. */
function notify(title: string, body: string): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification(title, { body, silent: true });
  notification.addEventListener('click', () => window.focus());
}
