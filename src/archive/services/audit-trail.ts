import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { timestamp } from '../archive-context.ts';
import { insertRow } from '../store/records.ts';
import type { Answer, Call } from './command.ts';

interface Kind {
  readonly type: string;
  /** Where its rows are, when what was changed is to be told field by field. */
  readonly table?: 'study' | 'webhook' | 'customfield' | 'role' | 'patient' | 'imaging_order' | 'anonymization';
}

const kinds: Readonly<Record<string, Kind>> = {
  study: { type: 'Study', table: 'study' },
  webhook: { type: 'Webhook', table: 'webhook' },
  customfield: { type: 'Customfield', table: 'customfield' },
  role: { type: 'Role', table: 'role' },
  patient: { type: 'Patient', table: 'patient' },
  order: { type: 'Order', table: 'imaging_order' },
  anonymization: { type: 'Anonymization', table: 'anonymization' },
  annotation: { type: 'Annotation' },
  keyimage: { type: 'Keyimage' },
  link: { type: 'Link' },
  user: { type: 'User' },
  account: { type: 'Account' },
  group: { type: 'Group' },
  location: { type: 'Location' },
  namespace: { type: 'Namespace' },
  message: { type: 'Message' },
};

/** The commands that change something, by what they do to it. */
const actions: Readonly<Record<string, string>> = {
  '/study/share': 'SHARE',
  '/study/share/stop': 'SHARE_STOP',
  '/study/approve': 'APPROVE',
  '/study/reject': 'REJECT',
  '/study/move': 'MOVE',
  '/study/duplicate': 'DUPLICATE',
  '/study/split': 'SPLIT',
  '/study/clone': 'CLONE',
  '/study/freeze': 'FREEZE',
  '/study/revive': 'REVIVE',
  '/study/status/set': 'STATUS',
  '/study/comment/add': 'COMMENT',
  '/study/comment/delete': 'COMMENT_DELETE',
  '/user/enable': 'ENABLE',
  '/namespace/anonymize': 'EDIT',
  '/account/user/add': 'USER_ADD',
  '/account/user/set': 'USER_EDIT',
  '/account/user/delete': 'USER_DELETE',
  '/group/user/add': 'USER_ADD',
  '/group/user/delete': 'USER_DELETE',
  '/location/user/add': 'USER_ADD',
  '/location/user/delete': 'USER_DELETE',
};
const byLastWord: Readonly<Record<string, string>> = { add: 'ADD', set: 'EDIT', delete: 'DELETED' };

/** Not told: what the program keeps for itself, and what nobody may read. */
const unsaid: ReadonlySet<string> = new Set(['seq', 'updated', 'search', 'auth', 'password_hash', 'last_error']);

type Fields = Readonly<Record<string, unknown>>;

/** Writes down that a command was run. `target`: what it found before it did anything. */
export function recordInAudit(url: string, call: Call, target: unknown, answer: Answer): void {
  const [, subject = '', ...rest] = url.split('/');
  const kind = Object.hasOwn(kinds, subject) ? kinds[subject] : undefined;
  const simple = rest.length === 1 ? byLastWord[rest[0] ?? ''] : undefined;
  const action = Object.hasOwn(actions, url) ? actions[url] : simple;
  if (kind === undefined || action === undefined || isOnlyRead(url, call)) return;
  const before = typeof target === 'object' && target !== null ? (target as Fields) : {};
  const named = call.params['uuid'] || call.params['study_id'];
  const added = action === 'ADD' ? answer['uuid'] : undefined;
  const object = textOf(added ?? named ?? before['uuid'] ?? answer['uuid']);
  if (object === undefined) return;
  writeAudit(call, {
    object,
    type: kind.type,
    what: textOf(action === 'ADD' ? call.params['name'] : (before['name'] ?? before['patient_name'])),
    action,
    detail: detailOf(call, kind, { action, object, before }),
  });
}

/** The one command that reads when it is told nothing to change. */
const isOnlyRead = (url: string, { params }: Call): boolean =>
  url === '/namespace/anonymize' &&
  ['rules', 'anonymization_id', 'prompt_for_anonymize'].every((name) => params[name] === undefined);

interface Entry {
  readonly object: string;
  readonly type: string;
  readonly what: string | undefined;
  readonly action: string;
  readonly detail: unknown;
}

/** An IPv4 address is written as one, by whatever socket it came. */
function addressOf(address: string | undefined): string | undefined {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  return isIP(plain) === 0 ? undefined : plain;
}

export function writeAudit(
  call: Pick<Call, 'archive' | 'caller' | 'sid' | 'address'>,
  { detail, ...entry }: Entry,
): void {
  const { database, now } = call.archive;
  const user = call.caller?.kind === 'user' ? call.caller.user : undefined;
  insertRow(database, 'audit', {
    ...entry,
    account: user?.account ?? database.get<{ uuid: string }>('SELECT uuid FROM account')?.uuid,
    user: user?.uuid,
    who: user?.name ?? 'Visitor',
    sid_md5: call.sid ? createHash('md5').update(call.sid).digest('hex') : undefined,
    client_address: addressOf(call.address),
    detail: JSON.stringify(detail),
    created: timestamp(now()),
  });
}

interface Change {
  readonly action: string;
  readonly object: string;
  readonly before: Fields;
}

/** As documented: of what was edited, each field with its old and new value; of what was deleted, the whole of it. */
function detailOf(call: Call, { table }: Kind, { action, object, before }: Change): unknown {
  if (table === undefined || before['uuid'] !== object) return {};
  if (action === 'DELETED' || action === 'REJECT') {
    return Object.fromEntries(Object.entries(before).filter(([name]) => !unsaid.has(name)));
  }
  const after = call.archive.database.get<Fields>(`SELECT * FROM ${table} WHERE uuid = ?`, object) ?? {};
  const changed = Object.keys(after).filter((name) => !unsaid.has(name) && after[name] !== before[name]);
  return Object.fromEntries(changed.map((name) => [name, [before[name] ?? null, after[name] ?? null]]));
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
