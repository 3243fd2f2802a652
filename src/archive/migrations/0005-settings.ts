/** What the archive knows of itself, by name. `public-origin`: where others reach it. */
export const settings = `
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
