import { Button as AriaButton } from 'react-aria-components';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components';
import type { ReactNode, Ref } from 'react';
import { cx } from './cx.ts';
import styles from './button.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** `primary`: the one step forward of a page. `danger`: names what it destroys. `quiet`: no frame until hovered. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

export function Button({ look = 'plain', children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={cx(styles.button, styles[look])}>
      {children}
    </AriaButton>
  );
}

/** A file to save, in the form of a button. */
export function DownloadButton({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a className={cx(styles.button, styles.plain)} href={href} download>
      {children}
    </a>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'look' | 'children'> {
  /** What it does, for those who do not see the icon. */
  readonly label: string;
  readonly icon: ReactNode;
}

export function IconButton({ label, icon, ...props }: IconButtonProps) {
  return (
    <AriaButton {...props} aria-label={label} className={cx(styles.button, styles.quiet, styles.icon)}>
      {icon}
    </AriaButton>
  );
}
