/** Links that open one study, or one namespace for uploads, without an account; the sessions; the event record. */
export const links = `
CREATE TABLE link (
  seq INTEGER PRIMARY KEY,
  -- Whoever has the uuid may try the link: it is the secret part of the address.
  uuid TEXT NOT NULL UNIQUE,
  action TEXT NOT NULL CHECK (action IN ('STUDY_LIST', 'STUDY_VIEW', 'STUDY_UPLOAD')),
  study TEXT REFERENCES study (uuid) ON DELETE CASCADE,
  namespace TEXT REFERENCES namespace (uuid) ON DELETE CASCADE,
  -- The way in for a share code: made with the namespace, lives as long as it.
  of_share_code INTEGER NOT NULL DEFAULT 0,
  user TEXT REFERENCES user (uuid) ON DELETE CASCADE,
  description TEXT,
  parameters TEXT,
  ui_json TEXT,
  skip_email_prompt INTEGER NOT NULL DEFAULT 0,
  password_hash TEXT,
  password_max_attempts INTEGER,
  max_hits INTEGER,
  hits INTEGER NOT NULL DEFAULT 0,
  minutes_alive INTEGER,
  expires INTEGER,
  created TEXT NOT NULL,
  CHECK ((action = 'STUDY_UPLOAD') = (namespace IS NOT NULL)),
  CHECK ((action = 'STUDY_UPLOAD') = (study IS NULL))
) STRICT;
CREATE INDEX link_of_study ON link (study);
CREATE INDEX link_of_namespace ON link (namespace);

-- Only a hash of the sid is kept. Instants are milliseconds since 1970.
CREATE TABLE session (
  sid_hash TEXT PRIMARY KEY,
  user TEXT REFERENCES user (uuid) ON DELETE CASCADE,
  link TEXT REFERENCES link (uuid) ON DELETE CASCADE,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  CHECK ((user IS NULL) <> (link IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_user ON session (user, created);
CREATE INDEX session_of_link ON session (link, created);
CREATE INDEX session_by_expiry ON session (expires);

CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  namespace TEXT NOT NULL REFERENCES namespace (uuid) ON DELETE CASCADE,
  integration_key TEXT,
  study_count INTEGER,
  created TEXT NOT NULL
) STRICT;
`;
