import type { Api } from '../../../contract/api.ts';
import type { Handlers } from '../../api/implement.ts';
import type { Services } from '../../services.ts';

type ScanViewRoutes = Pick<
  Handlers<Api>,
  'scanStudyTree' | 'scanSeries' | 'scanInstanceFile' | 'scanInstanceThumbnail' | 'scanDocument'
>;

export function scanViewHandlers({ scanView }: Services): ScanViewRoutes {
  return {
    scanStudyTree: ({ params }) => scanView.tree(params.scanId, params.studyInstanceUid),
    scanSeries: ({ params }) => scanView.series(params.scanId, params.studyInstanceUid, params.seriesInstanceUid),
    scanInstanceFile: async ({ params, signal }) => scanView.file(params.scanId, params.sopInstanceUid, signal),
    scanInstanceThumbnail: async ({ params, query }) =>
      scanView.thumbnail(params.scanId, params.sopInstanceUid, query.frame),
    scanDocument: async ({ params, query, signal }) =>
      scanView.document(params.scanId, params.index, query.path, signal),
  };
}
