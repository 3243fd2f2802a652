import type { ReactNode } from 'react';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';

interface ShellProps {
  readonly connected: boolean;
  readonly children: ReactNode;
}

/** Rail on the left, bar on top, the page in the middle. */
export function Shell({ children }: ShellProps) {
  return (
    <div className={styles.shell}>
      <Rail />
      <main className={styles.page}>{children}</main>
    </div>
  );
}
