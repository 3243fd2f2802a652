import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { useEscape } from './use-escape.ts';
import styles from './panel.module.css';

export interface PanelProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly onClose: () => void;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** Details of what is chosen, on the right. Escape closes it. */
export function Panel({ title, subtitle, onClose, footer, children }: PanelProps) {
  const { t } = useTranslation();
  useEscape(onClose);
  return (
    <aside className={styles.panel} aria-label={title}>
      <header className={styles.header}>
        <div className={styles.heading}>
          <h2 className={styles.title} title={title}>
            {title}
          </h2>
          {subtitle === undefined ? null : <p className={styles.subtitle}>{subtitle}</p>}
        </div>
        <IconButton label={t('close')} icon={<X />} onPress={onClose} />
      </header>
      <div className={styles.content}>{children}</div>
      {footer === undefined ? null : <footer className={styles.footer}>{footer}</footer>}
    </aside>
  );
}
