/** Who may enter: an account, its users, the namespaces they reach, their sessions. */
export const accounts = `
CREATE TABLE account (
  uuid TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created TEXT NOT NULL
) STRICT;

-- A folder of studies. \`holder\` is the account, location, group or user that it belongs to.
CREATE TABLE namespace (
  uuid TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (uuid),
  kind TEXT NOT NULL CHECK (kind IN ('account', 'location', 'group', 'user')),
  holder TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  share_code TEXT UNIQUE COLLATE NOCASE,
  anonymize_rules TEXT NOT NULL DEFAULT '{}',
  prompt_for_anonymize INTEGER NOT NULL DEFAULT 0,
  created TEXT NOT NULL
) STRICT;

CREATE TABLE user (
  uuid TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (uuid),
  login TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  namespace TEXT NOT NULL REFERENCES namespace (uuid),
  password_hash TEXT NOT NULL,
  last_login TEXT,
  created TEXT NOT NULL
) STRICT;

CREATE TABLE member (
  user TEXT NOT NULL REFERENCES user (uuid) ON DELETE CASCADE,
  namespace TEXT NOT NULL REFERENCES namespace (uuid) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('admin', 'user')),
  PRIMARY KEY (user, namespace)
) STRICT, WITHOUT ROWID;

-- Failed attempts at a login or at a link's password. \`subject\` names it, known or not.
CREATE TABLE attempt (
  subject TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_failure INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
