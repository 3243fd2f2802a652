import type { UserRow } from '../access.ts';
import { type Call, type Command, command } from './command.ts';
import { notPermitted, ServiceError } from './errors.ts';
import { person, requireInAccount } from './needs.ts';
import { text } from './params.ts';
import { refuseUnsupported } from './unsupported.ts';

/** As much as a window needs to remember how somebody likes it. */
const maxSettings = 500;
const maxValue = 64 * 1024;

/** One's own settings, for every account or for one, which goes before. */
export const settingCommands: readonly Command[] = [
  command({
    url: '/setting/set',
    required: ['key', 'value'],
    params: { key: text(200).optional(), value: text(maxValue).optional() },
    needs: person,
    run: ({ key = '', value = '' }, call) => {
      const { target: user, archive } = call;
      refuseOthers(call);
      const account = accountOf(call);
      if (value === '__DELETE__') {
        const sql = 'DELETE FROM user_setting WHERE user = ? AND account = ? AND key = ?';
        archive.database.run(sql, user.uuid, account, key);
        return {};
      }
      const sql = 'SELECT count(*) AS count FROM user_setting WHERE user = ? AND key <> ?';
      const others = archive.database.get<{ count: number }>(sql, user.uuid, key);
      if ((others?.count ?? 0) >= maxSettings) throw new ServiceError('INVALID_PARAMETERS', 'key');
      archive.database.run(
        `INSERT INTO user_setting (user, account, key, value) VALUES (?, ?, ?, ?)
         ON CONFLICT (user, account, key) DO UPDATE SET value = excluded.value`,
        user.uuid,
        account,
        key,
        value,
      );
      return {};
    },
  }),
  command({
    url: '/setting/get',
    required: ['key'],
    needs: person,
    run: (_, call) => {
      refuseOthers(call);
      return { value: settingsOf(call)[call.params['key'] ?? ''] ?? null };
    },
  }),
  command({
    url: '/setting/get/all',
    needs: person,
    run: (_, call) => {
      refuseOthers(call);
      return { settings: settingsOf(call) };
    },
  }),
];

function settingsOf(call: Call & { readonly target: UserRow }): Record<string, string> {
  const rows = call.archive.database.all<{ key: string; value: string }>(
    "SELECT key, value FROM user_setting WHERE user = ? AND account IN ('', ?) ORDER BY account",
    call.target.uuid,
    accountOf(call),
  );
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

function accountOf(call: Call): string {
  const account = call.params['account_id'] ?? '';
  return account === '' ? '' : requireInAccount(call, 'study_view', account);
}

/** There is nobody here who may set what others see. */
function refuseOthers(call: Call & { readonly target: UserRow }): void {
  const of = call.params['user_id'] ?? '';
  if (of !== '' && of !== call.target.uuid) throw notPermitted('user_id');
  refuseUnsupported(call.params, ['role_id']);
}
