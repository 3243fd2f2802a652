import type { Api } from '../../contract/api.ts';
import type { Handlers } from '../api/implement.ts';
import { exportKey, importKey, type Kept } from './transfer-key.ts';

type KeyRoutes = Pick<Handlers<Api>, 'exportDeidKey' | 'importDeidKey' | 'revealPseudonym'>;

export function deidKeyHandlers(kept: Kept): KeyRoutes {
  return {
    exportDeidKey: async ({ body }) => exportKey(kept, body.passphrase),
    importDeidKey: async ({ body }) => importKey(kept, body.file, body.passphrase, { force: body.replace === true }),
    revealPseudonym: async ({ body }) => kept.deidMap.list(body.pseudonym),
  };
}
