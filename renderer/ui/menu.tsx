import { ChevronDown } from 'lucide-react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import styles from './list.module.css';

export interface MenuProps {
  readonly label: ReactNode;
  /** What each item fetches as a file. */
  readonly items: readonly { readonly id: string; readonly name: string; readonly download: string }[];
}

/** A button with a few files to fetch behind it. */
export function Menu({ label, items }: MenuProps) {
  return (
    <MenuTrigger>
      <Button>
        {label}
        <ChevronDown aria-hidden />
      </Button>
      <Popover className={cx(styles.popover)} offset={4} placement="bottom end">
        <AriaMenu className={cx(styles.list)} items={items}>
          {({ id, name, download }) => (
            <MenuItem id={id} href={download} download className={cx(styles.plainItem)}>
              {name}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
