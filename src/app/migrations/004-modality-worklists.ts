/** The modality worklist of the house behind a connection; the embedded archive may have one, and is in no table. */
export const modalityWorklists = {
  version: 4,
  sql: `
    CREATE TABLE modality_worklists (
      connection_id TEXT PRIMARY KEY,
      worklist TEXT NOT NULL CHECK (json_valid(worklist))
    ) STRICT;
  `,
} as const;
