import type { ArchiveContext } from '../archive-context.ts';
import { attachmentsOf } from '../store/attachments.ts';
import type { StorageKey } from '../store/study-records.ts';
import { describeAttachment } from './attachment.ts';
import { type InstanceRow, instancesOf } from './instances.ts';

/** The tree of a stored study: what storage really holds. */
export function schemaOf(archive: ArchiveContext, key: StorageKey): Response {
  const bySeries = Map.groupBy(instancesOf(archive.database, key), (row) => row.series_uid);
  return Response.json({
    namespace: key.storage_namespace,
    study_uid: key.study_uid,
    series: [...bySeries].map(([series_uid, rows]) => describeSeries(series_uid, rows)),
    attachments: attachmentsOf(archive.database, key).map(describeAttachment),
  });
}

export function countOf(archive: ArchiveContext, key: StorageKey): Response {
  const images = instancesOf(archive.database, key);
  return Response.json({
    count: images.length,
    image_count: images.length,
    series_count: new Set(images.map((row) => row.series_uid)).size,
    attachment_count: attachmentsOf(archive.database, key).length,
  });
}

function describeSeries(series_uid: string, rows: readonly InstanceRow[]): Record<string, unknown> {
  const [first] = rows;
  return {
    series_uid,
    series_number: first?.series_number,
    series_description: first?.series_description,
    modality: first?.modality,
    images: rows.map((row) => ({
      id: row.sop_uid,
      version: row.version,
      // Beyond the protocol, for whoever wants to hold it against what was sent.
      sha256: row.object,
      sop_class_uid: row.sop_class_uid,
      transfer_syntax_uid: row.transfer_syntax_uid,
      instance_number: row.instance_number,
      number_of_frames: row.frames,
      rows: row.rows,
      columns: row.columns,
    })),
  };
}
