import type { Caller } from '../access.ts';
import type { NamespaceRow } from './accounts.ts';
import type { Database } from './database.ts';

/** The namespaces that a caller reaches, the account's own first. */
export function namespacesOf(database: Database, caller: Caller): NamespaceRow[] {
  if (caller.kind === 'link') {
    return database.all<NamespaceRow>('SELECT * FROM namespace WHERE uuid = ?', caller.link.namespace);
  }
  return database.all<NamespaceRow>(
    `SELECT namespace.* FROM namespace JOIN member ON member.namespace = namespace.uuid
     WHERE member.user = ?
     ORDER BY CASE kind WHEN 'account' THEN 0 WHEN 'location' THEN 1 WHEN 'group' THEN 2 ELSE 3 END, name, uuid`,
    caller.user.uuid,
  );
}
