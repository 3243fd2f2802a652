/** Imports, their studies, and every object with what became of it. */
export const imports = {
  version: 1,
  sql: `
    CREATE TABLE imports (
      id TEXT PRIMARY KEY,
      connection_id TEXT NOT NULL,
      connection_name TEXT NOT NULL,
      destination TEXT NOT NULL CHECK (json_valid(destination)),
      destination_name TEXT NOT NULL,
      namespace_id TEXT NOT NULL,
      treatment TEXT NOT NULL CHECK (json_valid(treatment)),
      label TEXT NOT NULL,
      -- A digest of what was selected and where it goes: the same selection goes on with the same import.
      fingerprint TEXT NOT NULL,
      phase TEXT NOT NULL
        CHECK (phase IN ('waiting', 'sending', 'verifying', 'done', 'paused', 'cancelled', 'failed')),
      -- The process that works on it; another may take over once that one is gone.
      owner_pid INTEGER,
      problem TEXT CHECK (json_valid(problem)),
      -- What the scan could not read, told again in the receipt.
      scan_problems TEXT NOT NULL CHECK (json_valid(scan_problems)),
      resumed INTEGER NOT NULL DEFAULT 0 CHECK (resumed IN (0, 1)),
      started_at TEXT NOT NULL,
      finished_at TEXT
    ) STRICT;
    CREATE INDEX imports_by_fingerprint ON imports (fingerprint, phase);

    CREATE TABLE studies (
      id INTEGER PRIMARY KEY,
      import_id TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
      study_uid TEXT NOT NULL,
      -- Under which UID it was sent, and the server's record: known once the server has opened the study.
      remote TEXT CHECK (json_valid(remote)),
      outcome TEXT CHECK (outcome IN ('verified', 'partial', 'failed')),
      problem TEXT CHECK (json_valid(problem)),
      UNIQUE (import_id, study_uid)
    ) STRICT;

    CREATE TABLE objects (
      id INTEGER PRIMARY KEY,
      study_id INTEGER NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
      source_root TEXT NOT NULL,
      path TEXT NOT NULL,
      file TEXT NOT NULL,
      sop_uid TEXT NOT NULL,
      -- Under which UID it was sent; written before the object leaves.
      sent_sop_uid TEXT,
      bytes INTEGER NOT NULL,
      mtime_ms INTEGER NOT NULL,
      -- Written anew as a proper Part 10 file before it is sent.
      mend INTEGER NOT NULL CHECK (mend IN (0, 1)),
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'verified', 'failed')),
      -- The server held the same object already.
      deduplicated INTEGER NOT NULL DEFAULT 0 CHECK (deduplicated IN (0, 1)),
      failure TEXT CHECK (json_valid(failure)),
      UNIQUE (study_id, sop_uid)
    ) STRICT;
    CREATE INDEX objects_by_state ON objects (study_id, state);
  `,
} as const;
