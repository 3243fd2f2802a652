/** Tokens to call with; and what happens, kept for those who are to be told: listeners, webhooks, people. */
export const credentialsAndEvents = `
CREATE TABLE access_token (
  token_hash TEXT PRIMARY KEY,
  user TEXT NOT NULL REFERENCES user (uuid) ON DELETE CASCADE,
  created TEXT NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Written in the transaction of what it tells, by triggers, so that no way of changing something is forgotten.
-- \`study\` has no foreign key: that a study was deleted is told as well. \`about\`: another thing that it is about.
CREATE TABLE happening (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  event TEXT NOT NULL,
  namespace TEXT NOT NULL,
  study TEXT,
  about TEXT,
  user TEXT,
  -- JSON: what can no longer be looked up when it is told.
  detail TEXT NOT NULL DEFAULT '{}',
  -- 1 when webhooks were told.
  told INTEGER NOT NULL DEFAULT 0,
  created TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now'))
) STRICT;
CREATE INDEX happening_to_tell ON happening (seq) WHERE told = 0;
CREATE INDEX happening_by_namespace ON happening (namespace, seq);

CREATE TRIGGER study_complete AFTER UPDATE OF phantom ON study WHEN OLD.phantom = 1 AND NEW.phantom = 0 BEGIN
  INSERT INTO happening (event, namespace, study, user)
  VALUES ('STUDY_SYNC', NEW.phi_namespace, NEW.uuid, NEW.created_by);
  INSERT INTO happening (event, namespace, study, user)
  SELECT 'STUDY_REQUEST_APPROVAL', NEW.phi_namespace, NEW.uuid, NEW.created_by WHERE NEW.must_approve = 1;
END;
CREATE TRIGGER study_made AFTER INSERT ON study WHEN NEW.phantom = 0 BEGIN
  INSERT INTO happening (event, namespace, study, user)
  SELECT 'STUDY_SYNC', NEW.phi_namespace, NEW.uuid, NEW.created_by WHERE NEW.source <> 'share';
  INSERT INTO happening (event, namespace, study, user)
  SELECT 'STUDY_REQUEST_APPROVAL', NEW.phi_namespace, NEW.uuid, NEW.created_by WHERE NEW.must_approve = 1;
  INSERT INTO happening (event, namespace, study, user)
  SELECT 'STUDY_SHARE', NEW.phi_namespace, NEW.uuid, NEW.created_by WHERE NEW.source = 'share' AND NEW.must_approve = 0;
  INSERT INTO happening (event, namespace, study, user)
  SELECT 'STUDY_WAS_SHARED', study.phi_namespace, study.uuid, NEW.created_by FROM study
  WHERE NEW.source = 'share' AND NEW.must_approve = 0 AND study.uuid = NEW.shared_from;
END;
CREATE TRIGGER study_approved AFTER UPDATE OF must_approve ON study WHEN OLD.must_approve = 1 AND NEW.must_approve = 0
BEGIN
  INSERT INTO happening (event, namespace, study) VALUES ('STUDY_APPROVE', NEW.phi_namespace, NEW.uuid);
  INSERT INTO happening (event, namespace, study)
  SELECT 'STUDY_SHARE', NEW.phi_namespace, NEW.uuid WHERE NEW.source = 'share';
  INSERT INTO happening (event, namespace, study)
  SELECT 'STUDY_WAS_SHARED', study.phi_namespace, study.uuid FROM study
  WHERE NEW.source = 'share' AND study.uuid = NEW.shared_from;
END;
CREATE TRIGGER study_first_image AFTER UPDATE OF image_count ON study WHEN OLD.image_count = 0 AND NEW.image_count > 0
BEGIN
  INSERT INTO happening (event, namespace, study) VALUES ('STUDY_FIRST_IMAGE', NEW.phi_namespace, NEW.uuid);
END;
CREATE TRIGGER study_recounted AFTER UPDATE OF image_count ON study
WHEN OLD.phantom = 0 AND OLD.image_count > 0 AND NEW.image_count <> OLD.image_count BEGIN
  INSERT INTO happening (event, namespace, study) VALUES ('STUDY_IMAGE_COUNT', NEW.phi_namespace, NEW.uuid);
END;
CREATE TRIGGER study_moved AFTER UPDATE OF phi_namespace ON study WHEN OLD.phi_namespace <> NEW.phi_namespace BEGIN
  INSERT INTO happening (event, namespace, study) VALUES ('STUDY_MOVE', NEW.phi_namespace, NEW.uuid);
END;
CREATE TRIGGER study_deleted AFTER DELETE ON study BEGIN
  INSERT INTO happening (event, namespace, study, detail)
  VALUES (
    CASE WHEN OLD.must_approve = 1 THEN 'STUDY_REJECT' ELSE 'STUDY_DELETE' END, OLD.phi_namespace, OLD.uuid,
    json_object('uuid', OLD.uuid, 'study_uid', OLD.study_uid, 'storage_namespace', OLD.storage_namespace,
      'phi_namespace', OLD.phi_namespace, 'accession_number', OLD.accession_number, 'patientid', OLD.patientid,
      'integration_key', OLD.integration_key)
  );
END;
CREATE TRIGGER study_status_changed AFTER INSERT ON study_status_change BEGIN
  INSERT INTO happening (event, namespace, study, user, detail)
  SELECT 'STUDY_STATUS', study.phi_namespace, study.uuid, NEW.user, json_object('old', NEW.old, 'new', NEW.new)
  FROM study WHERE study.uuid = NEW.study;
END;
CREATE TRIGGER study_commented AFTER INSERT ON study_comment BEGIN
  INSERT INTO happening (event, namespace, study, user, about)
  SELECT 'STUDY_COMMENT', study.phi_namespace, study.uuid, NEW.user, NEW.uuid FROM study WHERE study.uuid = NEW.study;
END;
CREATE TRIGGER study_attached AFTER INSERT ON attachment BEGIN
  INSERT INTO happening (event, namespace, study, user, about, detail)
  SELECT 'STUDY_REPORT', study.phi_namespace, study.uuid, NEW.user, NEW.uuid,
    json_object('filename', NEW.filename, 'mime_type', NEW.mime_type, 'guid', NEW.uuid)
  FROM study WHERE study.storage_namespace = NEW.storage_namespace AND study.study_uid = NEW.study_uid;
END;
CREATE TRIGGER study_detached AFTER DELETE ON attachment BEGIN
  INSERT INTO happening (event, namespace, study, about, detail)
  SELECT 'STUDY_REPORT_REMOVE', study.phi_namespace, study.uuid, OLD.uuid,
    json_object('filename', OLD.filename, 'mime_type', OLD.mime_type, 'guid', OLD.uuid)
  FROM study WHERE study.storage_namespace = OLD.storage_namespace AND study.study_uid = OLD.study_uid;
END;
CREATE TRIGGER study_annotated AFTER INSERT ON annotation BEGIN
  INSERT INTO happening (event, namespace, study, user, about, detail)
  SELECT 'STUDY_ANNOTATION', study.phi_namespace, study.uuid, NEW.user, NEW.uuid,
    json_object('uuid', NEW.uuid, 'series_uid', NEW.series_uid, 'instance_uid', NEW.instance_uid)
  FROM study WHERE study.storage_namespace = NEW.storage_namespace AND study.study_uid = NEW.study_uid;
END;
CREATE TRIGGER study_annotation_edited AFTER UPDATE OF json ON annotation BEGIN
  INSERT INTO happening (event, namespace, study, about, detail)
  SELECT 'STUDY_ANNOTATION_EDIT', study.phi_namespace, study.uuid, NEW.uuid,
    json_object('uuid', NEW.uuid, 'series_uid', NEW.series_uid, 'instance_uid', NEW.instance_uid)
  FROM study WHERE study.storage_namespace = NEW.storage_namespace AND study.study_uid = NEW.study_uid;
END;
CREATE TRIGGER study_annotation_deleted AFTER DELETE ON annotation BEGIN
  INSERT INTO happening (event, namespace, study, about, detail)
  SELECT 'STUDY_ANNOTATION_DELETE', study.phi_namespace, study.uuid, OLD.uuid,
    json_object('uuid', OLD.uuid, 'series_uid', OLD.series_uid, 'instance_uid', OLD.instance_uid)
  FROM study WHERE study.storage_namespace = OLD.storage_namespace AND study.study_uid = OLD.study_uid;
END;
CREATE TRIGGER upload_reported AFTER INSERT ON event BEGIN
  INSERT INTO happening (event, namespace, detail)
  VALUES (NEW.type, NEW.namespace, json_object('namespace_id', NEW.namespace, 'integration_key', NEW.integration_key,
    'study_count', NEW.study_count));
END;

CREATE TABLE webhook (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (uuid),
  name TEXT NOT NULL,
  event TEXT NOT NULL,
  url TEXT NOT NULL,
  method TEXT NOT NULL,
  -- JSON objects.
  parameters TEXT NOT NULL DEFAULT '{}',
  auth TEXT NOT NULL DEFAULT '{}',
  filter_field TEXT,
  filter_regexp TEXT,
  sid_user TEXT REFERENCES user (uuid),
  suspended INTEGER NOT NULL DEFAULT 0,
  retry INTEGER NOT NULL DEFAULT 0,
  once INTEGER NOT NULL DEFAULT 0,
  by_uid INTEGER NOT NULL DEFAULT 0,
  by_accession_number INTEGER NOT NULL DEFAULT 0,
  delay INTEGER NOT NULL DEFAULT 0,
  max_age INTEGER,
  last_error TEXT,
  created TEXT NOT NULL
) STRICT;
CREATE INDEX webhook_by_event ON webhook (account, event);

-- A call that is due. It goes when it succeeded or was tried often enough; \`attempt\`: how often it was tried.
CREATE TABLE webhook_delivery (
  seq INTEGER PRIMARY KEY,
  webhook TEXT NOT NULL REFERENCES webhook (uuid) ON DELETE CASCADE,
  happening INTEGER NOT NULL REFERENCES happening (seq) ON DELETE CASCADE,
  attempt INTEGER NOT NULL DEFAULT 0,
  due INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_delivery_by_due ON webhook_delivery (due);

-- For which studies a webhook that runs once has run.
CREATE TABLE webhook_run (
  webhook TEXT NOT NULL REFERENCES webhook (uuid) ON DELETE CASCADE,
  study TEXT NOT NULL,
  study_uid TEXT NOT NULL,
  accession_number TEXT,
  PRIMARY KEY (webhook, study)
) STRICT, WITHOUT ROWID;
`;
