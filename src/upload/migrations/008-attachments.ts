/** Documents that go with a study. */
export const attachments = {
  version: 8,
  sql: `
    CREATE TABLE attachments (
      id INTEGER PRIMARY KEY,
      study_id INTEGER NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
      file TEXT NOT NULL,
      file_name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      mtime_ms INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
      sha256 TEXT,
      failure TEXT CHECK (failure IS NULL OR json_valid(failure))
    ) STRICT;
    CREATE INDEX attachments_of_study ON attachments (study_id);
  `,
} as const;
