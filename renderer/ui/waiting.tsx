import styles from './waiting.module.css';

/** Rows that hold the place of a list whose length is not known yet. Appears only when it takes a moment. */
export function WaitingRows({ rows = 8, label }: { readonly rows?: number; readonly label: string }) {
  return (
    <output className={styles.rows} aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.row} />
      ))}
    </output>
  );
}
