/** Marks on images. They belong to the stored study, so that every share of it shows them. */
export const reading = `
CREATE TABLE annotation (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  storage_namespace TEXT NOT NULL,
  study_uid TEXT NOT NULL,
  user TEXT REFERENCES user (uuid) ON DELETE SET NULL,
  series_uid TEXT NOT NULL,
  instance_uid TEXT NOT NULL,
  frame_number INTEGER NOT NULL,
  json TEXT,
  stamp INTEGER NOT NULL DEFAULT 0,
  locked INTEGER NOT NULL DEFAULT 0,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_of_study ON annotation (storage_namespace, study_uid);

CREATE TABLE keyimage (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  storage_namespace TEXT NOT NULL,
  study_uid TEXT NOT NULL,
  user TEXT REFERENCES user (uuid) ON DELETE SET NULL,
  series_uid TEXT NOT NULL,
  instance_uid TEXT NOT NULL,
  frame_number INTEGER NOT NULL,
  version TEXT,
  created TEXT NOT NULL
) STRICT;
CREATE INDEX keyimage_of_study ON keyimage (storage_namespace, study_uid);
`;
