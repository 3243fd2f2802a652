/** What the texts of an import are in, where someone decided that its files declare it wrongly. */
export const charsets = {
  version: 4,
  sql: `ALTER TABLE imports ADD COLUMN charset TEXT`,
} as const;
