import type { Api } from '../../contract/api.ts';
import { summarize } from '../../scan/summarize.ts';
import type { Handlers } from '../api/implement.ts';
import { previewTreatment } from './preview-treatment.ts';
import type { Services } from '../services.ts';

type ScanRoutes = Pick<Handlers<Api>, 'startScan' | 'listScans' | 'scan' | 'endScan' | 'previewTreatment'>;

export function scanHandlers({ scans, treat }: Services): ScanRoutes {
  return {
    startScan: ({ body }) => scans.start(body.paths),
    listScans: () => scans.list(),
    scan: ({ params }) => {
      const { status, report } = scans.get(params.scanId);
      return { status, ...(report === undefined ? {} : { summary: summarize(report) }) };
    },
    endScan: async ({ params }) => scans.end(params.scanId),
    previewTreatment: async ({ params, body }) => previewTreatment(scans.report(params.scanId), body, treat),
  };
}
