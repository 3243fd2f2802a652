/**
 * Worklists over a million studies. Each index begins with the namespace and ends, as all do, in `seq`: a page of one
 * namespace is read off it in order. Texts are ordered without case; being equal is asked besides.
 */
export const worklists = `
DROP INDEX study_by_created;
DROP INDEX study_by_name;
DROP INDEX study_by_patientid;
DROP INDEX study_by_date;
DROP INDEX study_by_accession;
CREATE INDEX study_of_namespace ON study (phi_namespace);
CREATE INDEX study_by_created ON study (phi_namespace, created);
CREATE INDEX study_by_updated ON study (phi_namespace, updated);
CREATE INDEX study_by_name ON study (phi_namespace, patient_name COLLATE NOCASE);
CREATE INDEX study_by_patientid ON study (phi_namespace, patientid COLLATE NOCASE);
CREATE INDEX study_by_birth_date ON study (phi_namespace, patient_birth_date);
CREATE INDEX study_by_date ON study (phi_namespace, study_date);
CREATE INDEX study_by_accession ON study (phi_namespace, accession_number COLLATE NOCASE);
CREATE INDEX study_by_description ON study (phi_namespace, study_description COLLATE NOCASE);
CREATE INDEX study_by_modality ON study (phi_namespace, modality);
CREATE INDEX study_by_physician ON study (phi_namespace, referring_physician COLLATE NOCASE);

-- Any three letters in a row of the searched words. What is deleted leaves no trace in it.
CREATE VIRTUAL TABLE study_search USING fts5 (
  search, content = 'study', content_rowid = 'seq', tokenize = 'trigram', detail = none
);
INSERT INTO study_search (study_search, rank) VALUES ('secure-delete', 1);
INSERT INTO study_search (rowid, search) SELECT seq, search FROM study;
CREATE TRIGGER study_search_add AFTER INSERT ON study BEGIN
  INSERT INTO study_search (rowid, search) VALUES (new.seq, new.search);
END;
CREATE TRIGGER study_search_delete AFTER DELETE ON study BEGIN
  INSERT INTO study_search (study_search, rowid, search) VALUES ('delete', old.seq, old.search);
END;
CREATE TRIGGER study_search_change AFTER UPDATE OF search ON study WHEN new.search <> old.search BEGIN
  INSERT INTO study_search (study_search, rowid, search) VALUES ('delete', old.seq, old.search);
  INSERT INTO study_search (rowid, search) VALUES (new.seq, new.search);
END;
`;
