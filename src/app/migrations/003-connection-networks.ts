/** How each server is reached: authorities, the name of the client certificate, the proxy, the rate. No secrets. */
export const connectionNetworks = {
  version: 3,
  sql: `
    CREATE TABLE connection_networks (
      connection_id TEXT PRIMARY KEY,
      network TEXT NOT NULL CHECK (json_valid(network))
    ) STRICT;
  `,
} as const;
