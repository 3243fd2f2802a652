/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a virtual list are placed one by one: table elements cannot be */
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import styles from './tree.module.css';

type Column = 'name' | 'modality' | 'date' | 'accession' | 'objects' | 'frames' | 'size' | 'view' | 'line';

export function Grid(props: ComponentPropsWithRef<'div'>) {
  return <div role="treegrid" {...props} />;
}

export function Rows(props: ComponentPropsWithRef<'div'>) {
  return <div role="rowgroup" {...props} />;
}

export function Row(props: ComponentPropsWithRef<'div'>) {
  return <div role="row" {...props} />;
}

interface CellProps {
  readonly column: Column;
  readonly title?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function HeaderCell({ column, className, ...props }: CellProps) {
  return <span role="columnheader" className={cx(styles.cell, styles[column], className)} {...props} />;
}

export function Cell({ column, className, ...props }: CellProps) {
  return <span role="gridcell" className={cx(styles.cell, styles[column], className)} {...props} />;
}
