import type { Api } from '../../contract/api.ts';
import type { Handlers } from '../api/implement.ts';
import type { Services } from '../services.ts';

type SharingRoutes = Pick<
  Handlers<Api>,
  'listRecipients' | 'listShares' | 'addShare' | 'stopShare' | 'listLinks' | 'addLink' | 'revokeLink'
>;

export function sharingHandlers({ events, studies }: Services): SharingRoutes {
  // A share is a record of its own in the worklist, which comes and goes with it.
  const shareChanged = (connectionId: string) => events.publish({ type: 'worklist', connectionId });
  return {
    listRecipients: async ({ params, signal }) =>
      studies.with(params, 'shares', async (shares, study) => shares.who(study, signal)),
    listShares: async ({ params, signal }) =>
      studies.with(params, 'shares', async (shares, study) => shares.list(study, signal)),
    addShare: async ({ params, body, signal }) => {
      const share = await studies.with(params, 'shares', async (shares, study) => shares.add(study, body, signal));
      shareChanged(params.connectionId);
      return share;
    },
    stopShare: async ({ params, signal }) => {
      await studies.with(params, 'shares', async (shares, study) => shares.stop(study, params.shareUuid, signal));
      shareChanged(params.connectionId);
    },
    listLinks: async ({ params, signal }) =>
      studies.with(params, 'links', async (links, study) => links.list(study, signal)),
    addLink: async ({ params, body, signal }) =>
      studies.with(params, 'links', async (links, study) => links.add(study, body, signal)),
    revokeLink: async ({ params, signal }) =>
      studies.with(params, 'links', async (links, study) => links.revoke(study, params.linkUuid, signal)),
  };
}
