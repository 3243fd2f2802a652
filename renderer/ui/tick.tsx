import { Check, Minus } from 'lucide-react';
import styles from './checkbox.module.css';

export interface TickProps {
  readonly label: string;
  readonly extent: 'all' | 'some' | 'none';
  readonly onTick: () => void;
}

/** A check box of three states within a row that has the keyboard: Space reaches the row, a click this box. */
export function Tick({ label, extent, onTick }: TickProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- its row answers the keys
    <span
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input would be a stop for Tab in every row
      role="checkbox"
      aria-label={label}
      aria-checked={extent === 'some' ? 'mixed' : extent === 'all'}
      tabIndex={-1}
      className={styles.checkbox}
      data-selected={extent === 'all' || undefined}
      data-indeterminate={extent === 'some' || undefined}
      onClick={(event) => {
        event.stopPropagation();
        onTick();
      }}
    >
      <span className={styles.box} aria-hidden>
        {extent === 'some' ? <Minus /> : extent === 'all' ? <Check /> : null}
      </span>
    </span>
  );
}
