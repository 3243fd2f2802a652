import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** Names and values. An empty value shows a dash, so that what is missing is seen to be missing. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value === undefined || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
