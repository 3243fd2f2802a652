import type { Api } from '../../contract/api.ts';
import { compareIdentities } from '../../deid/compare-identity.ts';
import { readLookup } from '../../deid/lookup/read-lookup.ts';
import type { Bandwidth, BandwidthLimit } from '../../contract/transfer.ts';
import type { Handlers } from '../api/implement.ts';
import type { Services } from '../services.ts';
import { scannedBy } from './scanned.ts';

type ImportRoutes = Pick<
  Handlers<Api>,
  | 'compareIdentities'
  | 'readLookupTable'
  | 'startImport'
  | 'listImports'
  | 'importStatus'
  | 'cancelImport'
  | 'retryImport'
  | 'receipt'
  | 'receiptCsv'
  | 'receiptPdf'
  | 'pauseImport'
  | 'checkImport'
  | 'setImportPriority'
  | 'bandwidth'
  | 'setBandwidth'
>;

export function importHandlers({ connections, imports, scans }: Services): ImportRoutes {
  const { queue } = imports;
  return {
    compareIdentities: ({ body }) => body.found.map((each) => compareIdentities(body.disc, each)),
    readLookupTable: ({ body }) => readLookup(body.csv, body.columns),
    startImport: async ({ body }) => imports.start(body, scannedBy(scans, body.scanId)),
    listImports: () => queue.list(),
    importStatus: ({ params }) => queue.status(params.importId),
    cancelImport: async ({ params }) => queue.cancel(params.importId),
    retryImport: ({ params }) => queue.retry(params.importId),
    pauseImport: async ({ params }) => queue.pause(params.importId),
    checkImport: ({ params }) => queue.check(params.importId),
    setImportPriority: ({ params, body }) => queue.setPriority(params.importId, body.priority),
    bandwidth: ({ params }) => bandwidthOf(queue.limit(connections.get(params.connectionId).id)),
    setBandwidth: ({ params, body }) => {
      const { id } = connections.get(params.connectionId);
      queue.setLimit(id, body.limit);
      return bandwidthOf(queue.limit(id));
    },
    receipt: ({ params }) => queue.receipt(params.importId),
    receiptCsv: ({ params }) => ({
      mediaType: 'text/csv; charset=utf-8',
      body: queue.receiptCsv(params.importId),
      fileName: `receipt-${queue.status(params.importId).importId}.csv`,
    }),
    receiptPdf: ({ params }) => ({
      mediaType: 'application/pdf',
      body: ReadableStream.from([queue.receiptPdf(params.importId)]),
      fileName: `receipt-${queue.status(params.importId).importId}.pdf`,
    }),
  };
}

function bandwidthOf(limit: BandwidthLimit | undefined): Bandwidth {
  return limit === undefined ? {} : { limit };
}
