/** What left, byte for byte; how its arrival was proved; when that was looked at again; who sent it and from where. */
export const proof = {
  version: 6,
  sql: `
    ALTER TABLE objects ADD COLUMN sent_sha256 TEXT;
    ALTER TABLE objects ADD COLUMN sent_bytes INTEGER;
    ALTER TABLE objects ADD COLUMN proof TEXT CHECK (proof IN ('digest', 'size', 'read-back', 'list'));
    ALTER TABLE imports ADD COLUMN checked_at TEXT;
    ALTER TABLE imports ADD COLUMN sender TEXT;
    ALTER TABLE imports ADD COLUMN sources TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(sources));
  `,
} as const;
