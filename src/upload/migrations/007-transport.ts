/** What goes first, and how much of the line a connection may take. */
export const transport = {
  version: 7,
  sql: `
    ALTER TABLE imports ADD COLUMN priority TEXT NOT NULL DEFAULT 'routine' CHECK (priority IN ('stat', 'routine'));
    CREATE TABLE bandwidth_limits (
      connection_id TEXT PRIMARY KEY,
      setting TEXT NOT NULL CHECK (json_valid(setting))
    ) STRICT;
  `,
} as const;
