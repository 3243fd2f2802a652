/** The servers that the person added. The embedded archive is always there and in no table. */
export const connections = {
  version: 1,
  sql: `
    CREATE TABLE connections (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      vendor TEXT NOT NULL CHECK (vendor IN ('ambra')),
      url TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
  `,
} as const;
