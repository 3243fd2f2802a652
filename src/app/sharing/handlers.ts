import type { Api } from '../../contract/api.ts';
import type { Handlers } from '../api/implement.ts';
import type { Services } from '../services.ts';

type SharingRoutes = Pick<
  Handlers<Api>,
  'listRecipients' | 'listShares' | 'addShare' | 'stopShare' | 'listLinks' | 'addLink' | 'revokeLink'
>;

export function sharingHandlers({ studies }: Services): SharingRoutes {
  return {
    listRecipients: async ({ params, signal }) =>
      studies.with(params, 'shares', async (shares, study) => shares.who(study, signal)),
    listShares: async ({ params, signal }) =>
      studies.with(params, 'shares', async (shares, study) => shares.list(study, signal)),
    addShare: async ({ params, body, signal }) =>
      studies.with(params, 'shares', async (shares, study) => shares.add(study, body, signal)),
    stopShare: async ({ params, signal }) =>
      studies.with(params, 'shares', async (shares, study) => shares.stop(study, params.shareUuid, signal)),
    listLinks: async ({ params, signal }) =>
      studies.with(params, 'links', async (links, study) => links.list(study, signal)),
    addLink: async ({ params, body, signal }) =>
      studies.with(params, 'links', async (links, study) => links.add(study, body, signal)),
    revokeLink: async ({ params, signal }) =>
      studies.with(params, 'links', async (links, study) => links.revoke(study, params.linkUuid, signal)),
  };
}
