import type { Database } from './store/database.ts';
import type { StudyRow } from './store/study-records.ts';
import type { Session } from './security/sessions.ts';

/** The protocol's permission flags that this archive knows. */
export const permissions = [
  'account_edit',
  'account_view',
  'study_view',
  'study_edit',
  'study_upload',
  'study_sync',
  'study_download',
  'study_share',
  'study_delete',
  'study_approve',
  'study_split',
  'study_clone',
  'study_duplicate',
  'study_move',
  'study_freeze',
  'study_status_view',
  'study_status_edit',
  'study_star',
  'study_tag',
  'study_comment_view',
  'study_comment_edit',
  'annotation_view',
  'annotation_edit',
  'annotation_edit_all',
  'keyimage_view',
  'keyimage_edit',
  'link_view',
  'link_edit',
  'link_edit_upload',
  'order_view',
  'order_edit',
  'patient_view',
  'patient_edit',
  'account_user_view',
  'account_user_edit',
  'user_edit',
  'group_view',
  'group_edit',
  'location_view',
  'location_edit',
  'role_view',
  'role_edit',
  'customfield_view',
  'customfield_edit',
  'webhook_view',
  'webhook_edit',
  'webhook_run',
  'message_view',
  'message_edit',
  'audit_view',
] as const;
export type Permission = (typeof permissions)[number];
export type Permissions = ReadonlySet<Permission>;

const none: Permissions = new Set();
const admin: Permissions = new Set(permissions);
const ordinary: Permissions = new Set<Permission>([
  'study_view',
  'study_download',
  'study_share',
  'annotation_view',
  'annotation_edit',
  'keyimage_view',
  'keyimage_edit',
  'study_star',
  'study_tag',
  'study_comment_view',
  'study_comment_edit',
  'order_view',
  'patient_view',
  'account_user_view',
  'group_view',
  'location_view',
  'study_status_view',
  'customfield_view',
  'message_view',
  'message_edit',
]);
/** Through a link to a study: look, nothing else. */
const guest: Permissions = new Set<Permission>(['study_view', 'annotation_view', 'keyimage_view']);
/** Through a share code or an upload link: bring, nothing else. */
const bringer: Permissions = new Set<Permission>(['study_upload']);

export interface LinkHolder {
  readonly uuid: string;
  readonly action: 'STUDY_LIST' | 'STUDY_VIEW' | 'STUDY_UPLOAD';
  readonly study: string | null;
  readonly namespace: string | null;
}

export interface UserRow {
  readonly uuid: string;
  readonly account: string;
  readonly login: string;
  readonly name: string;
  readonly namespace: string;
  readonly last_login: string | null;
  /** Blank: none of one's own. */
  readonly time_zone: string;
}

/** Who calls. Every answer about what a caller may do comes from this file. */
export type Caller =
  | { readonly kind: 'user'; readonly session: Session; readonly user: UserRow }
  | { readonly kind: 'link'; readonly session: Session; readonly link: LinkHolder };

export function callerOf(database: Database, session: Session): Caller | undefined {
  if (session.user !== null) {
    const user = database.get<UserRow>(
      'SELECT uuid, account, login, name, namespace, last_login, time_zone FROM user WHERE uuid = ? AND disabled = 0',
      session.user,
    );
    return user === undefined ? undefined : { kind: 'user', session, user };
  }
  const link = database.get<LinkHolder>('SELECT uuid, action, study, namespace FROM link WHERE uuid = ?', session.link);
  return link === undefined ? undefined : { kind: 'link', session, link };
}

/** What `caller` may do with everything in a namespace. */
export function permissionsIn(database: Database, caller: Caller, namespace: string): Permissions {
  if (caller.kind === 'link') return caller.link.namespace === namespace ? bringer : none;
  const role = database.get<RoleGrant>(
    `SELECT role.type, role.permissions FROM member JOIN role ON role.uuid = member.role
     WHERE member.user = ? AND member.namespace = ?`,
    caller.user.uuid,
    namespace,
  );
  return role === undefined ? none : permissionsOf(role);
}

/** What a role says of permissions: a system role by its type, any other by its list. */
export interface RoleGrant {
  readonly type: 'admin' | 'user' | null;
  /** JSON array of names. */
  readonly permissions: string;
}

/** What a role permits. A name that this version does not know permits nothing. */
export function permissionsOf({ type, permissions: listed }: RoleGrant): Permissions {
  if (type !== null) return type === 'admin' ? admin : ordinary;
  const names = new Set(JSON.parse(listed) as readonly string[]);
  return new Set(permissions.filter((name) => names.has(name)));
}

/** What `caller` may do with one study. */
export function permissionsOn(database: Database, caller: Caller, study: StudyRow): Permissions {
  if (caller.kind === 'user') {
    const granted = permissionsIn(database, caller, study.phi_namespace);
    // Whoever does not decide about what waits for approval does not know of it.
    if (study.must_approve === 1 && !granted.has('study_approve')) return none;
    return study.frozen === 1 ? new Set([...granted].filter((each) => !closedByFreezing.has(each))) : granted;
  }
  if (study.must_approve === 1 && caller.link.study !== null) return none;
  if (caller.link.study !== null) return caller.link.study === study.uuid ? guest : none;
  return caller.link.namespace === study.phi_namespace && isOfVisit(study, caller.session) ? bringer : none;
}

/** What may not be done with a frozen study (notes of /study/freeze). */
const closedByFreezing: Permissions = new Set<Permission>([
  'study_edit',
  'study_move',
  'study_split',
  'study_duplicate',
  'study_upload',
  'annotation_edit',
  'annotation_edit_all',
  'keyimage_edit',
]);

/**
 * A visit without an account may add to what it brought, and to what an earlier visit began and did not finish:
 * an interrupted upload goes on under a new session. A finished study of somebody else's is closed to it.
 */
function isOfVisit(study: StudyRow, session: Session): boolean {
  return study.created_by === null && (study.created_in === session.sidHash || study.phantom === 1);
}

/** The namespaces in which a user decides about what waits for approval. */
const approving = `SELECT member.namespace FROM member JOIN role ON role.uuid = member.role WHERE member.user = ? AND
  (role.type = 'admin' OR role.type IS NULL AND EXISTS (SELECT 1 FROM json_each(role.permissions) WHERE value = 'study_approve'))`;

/** An SQL condition on `study`, with its values, that holds for the studies a caller may look at. */
export function visibleStudies(caller: Caller): { readonly sql: string; readonly values: readonly string[] } {
  if (caller.kind === 'user') {
    const { uuid } = caller.user;
    return {
      sql: `study.phi_namespace IN (SELECT namespace FROM member WHERE user = ?)
        AND (study.must_approve = 0 OR study.phi_namespace IN (${approving}))`,
      values: [uuid, uuid],
    };
  }
  return { sql: 'study.uuid = ? AND study.must_approve = 0', values: [caller.link.study ?? ''] };
}

/** {@link visibleStudies} by the namespace: conditions that exclude each other, each of which an index follows. */
export function visibleParts(
  database: Database,
  caller: Caller,
): { readonly sql: string; readonly values: readonly string[] }[] {
  if (caller.kind === 'link') return [visibleStudies(caller)];
  const { uuid } = caller.user;
  return database
    .all<{ namespace: string; approves: number }>(
      `SELECT namespace, namespace IN (${approving}) AS approves FROM member WHERE user = ? ORDER BY namespace`,
      uuid,
      uuid,
    )
    .map(({ namespace, approves }) => ({
      sql: approves === 1 ? 'study.phi_namespace = ?' : 'study.phi_namespace = ? AND study.must_approve = 0',
      values: [namespace],
    }));
}

/** `{study_view: 1, study_edit: 0, …}` as the protocol shows permissions. */
export function permissionFlags(granted: Permissions): Record<string, number> {
  return Object.fromEntries(permissions.map((name) => [name, granted.has(name) ? 1 : 0]));
}
