/** Owners are locks, no longer process ids; what the server called the version it took. */
export const ownersAndVersions = {
  version: 2,
  sql: `
    ALTER TABLE imports DROP COLUMN owner_pid;
    -- Whoever works on it, by the name of a lock; another may take over once nobody holds that.
    ALTER TABLE imports ADD COLUMN owner TEXT;
    ALTER TABLE objects ADD COLUMN sent_version TEXT;
  `,
} as const;
