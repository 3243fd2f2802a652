import type { Api } from '../../contract/api.ts';
import { documentFacts } from '../imports/find-document.ts';
import { listFolder } from '../../scan/volumes/folder.ts';
import { listVolumes } from '../../scan/volumes/volumes.ts';
import type { Handlers } from '../api/implement.ts';

/** For the source picker of the browser shell. */
export function fileHandlers(): Pick<Handlers<Api>, 'listVolumes' | 'listFolder' | 'fileFacts'> {
  return {
    listVolumes: async () => listVolumes(),
    fileFacts: async ({ query }) => documentFacts(query.path),
    listFolder: async ({ query }) => listFolder(query.path),
  };
}
