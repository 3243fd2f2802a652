/** Who decided as whom the images of an import leave, and why. */
export const decisions = {
  version: 5,
  sql: `ALTER TABLE imports ADD COLUMN decision TEXT CHECK (json_valid(decision))`,
} as const;
