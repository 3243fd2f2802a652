import { randomUUID } from 'node:crypto';
import { Database } from '../../src/archive/store/database.ts';

/** Adds study records to the namespaces in turns, oldest first, without objects: as many as no test could upload. */
export function addStudyRows(file: string, namespaces: readonly string[], count: number): void {
  const database = new Database(file);
  const start = database.get<{ n: number }>('SELECT count(*) AS n FROM study')?.n ?? 0;
  try {
    database.write(() => {
      database.run(
        `WITH RECURSIVE number (n) AS (SELECT CAST(? AS INTEGER) UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?)
         INSERT INTO study (uuid, study_uid, storage_namespace, phi_namespace, source, phantom, image_count,
           patient_name, patientid, patient_birth_date, study_date, study_description, accession_number, modality,
           referring_physician, search, created, updated)
         SELECT printf('%08x-%s', n, ?), '2.25.' || n, place, place, 'upload', 0, n % 900, name, id, birth, date,
           description, accession, modality, physician,
           lower(replace(name, '^', ' ')) || char(10) || lower(id) || char(10) || description || char(10) || lower(accession),
           instant, instant
         FROM (SELECT n, json_extract(?, '$[' || (n % CAST(? AS INTEGER)) || ']') AS place,
             printf('PHANTOM^%05d', n * 7919 % 50000) AS name, printf('PH-%07d', n * 104729 % 400000) AS id,
             strftime('%Y%m%d', '1940-01-01', (n * 31 % 29000) || ' days') AS birth,
             strftime('%Y%m%d', '2006-01-01', (n / 150) || ' days') AS date,
             CASE n % 5 WHEN 0 THEN 'CT chest' WHEN 1 THEN 'CT head' WHEN 2 THEN 'MR knee' WHEN 3 THEN 'US abdomen' ELSE 'XR hand' END AS description,
             printf('ACC%08d', n) AS accession,
             CASE n % 5 WHEN 2 THEN 'MR' WHEN 3 THEN 'US' WHEN 4 THEN 'DX' ELSE 'CT' END AS modality,
             printf('REFERRER^%03d', n % 300) AS physician,
             strftime('%Y-%m-%d %H:%M:%f', '2006-01-01', (n * 600) || ' seconds') AS instant
           FROM number)`,
        start,
        start + count,
        randomUUID().slice(9),
        JSON.stringify(namespaces),
        namespaces.length,
      );
    });
  } finally {
    database.close();
  }
}
