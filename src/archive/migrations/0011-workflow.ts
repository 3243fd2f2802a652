/** What becomes of a study after it arrived: approval, status, a stop to changes; fields that a house adds of its own. */
export const workflow = `
ALTER TABLE namespace ADD COLUMN must_approve INTEGER NOT NULL DEFAULT 0;
ALTER TABLE namespace ADD COLUMN must_approve_upload INTEGER NOT NULL DEFAULT 0;
ALTER TABLE namespace ADD COLUMN must_approve_harvest INTEGER NOT NULL DEFAULT 0;
ALTER TABLE namespace ADD COLUMN must_approve_move INTEGER NOT NULL DEFAULT 0;
ALTER TABLE namespace ADD COLUMN must_approve_copy INTEGER NOT NULL DEFAULT 0;
ALTER TABLE namespace ADD COLUMN no_share INTEGER NOT NULL DEFAULT 0;

ALTER TABLE study ADD COLUMN must_approve INTEGER NOT NULL DEFAULT 0;
ALTER TABLE study ADD COLUMN frozen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE study ADD COLUMN study_status TEXT;

CREATE TABLE study_status_change (
  seq INTEGER PRIMARY KEY,
  study TEXT NOT NULL REFERENCES study (uuid) ON DELETE CASCADE,
  user TEXT REFERENCES user (uuid) ON DELETE SET NULL,
  old TEXT,
  new TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX status_change_of_study ON study_status_change (study);

CREATE TABLE customfield (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (uuid),
  object TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  capture_on_share_code INTEGER NOT NULL DEFAULT 0,
  display_order INTEGER,
  wrapped_dicom_only INTEGER NOT NULL DEFAULT 0,
  dicom_only INTEGER NOT NULL DEFAULT 0,
  required INTEGER NOT NULL DEFAULT 0,
  -- JSON objects.
  options TEXT NOT NULL DEFAULT '{}',
  ui_json TEXT,
  field_flag TEXT,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) STRICT;
CREATE INDEX customfield_of_account ON customfield (account, object);

CREATE TABLE study_customfield (
  study TEXT NOT NULL REFERENCES study (uuid) ON DELETE CASCADE,
  customfield TEXT NOT NULL REFERENCES customfield (uuid) ON DELETE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (study, customfield)
) STRICT, WITHOUT ROWID;
CREATE INDEX study_by_customfield ON study_customfield (customfield, value);
`;
