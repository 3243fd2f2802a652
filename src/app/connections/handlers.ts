import { type Api } from '../../contract/api.ts';
import { type Connection, type DestinationRules, ServerUrl } from '../../contract/connection.ts';
import { checkModalityWorklist } from '../../clients/dimse/modality-worklist.ts';
import { InvalidRequestError, toProblem } from '../../contract/problem.ts';
import type { Handlers } from '../api/implement.ts';
import { problemOf } from '../imports/bind-rules.ts';
import { need } from '../need.ts';
import { findIdentities } from './find-identities.ts';
import type { Services } from '../services.ts';

type ConnectionRoutes = Pick<
  Handlers<Api>,
  | 'listConnections'
  | 'addConnection'
  | 'removeConnection'
  | 'testConnection'
  | 'signIn'
  | 'enterPin'
  | 'useShareCode'
  | 'signOut'
  | 'revealArchiveSecrets'
  | 'destinationRules'
  | 'findIdentities'
  | 'identityPreset'
  | 'connectionNetwork'
  | 'changeNetwork'
  | 'setIdentityPreset'
  | 'modalityWorklist'
  | 'setModalityWorklist'
  | 'checkModalityWorklist'
>;

export function connectionHandlers({ connections, embedded }: Services): ConnectionRoutes {
  return {
    findIdentities: async ({ params, body, signal }) => {
      const { connectionId } = params;
      return findIdentities(await connections.open(connectionId), connections.worklist(connectionId), body, signal);
    },
    modalityWorklist: ({ params }) => ({ worklist: connections.worklist(params.connectionId) }),
    setModalityWorklist: ({ params, body }) => {
      connections.setWorklist(params.connectionId, body.worklist);
      return { worklist: connections.worklist(params.connectionId) };
    },
    checkModalityWorklist: async ({ body, signal }) => {
      try {
        return { ok: true, latencyMs: await checkModalityWorklist(body, signal) };
      } catch (error) {
        signal.throwIfAborted();
        return { ok: false, problem: toProblem(error) };
      }
    },
    identityPreset: ({ params }) => connections.preset(params.connectionId),
    setIdentityPreset: ({ params, body }) => connections.setPreset(params.connectionId, body),
    connectionNetwork: ({ params }) => connections.network(params.connectionId),
    changeNetwork: async ({ params, body }) => connections.changeNetwork(params.connectionId, body),
    listConnections: () => connections.list(),
    addConnection: ({ body }) => connections.add(body),
    removeConnection: async ({ params }) => connections.remove(params.connectionId),
    testConnection: async ({ body, signal }) => {
      const url = ServerUrl.safeParse(body.url);
      if (url.success) return connections.test(url.data, signal, body.connectionId);
      const message = url.error.issues[0]?.message ?? 'This is not an address.';
      return {
        ok: false,
        problem: new InvalidRequestError('bad-address', message, { next: 'correct-input' }).toProblem(),
      };
    },
    signIn: async ({ params, body, signal }) => connections.signIn(params.connectionId, body, signal),
    enterPin: async ({ params, body, signal }) => connections.enterPin(params.connectionId, body.pin, signal),
    useShareCode: async ({ params, body, signal }) =>
      readable(
        await connections.useShareCode(params.connectionId, body.code, signal),
        connections.get(params.connectionId).vendor,
      ),
    signOut: async ({ params }) => connections.signOut(params.connectionId),
    revealArchiveSecrets: async () => embedded.reveal(),
    destinationRules: async ({ params, signal }) => {
      const ingest = need(await connections.open(params.connectionId), 'ingest');
      const rules = await ingest.rules({ namespaceId: params.namespaceId }, signal);
      return readable(rules, connections.get(params.connectionId).vendor);
    },
  };
}

/** Says at once when the destination's rules cannot be carried out: nothing could be sent there. */
function readable(rules: DestinationRules, vendor: Connection['vendor']): DestinationRules {
  const unreadable = problemOf(rules.ingress, vendor !== 'embedded');
  return unreadable === undefined ? rules : { ...rules, unreadable };
}
