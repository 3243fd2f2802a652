import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { cx } from './cx.ts';
import { formatNumber } from './format.ts';
import styles from './filter-chips.module.css';

export interface FilterChipsProps<Id extends string> {
  readonly label: string;
  /** The name of not filtering. */
  readonly all: string;
  readonly chips: readonly { readonly id: Id; readonly name: string; readonly count: number }[];
  readonly value: Id | undefined;
  readonly onChange: (id: Id | undefined) => void;
}

const ALL = 'all';

/** One of a few filters, each with how much it would show. Nothing is shown where there is nothing to filter by. */
export function FilterChips<Id extends string>({ label, all, chips, value, onChange }: FilterChipsProps<Id>) {
  if (chips.length === 0) return null;
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value ?? ALL]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        onChange(chips.find(({ id }) => id === key)?.id);
      }}
      className={cx(styles.chips)}
    >
      <ToggleButton id={ALL} className={cx(styles.chip)}>
        {all}
      </ToggleButton>
      {chips.map(({ id, name, count }) => (
        <ToggleButton key={id} id={id} className={cx(styles.chip)}>
          {name} <span className={styles.count}>{formatNumber(count)}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
