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
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  return (
    <div
      ref={box}
      className={styles.box}
      style={{ height: Math.min(maxHeight, rows.length * rowHeight) }}
      role="list"
      aria-label={label}
      // A list that scrolls must be reachable by the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <div className={styles.all} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <div
              key={item.key}
              role="listitem"
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className={styles.row}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {render(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
