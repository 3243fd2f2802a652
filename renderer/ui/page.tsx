import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './page.module.css';

export interface PageProps {
  readonly title: string;
  /** Which part of a longer way this page shows. */
  readonly part?: string;
  /** Beside the title: what the page is about right now. */
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  /** Slides in on the right. */
  readonly panel?: ReactNode;
  /** `list` uses the whole width without padding, `wide` with padding; `form` is a column one can read. */
  readonly kind?: 'list' | 'wide' | 'form';
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, part, about, actions, panel, kind = 'list', footer, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<string>(undefined);
  useEffect(() => {
    // The control that led here is gone: the keyboard goes on from the title, not from the start of the window.
    const isLost = document.activeElement === document.body;
    if (part !== shown.current && isLost) heading.current?.focus();
    shown.current = part;
  }, [part]);
  return (
    <>
      <section className={styles.page}>
        <header className={styles.header}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {about === undefined ? null : <div className={styles.about}>{about}</div>}
          {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
        </header>
        <div className={cx(styles.content, styles[kind])}>
          {kind === 'form' ? <div className={styles.column}>{children}</div> : children}
        </div>
        {footer === undefined ? null : <footer className={styles.footer}>{footer}</footer>}
      </section>
      {panel}
    </>
  );
}
