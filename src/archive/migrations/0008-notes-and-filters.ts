/** What people note about studies, and how they like to look at them. */
export const notesAndFilters = `
CREATE TABLE study_star (
  user TEXT NOT NULL REFERENCES user (uuid) ON DELETE CASCADE,
  study TEXT NOT NULL REFERENCES study (uuid) ON DELETE CASCADE,
  PRIMARY KEY (user, study)
) STRICT, WITHOUT ROWID;

CREATE TABLE study_comment (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  study TEXT NOT NULL REFERENCES study (uuid) ON DELETE CASCADE,
  user TEXT NOT NULL REFERENCES user (uuid),
  body TEXT NOT NULL,
  created TEXT NOT NULL
) STRICT;
CREATE INDEX comment_of_study ON study_comment (study);

CREATE TABLE study_tag (
  study TEXT NOT NULL REFERENCES study (uuid) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (study, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX study_by_tag ON study_tag (tag);

CREATE TABLE saved_filter (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL REFERENCES user (uuid) ON DELETE CASCADE,
  account TEXT REFERENCES account (uuid),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  -- JSON: filter expressions that must all hold, or filters of which one must.
  configuration TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) STRICT;
CREATE INDEX filter_of_owner ON saved_filter (owner);

-- \`holder\`: an account, location, group, user or role.
CREATE TABLE filter_share (
  filter TEXT NOT NULL REFERENCES saved_filter (uuid) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('account', 'location', 'group', 'user', 'role')),
  holder TEXT NOT NULL,
  PRIMARY KEY (filter, kind, holder)
) STRICT, WITHOUT ROWID;

-- \`account\` is '' for what holds in every account.
CREATE TABLE user_setting (
  user TEXT NOT NULL REFERENCES user (uuid) ON DELETE CASCADE,
  account TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (user, account, key)
) STRICT, WITHOUT ROWID;
`;
