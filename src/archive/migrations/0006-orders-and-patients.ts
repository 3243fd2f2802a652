/** What the house knows before images come: its patients, and what was ordered for them. */
export const ordersAndPatients = `
CREATE TABLE patient (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (uuid),
  name TEXT NOT NULL,
  first TEXT,
  last TEXT,
  mrn TEXT NOT NULL,
  sex TEXT,
  birth_date TEXT,
  email TEXT,
  mobile_phone TEXT,
  alt_email TEXT,
  alt_mobile_phone TEXT,
  event_share INTEGER NOT NULL DEFAULT 0,
  event_new_report INTEGER NOT NULL DEFAULT 1,
  -- Words of name and number without case and accents, for the smart search.
  search TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  UNIQUE (account, mrn)
) STRICT;

CREATE TABLE imaging_order (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (uuid),
  patientid TEXT NOT NULL,
  patient_name TEXT NOT NULL,
  accession_number TEXT NOT NULL,
  patient_sex TEXT,
  patient_birth_date TEXT,
  referring_physician TEXT,
  sending_facility TEXT,
  search TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) STRICT;
CREATE INDEX order_by_accession ON imaging_order (account, accession_number);
CREATE INDEX order_by_patient ON imaging_order (account, patientid);

-- Scheduled procedure steps of an order (PS3.3 C.4.10).
CREATE TABLE procedure_step (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  imaging_order TEXT NOT NULL REFERENCES imaging_order (uuid) ON DELETE CASCADE,
  modality TEXT,
  scheduled_procedure_step_id TEXT,
  requested_procedure_id TEXT,
  requested_procedure_description TEXT,
  scheduled_station_aetitle TEXT,
  scheduled_procedure_step_start_date TEXT,
  scheduled_procedure_step_start_time TEXT,
  scheduled_procedure_step_description TEXT,
  mpps_status TEXT,
  mpps_uid TEXT
) STRICT;
CREATE INDEX step_of_order ON procedure_step (imaging_order);
`;
