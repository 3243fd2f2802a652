/** Roles say what members may do; users can be told apart, closed out, and belong to every place at once. */
export const roles = `
-- \`type\`: made by the system; what these two may do is in the program, so that it grows with it.
CREATE TABLE role (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (uuid),
  name TEXT NOT NULL,
  description TEXT,
  type TEXT CHECK (type IN ('admin', 'user')),
  for_account INTEGER NOT NULL DEFAULT 1,
  for_group INTEGER NOT NULL DEFAULT 1,
  for_location INTEGER NOT NULL DEFAULT 1,
  -- JSON array of permission names; those of a system role are not here.
  permissions TEXT NOT NULL DEFAULT '[]',
  settings TEXT NOT NULL DEFAULT '{}',
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  UNIQUE (account, type)
) STRICT;

INSERT INTO role (uuid, account, name, type, created, updated)
SELECT lower(substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-4' || substr(hex, 14, 3) || '-a' || substr(hex, 18, 3) || '-' || substr(hex, 21, 12)),
  account, name, type, created, created
FROM (
  SELECT hex(randomblob(16)) AS hex, account.uuid AS account, account.created, system.name, system.type
  FROM account CROSS JOIN (SELECT 'Administrator' AS name, 'admin' AS type UNION ALL SELECT 'User', 'user') AS system
);

CREATE TABLE membership (
  user TEXT NOT NULL REFERENCES user (uuid) ON DELETE CASCADE,
  namespace TEXT NOT NULL REFERENCES namespace (uuid) ON DELETE CASCADE,
  role TEXT NOT NULL REFERENCES role (uuid),
  -- JSON: what the member wants to be told.
  events TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (user, namespace)
) STRICT, WITHOUT ROWID;
INSERT INTO membership (user, namespace, role)
SELECT member.user, member.namespace, role.uuid FROM member
JOIN namespace ON namespace.uuid = member.namespace
JOIN role ON role.account = namespace.account AND role.type = member.role;
DROP TABLE member;
ALTER TABLE membership RENAME TO member;
CREATE INDEX member_of_namespace ON member (namespace);
CREATE INDEX member_by_role ON member (role);

ALTER TABLE user ADD COLUMN mobile_phone TEXT;
ALTER TABLE user ADD COLUMN alias TEXT;
ALTER TABLE user ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
-- A member of every group and location, those to come included.
ALTER TABLE user ADD COLUMN global INTEGER NOT NULL DEFAULT 0;

ALTER TABLE namespace ADD COLUMN share_description TEXT;
-- For those who are added without a role.
ALTER TABLE namespace ADD COLUMN default_role TEXT REFERENCES role (uuid);
`;
