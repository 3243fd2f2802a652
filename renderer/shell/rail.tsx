import { ArrowUpDown, Disc3, Rows3, Settings2, Ticket } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useRoute } from 'wouter';
import { cx } from '../ui/cx.ts';
import styles from './rail.module.css';

const entries = [
  { path: '/worklist', label: 'rail.worklist', icon: Rows3 },
  { path: '/import', label: 'rail.import', icon: Disc3 },
  { path: '/transfers', label: 'rail.transfers', icon: ArrowUpDown },
  { path: '/upload', label: 'rail.upload', icon: Ticket },
  { path: '/settings', label: 'rail.settings', icon: Settings2 },
] as const;

export function Rail() {
  const { t } = useTranslation();
  return (
    <nav className={styles.rail} aria-label={t('rail.label')}>
      {entries.map((entry) => (
        <Entry key={entry.path} {...entry} />
      ))}
    </nav>
  );
}

function Entry({ path, label, icon: Icon }: (typeof entries)[number]) {
  const { t } = useTranslation();
  const [current] = useRoute(path);
  return (
    <Link
      href={path}
      className={cx(styles.entry, current && styles.current)}
      aria-current={current ? 'page' : undefined}
    >
      <Icon aria-hidden />
      <span>{t(label)}</span>
    </Link>
  );
}
