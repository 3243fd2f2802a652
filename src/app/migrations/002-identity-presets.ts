/** What a house usually does with identities from outside; also that of the embedded archive, which is in no table. */
export const identityPresets = {
  version: 2,
  sql: `
    CREATE TABLE identity_presets (
      connection_id TEXT PRIMARY KEY,
      preset TEXT NOT NULL CHECK (json_valid(preset))
    ) STRICT;
  `,
} as const;
