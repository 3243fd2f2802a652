/** Studies that were deleted and can be brought back until their delay is over. */
export const deletedStudies = `
-- \`content\`: the rows that were deleted, by table. None of them is among what the archive shows.
CREATE TABLE deleted_study (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  study_uid TEXT NOT NULL,
  storage_namespace TEXT NOT NULL,
  phi_namespace TEXT NOT NULL,
  content TEXT NOT NULL,
  -- Milliseconds since 1970.
  due INTEGER NOT NULL
) STRICT;
CREATE INDEX deleted_study_by_triplet ON deleted_study (study_uid, storage_namespace, phi_namespace);
CREATE INDEX deleted_study_by_due ON deleted_study (due);

-- What still needs its bytes.
CREATE TABLE deleted_object (
  study TEXT NOT NULL REFERENCES deleted_study (uuid) ON DELETE CASCADE,
  object TEXT NOT NULL REFERENCES object (sha256),
  PRIMARY KEY (study, object)
) STRICT, WITHOUT ROWID;
CREATE INDEX deleted_object_of_object ON deleted_object (object);
`;
