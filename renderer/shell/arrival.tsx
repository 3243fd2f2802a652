import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Volume } from '../../src/contract/files.ts';
import { client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './shell.module.css';

export interface ArrivalProps {
  readonly onScan: (scanId: string) => void;
}

/** A disc that was just put in, with the offer to read it. What was there when the window opened is no news. */
export function Arrival({ onScan }: ArrivalProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const arrivals = useQuery(queries.arrivals());
  const disc = arrivals.data?.at(-1);
  const decide = (path: string): void => {
    cache.setQueryData<Volume[]>(['arrivals'], (waiting) => waiting?.filter((volume) => volume.path !== path));
  };
  const read = useMutation({
    mutationFn: async (path: string) => client.startScan({ paths: [path] }),
    onSuccess: async ({ scanId }, path) => {
      decide(path);
      await cache.invalidateQueries({ queryKey: ['scans'] });
      onScan(scanId);
    },
  });
  if (disc === undefined) return null;
  return (
    <div className={styles.offline}>
      {read.error === null ? null : <ProblemNotice problem={read.error} />}
      <Notice
        tone="info"
        title={t(disc.kind === 'optical' ? 'arrival.disc' : 'arrival.drive', { name: disc.label })}
        actions={
          <>
            <Button look="primary" isPending={read.isPending} onPress={() => read.mutate(disc.path)}>
              {t('arrival.read')}
            </Button>
            <Button onPress={() => decide(disc.path)}>{t('arrival.later')}</Button>
          </>
        }
      />
    </div>
  );
}
