/** Who did what; reports to fetch; messages between people; profiles of rules that several namespaces share. */
export const recordsAndMessages = `
-- No foreign keys: what was done stays known when those who did it, and what they did it to, are gone.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL,
  -- The thing itself: its uuid, what kind it is, what it was called.
  object TEXT NOT NULL,
  type TEXT NOT NULL,
  what TEXT,
  action TEXT NOT NULL,
  user TEXT,
  who TEXT NOT NULL,
  sid_md5 TEXT,
  -- JSON.
  detail TEXT NOT NULL DEFAULT '{}',
  created TEXT NOT NULL
) STRICT;
CREATE INDEX audit_of_object ON audit (object, seq);
CREATE INDEX audit_of_user ON audit (user, seq);
CREATE INDEX audit_of_account ON audit (account, seq);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE report (
  uuid TEXT PRIMARY KEY,
  user TEXT NOT NULL REFERENCES user (uuid) ON DELETE CASCADE,
  zip BLOB NOT NULL,
  -- Milliseconds since 1970.
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  user TEXT NOT NULL REFERENCES user (uuid),
  namespace TEXT NOT NULL REFERENCES namespace (uuid) ON DELETE CASCADE,
  study TEXT REFERENCES study (uuid) ON DELETE SET NULL,
  parent TEXT REFERENCES message (uuid) ON DELETE SET NULL,
  subject TEXT,
  body TEXT NOT NULL,
  created TEXT NOT NULL
) STRICT;
CREATE INDEX message_of_namespace ON message (namespace, seq);

-- Up to which message a user has counted.
CREATE TABLE message_counted (
  user TEXT PRIMARY KEY REFERENCES user (uuid) ON DELETE CASCADE,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_hidden (
  user TEXT NOT NULL REFERENCES user (uuid) ON DELETE CASCADE,
  happening INTEGER NOT NULL REFERENCES happening (seq) ON DELETE CASCADE,
  PRIMARY KEY (user, happening)
) STRICT, WITHOUT ROWID;

CREATE TABLE anonymization (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (uuid),
  name TEXT NOT NULL,
  -- JSON object.
  rules TEXT NOT NULL,
  created TEXT NOT NULL
) STRICT;
ALTER TABLE namespace ADD COLUMN anonymization TEXT REFERENCES anonymization (uuid);
`;
