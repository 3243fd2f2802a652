import { columnVisibilityFeature, createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import type { ColumnDef, ColumnVisibilityState, RowData } from '@tanstack/react-table';
import { ChevronDown, ChevronUp } from 'lucide-react';
import {
  Cell,
  Column,
  ColumnResizer,
  ResizableTableContainer,
  Row,
  Table,
  TableBody,
  TableHeader,
} from 'react-aria-components';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './data-table.module.css';

const features = tableFeatures({ columnVisibilityFeature });
type Features = typeof features;

declare module '@tanstack/react-table' {
  // The parameters must be repeated for the declarations to merge.
  interface ColumnMeta<in out TFeatures, in out TData, TValue> {
    readonly width: number | `${number}fr`;
    readonly minWidth?: number;
    readonly align?: 'end';
    /** Dates and numbers stand above each other. */
    readonly tabular?: boolean;
    readonly sortable?: boolean;
    /** The column that names the row, read with every cell. */
    readonly rowHeader?: boolean;
  }
}

/** Makes columns of `T`: `columnsOf<Study>().accessor('patientId', …)`. */
export function columnsOf<T extends RowData>() {
  return createColumnHelper<Features, T>();
}
// A column's value type differs from column to column; only the row's is common.
// oxlint-disable-next-line typescript/no-explicit-any
export type TableColumns<T extends RowData> = readonly ColumnDef<Features, T, any>[];

export interface Sorting {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

export interface DataTableProps<T extends RowData> {
  readonly label: string;
  readonly columns: TableColumns<T>;
  readonly rows: readonly T[];
  readonly idOf: (row: T) => string;
  readonly hidden?: ColumnVisibilityState;
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  readonly selected?: string;
  readonly onSelect?: (id: string | undefined) => void;
  /** Double click or Enter. */
  readonly onOpen?: (id: string) => void;
  readonly density?: 'compact' | 'roomy';
  /** In place of rows, when there are none. */
  readonly empty?: ReactNode;
  /** What the rows are of: another page, another order. Whatever it changes to begins at its first row. */
  readonly part?: string;
  /** The rows shown are those of the question before. */
  readonly isStale?: boolean;
}

const noneHidden: ColumnVisibilityState = {};

/** A table that the server sorts and pages: arrow keys move, Enter opens, headers sort and can be resized. */
export function DataTable<T extends RowData>(props: DataTableProps<T>) {
  const {
    label,
    columns,
    rows,
    idOf,
    hidden = noneHidden,
    sorting,
    selected,
    density = 'compact',
    part,
    isStale,
  } = props;
  const table = useTable({ features, columns, data: rows, getRowId: idOf, state: { columnVisibility: hidden } });
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const container = useRef<HTMLDivElement>(null);
  const shown = useRef(part);
  useEffect(() => {
    if (shown.current !== part) container.current?.scrollTo({ top: 0 });
    shown.current = part;
  }, [part]);
  return (
    <ResizableTableContainer ref={container} className={cx(styles.container, isStale && styles.stale)}>
      <Table
        aria-label={label}
        className={cx(styles.table, styles[density])}
        selectionMode={props.onSelect === undefined ? 'none' : 'single'}
        selectionBehavior="replace"
        selectedKeys={selected === undefined ? [] : [selected]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          props.onSelect?.(key === undefined ? undefined : String(key));
        }}
        {...(props.onOpen === undefined ? {} : { onRowAction: (key) => props.onOpen?.(String(key)) })}
        {...(sorting === undefined
          ? {}
          : {
              sortDescriptor: {
                column: sorting.column,
                direction: sorting.direction === 'asc' ? ('ascending' as const) : ('descending' as const),
              },
              onSortChange: ({ column, direction }) =>
                props.onSort?.({ column: String(column), direction: direction === 'ascending' ? 'asc' : 'desc' }),
            })}
      >
        <TableHeader className={cx(styles.header)}>
          {headers.map((header) => {
            const { width = '1fr', minWidth = 48, align, sortable, rowHeader } = header.column.columnDef.meta ?? {};
            return (
              <Column
                key={header.id}
                id={header.id}
                className={cx(styles.column, align === 'end' && styles.end)}
                allowsSorting={sortable === true && sorting !== undefined}
                isRowHeader={rowHeader === true}
                defaultWidth={width}
                minWidth={minWidth}
              >
                {({ sortDirection }) => (
                  <>
                    <span className={styles.name}>
                      <table.FlexRender header={header} />
                    </span>
                    {sortDirection === undefined ? null : sortDirection === 'ascending' ? (
                      <ChevronUp aria-hidden />
                    ) : (
                      <ChevronDown aria-hidden />
                    )}
                    <ColumnResizer className={cx(styles.resizer)} />
                  </>
                )}
              </Column>
            );
          })}
        </TableHeader>
        <TableBody renderEmptyState={() => props.empty}>
          {table.getRowModel().rows.map((row) => (
            <Row key={row.id} id={row.id} className={cx(styles.row)}>
              {row.getVisibleCells().map((cell) => (
                <Cell
                  key={cell.id}
                  className={cx(
                    styles.cell,
                    cell.column.columnDef.meta?.align === 'end' && styles.end,
                    cell.column.columnDef.meta?.tabular && 'tabular',
                  )}
                >
                  <table.FlexRender cell={cell} />
                </Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </Table>
    </ResizableTableContainer>
  );
}
