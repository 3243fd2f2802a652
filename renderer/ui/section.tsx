import type { ReactNode } from 'react';
import styles from './section.module.css';

export interface SectionProps {
  readonly title: ReactNode;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page or panel. */
export function Section({ title, hint, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <header className={styles.header}>
        <div>
          <h2>{title}</h2>
          {hint === undefined ? null : <p className={styles.hint}>{hint}</p>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
