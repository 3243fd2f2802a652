/** `instant` columns hold `YYYY-MM-DD hh:mm:ss.mmm`, `date` columns YYYYMMDD; `list` columns values parted by `\\`. */
export type ColumnKind = 'text' | 'number' | 'instant' | 'date' | 'list';

/** What a list command may filter and sort by: the only names that reach an SQL text. */
export interface ListSource {
  readonly table: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** The column of folded words that `filter.SMART_SEARCH.equals` looks through. */
  readonly searchColumn?: string;
  /** For tables that grow large: columns that have an index of their own, and the full-text table of `searchColumn`. */
  readonly indexed?: ReadonlySet<string>;
  readonly searchTable?: string;
  /** Columns in whose order an index reads the rows of one part. */
  readonly ordered?: ReadonlySet<string>;
  /** The SQL of a field that the table itself does not have, by a name such as `customfield-…`. */
  readonly extraColumn?: (field: string) => Column | undefined;
}

export interface Column {
  readonly sql: string;
  readonly kind: ColumnKind;
  readonly isIndexed?: boolean;
}

/** The column behind a field's name, or undefined when there is none. */
export function columnOf(source: ListSource, field: string): Column | undefined {
  const kind = Object.hasOwn(source.columns, field) ? source.columns[field] : undefined;
  if (kind === undefined) return source.extraColumn?.(field);
  return { sql: field, kind, isIndexed: source.indexed?.has(field) ?? false };
}
