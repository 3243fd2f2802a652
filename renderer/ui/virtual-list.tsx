import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import styles from './virtual-list.module.css';

export interface VirtualListProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly rowHeight: number;
  /** In pixels; shorter lists take what they need. */
  readonly maxHeight: number;
  readonly render: (row: T) => ReactNode;
}

/** A list of any length: only the rows in sight are in the page. */
export function VirtualList<T>({ label, rows, rowHeight, maxHeight, render }: VirtualListProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions change with scrolling; nothing here memoizes them
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  return (
    <div ref={box} className={styles.box} style={{ height: Math.min(maxHeight, rows.length * rowHeight) }}>
      <ul aria-label={label} className={styles.all} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <li
              key={item.key}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className={styles.row}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {render(row)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
