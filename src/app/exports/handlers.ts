import type { Api } from '../../contract/api.ts';
import type { Handlers } from '../api/implement.ts';
import type { Services } from '../services.ts';

type ExportRoutes = Pick<Handlers<Api>, 'startExport' | 'listExports' | 'exportStatus' | 'cancelExport'>;

export function exportHandlers({ exports }: Services): ExportRoutes {
  return {
    startExport: async ({ body }) => exports.start(body),
    listExports: () => exports.list(),
    exportStatus: ({ params }) => exports.status(params.exportId),
    cancelExport: async ({ params }) => exports.cancel(params.exportId),
  };
}
