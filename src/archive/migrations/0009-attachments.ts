/** Files beside a study's objects: reports, pictures, films. */
export const attachments = `
CREATE TABLE attachment (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  storage_namespace TEXT NOT NULL REFERENCES namespace (uuid),
  study_uid TEXT NOT NULL,
  version TEXT NOT NULL,
  object TEXT NOT NULL REFERENCES object (sha256),
  filename TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  user TEXT REFERENCES user (uuid) ON DELETE SET NULL,
  created TEXT NOT NULL
) STRICT;
CREATE INDEX attachment_of_study ON attachment (storage_namespace, study_uid);
CREATE INDEX attachment_of_object ON attachment (object);
`;
