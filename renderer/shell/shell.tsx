import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ReactNode } from 'react';
import { Notice } from '../ui/notice.tsx';
import { Arrival } from './arrival.tsx';
import { Rail } from './rail.tsx';
import { SearchBar } from './search-bar.tsx';
import { useCommands } from './use-commands.ts';
import styles from './shell.module.css';

interface ShellProps {
  readonly connected: boolean;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** At the end of the bar: which server this is about. */
  readonly corner: ReactNode;
  /** A disc that was put in is being read. */
  readonly onScan: (scanId: string) => void;
  readonly children: ReactNode;
}

/** Rail on the left, bar on top, the page in the middle. */
export function Shell({ connected, search, onSearch, corner, onScan, children }: ShellProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const commands = useCommands();
  return (
    <div className={styles.shell}>
      <Rail />
      <header className={styles.bar}>
        <SearchBar value={search} onChange={onSearch} onSearch={() => navigate('/worklist')} commands={commands} />
        <div className={styles.corner}>{corner}</div>
      </header>
      <main className={styles.page}>
        {connected ? null : (
          <div className={styles.offline}>
            <Notice tone="warn" title={t('offline.title')}>
              {t('offline.hint')}
            </Notice>
          </div>
        )}
        <Arrival onScan={onScan} />
        <div className={styles.content}>{children}</div>
      </main>
    </div>
  );
}
