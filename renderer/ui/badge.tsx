import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './badge.module.css';

export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'bad';

export interface BadgeProps {
  readonly tone: Tone;
  /** Says the same as the colour, for those who do not see it. */
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

export function Badge({ tone, icon, children }: BadgeProps) {
  return (
    <span className={cx(styles.badge, styles[tone])}>
      {icon}
      <span className={styles.words}>{children}</span>
    </span>
  );
}
