/** Objects within disc images and archives: where in the file on disk they lie, and how large that file is. */
export const places = {
  version: 3,
  sql: `
    ALTER TABLE objects ADD COLUMN place TEXT CHECK (json_valid(place));
    ALTER TABLE objects ADD COLUMN file_bytes INTEGER NOT NULL DEFAULT 0;
    UPDATE objects SET file_bytes = bytes;
  `,
} as const;
