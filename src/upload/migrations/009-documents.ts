/** Documents within disc images and archives, and those that become DICOM objects. */
export const documents = {
  version: 9,
  sql: `
    ALTER TABLE attachments ADD COLUMN place TEXT CHECK (json_valid(place));
    ALTER TABLE attachments ADD COLUMN file_bytes INTEGER NOT NULL DEFAULT 0;
    UPDATE attachments SET file_bytes = bytes;
    ALTER TABLE objects ADD COLUMN wrap TEXT CHECK (json_valid(wrap));
  `,
} as const;
