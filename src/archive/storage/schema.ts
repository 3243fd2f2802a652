import type { ArchiveContext } from '../archive-context.ts';
import { attachmentsOf } from '../store/attachments.ts';
import type { StorageKey } from '../store/study-records.ts';
import { describeAttachment } from './attachment.ts';
import { type InstanceRow, instancesOf, versionCountOf } from './instances.ts';
import { isOn, type Query } from './query.ts';

/** The tree of a stored study: what storage really holds. With `attachments_only` without its images. */
export function schemaOf(archive: ArchiveContext, key: StorageKey, query: Query): Response {
  const rows = isOn(query['attachments_only']) ? [] : instancesOf(archive.database, key);
  const bySeries = Map.groupBy(rows, (row) => row.series_uid);
  return Response.json({
    namespace: key.storage_namespace,
    study_uid: key.study_uid,
    series: [...bySeries].map(([series_uid, images]) => describeSeries(series_uid, images)),
    attachments: attachmentsOf(archive.database, key).map(describeAttachment),
  });
}

/** `count`: of what is asked for, images unless it is said otherwise. `count_files`: every stored file, old versions too. */
export function countOf(archive: ArchiveContext, key: StorageKey, query: Query): Response {
  const images = instancesOf(archive.database, key);
  const attachments = attachmentsOf(archive.database, key).length;
  const all = {
    image_count: images.length,
    series_count: new Set(images.map((row) => row.series_uid)).size,
    attachment_count: attachments,
    ...(isOn(query['count_files']) && { file_count: versionCountOf(archive.database, key) + attachments }),
  };
  if (isOn(query['attachments_only'])) return Response.json({ count: attachments, attachment_count: attachments });
  if (isOn(query['images_only'])) {
    const { attachment_count: _, ...ofImages } = all;
    return Response.json({ count: images.length, ...ofImages });
  }
  return Response.json({ count: images.length, ...all });
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
