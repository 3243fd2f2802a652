import { Label, ProgressBar } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './progress.module.css';

export interface ProgressProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** What the numbers are, next to the bar: `12 of 34 images`. */
  readonly text?: string;
  readonly tone?: 'accent' | 'ok' | 'bad' | 'idle';
  /** The bar alone: what is around it says the rest. */
  readonly slim?: boolean;
}

export function Progress({ label, value, max, text, tone = 'accent', slim = false }: ProgressProps) {
  return (
    <ProgressBar
      value={Math.min(value, max)}
      maxValue={Math.max(1, max)}
      className={cx(styles.progress, styles[tone])}
      {...(text === undefined ? {} : { valueLabel: text })}
    >
      {({ percentage = 0, valueText }) => (
        <>
          <div className={cx(styles.words, slim && 'unseen')}>
            <Label className={cx(styles.label)}>{label}</Label>
            <span>{valueText}</span>
          </div>
          <div className={styles.track}>
            <div className={styles.fill} style={{ width: `${percentage}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  );
}
