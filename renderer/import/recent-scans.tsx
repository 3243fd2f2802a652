import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ScanSearch, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ScanStatus } from '../../src/contract/events.ts';
import { client, queries } from '../api.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import styles from './source.module.css';

export interface RecentScansProps {
  readonly onScan: (scanId: string) => void;
}

/** What was read since Fileroom started: going on costs nothing. */
export function RecentScans({ onScan }: RecentScansProps) {
  const { t } = useTranslation('import');
  const scans = useQuery(queries.scans());
  const usable = scans.data?.filter(({ state }) => state === 'running' || state === 'done') ?? [];
  if (usable.length === 0) return null;
  return (
    <Section title={t('recent.title')}>
      <ul className={styles.list}>
        {usable.map((scan) => (
          <RecentScan key={scan.scanId} scan={scan} onScan={onScan} />
        ))}
      </ul>
    </Section>
  );
}

function RecentScan({ scan, onScan }: RecentScansProps & { readonly scan: ScanStatus }) {
  const { t } = useTranslation('import');
  const cache = useQueryClient();
  const forget = useMutation({
    mutationFn: () => client.endScan({ scanId: scan.scanId }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['scans'] }),
  });
  const name = scan.sources.join(', ');
  return (
    <li className={styles.item}>
      <ScanSearch aria-hidden />
      <div className={styles.words}>
        <p className={styles.primary} title={name}>
          {name}
        </p>
        <p className={styles.secondary}>
          {scan.state === 'running' ? t('recent.running') : t('recent.objects', { count: scan.progress.dicom })}
        </p>
      </div>
      <Button onPress={() => onScan(scan.scanId)} aria-label={t('recent.goOnNamed', { name })}>
        {t('recent.goOn')}
      </Button>
      <IconButton
        label={t('recent.forget', { name })}
        icon={<X />}
        isPending={forget.isPending}
        onPress={() => forget.mutate()}
      />
    </li>
  );
}
