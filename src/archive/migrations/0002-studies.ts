/** What is kept: study records, the instances behind them, and the objects by content. */
export const studies = `
-- A study record. Several may point at one storage study (storage_namespace, study_uid): each share makes one.
CREATE TABLE study (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  study_uid TEXT NOT NULL,
  storage_namespace TEXT NOT NULL REFERENCES namespace (uuid),
  phi_namespace TEXT NOT NULL REFERENCES namespace (uuid),
  source TEXT NOT NULL CHECK (source IN ('upload', 'share')),
  shared_from TEXT REFERENCES study (uuid) ON DELETE SET NULL,
  share_message TEXT,
  created_by TEXT REFERENCES user (uuid) ON DELETE SET NULL,
  -- The visit that brought it, when no user did: SHA-256 of the sid.
  created_in TEXT,
  phantom INTEGER NOT NULL DEFAULT 1,
  expected_count INTEGER,
  image_count INTEGER NOT NULL DEFAULT 0,
  series_count INTEGER NOT NULL DEFAULT 0,
  attachment_count INTEGER NOT NULL DEFAULT 0,
  size INTEGER NOT NULL DEFAULT 0,
  patient_name TEXT,
  patientid TEXT,
  patient_sex TEXT,
  patient_birth_date TEXT,
  patient_birth_time TEXT,
  patient_age TEXT,
  patient_weight TEXT,
  patient_address TEXT,
  patient_size TEXT,
  patientid_other TEXT,
  patient_name_other TEXT,
  patient_phone TEXT,
  patient_additional_history TEXT,
  study_description TEXT,
  accession_number TEXT,
  patient_birthname TEXT,
  patient_mother_birthname TEXT,
  medical_record_locator TEXT,
  patient_religious_preference TEXT,
  patient_comments TEXT,
  patient_current_location TEXT,
  patient_institution_residence TEXT,
  patient_ethnic_group TEXT,
  patient_occupation TEXT,
  study_date TEXT,
  study_time TEXT,
  modality TEXT,
  referring_physician TEXT,
  transfer_syntax_uid TEXT,
  integration_key TEXT,
  -- Words of name, ids and descriptions without case and accents, for the smart search.
  search TEXT NOT NULL DEFAULT '',
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  UNIQUE (study_uid, storage_namespace, phi_namespace)
) STRICT;
CREATE INDEX study_of_storage ON study (storage_namespace, study_uid);
CREATE INDEX study_by_created ON study (phi_namespace, created);
CREATE INDEX study_by_name ON study (phi_namespace, patient_name COLLATE NOCASE);
CREATE INDEX study_by_patientid ON study (phi_namespace, patientid);
CREATE INDEX study_by_date ON study (phi_namespace, study_date);
CREATE INDEX study_by_accession ON study (phi_namespace, accession_number);
CREATE INDEX study_by_origin ON study (shared_from);

-- Bytes, once each. The file is objects/ab/abcdef….
CREATE TABLE object (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The same SOP Instance UID may come again with other bytes: another version, the old one stays.
CREATE TABLE instance (
  seq INTEGER PRIMARY KEY,
  storage_namespace TEXT NOT NULL REFERENCES namespace (uuid),
  study_uid TEXT NOT NULL,
  sop_uid TEXT NOT NULL,
  version TEXT NOT NULL,
  object TEXT NOT NULL REFERENCES object (sha256),
  series_uid TEXT NOT NULL,
  sop_class_uid TEXT NOT NULL,
  transfer_syntax_uid TEXT NOT NULL,
  series_number INTEGER,
  series_description TEXT,
  modality TEXT,
  instance_number INTEGER,
  frames INTEGER NOT NULL DEFAULT 1,
  rows INTEGER,
  columns INTEGER,
  created TEXT NOT NULL,
  UNIQUE (storage_namespace, study_uid, sop_uid, version)
) STRICT;
CREATE INDEX instance_of_object ON instance (object);
CREATE INDEX instance_of_series ON instance (storage_namespace, study_uid, series_uid);

CREATE VIEW latest_instance AS
SELECT * FROM instance WHERE NOT EXISTS (
  SELECT 1 FROM instance AS newer
  WHERE newer.storage_namespace = instance.storage_namespace AND newer.study_uid = instance.study_uid
    AND newer.sop_uid = instance.sop_uid AND newer.seq > instance.seq
);

-- Objects that nothing refers to any more; their files go once this is committed.
CREATE TABLE discarded_object (
  sha256 TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
`;
