import { keepPreviousData, queryOptions, replaceEqualDeep } from '@tanstack/react-query';
import type { Client } from './client.ts';
import { inKnownOrder } from './known-order.ts';
import type { Api } from '../../src/contract/api.ts';
import type { Volume } from '../../src/contract/files.ts';
import type { WorklistQuery } from '../../src/contract/study.ts';
import type { ComparedIdentity } from '../../src/contract/identity-comparison.ts';
import type { IdentityMatches } from '../../src/contract/identity-record.ts';
import type { NewImport } from '../../src/contract/import.ts';
import type { Charset, ScanSummary } from '../../src/contract/scan.ts';

type WorklistAsk = Partial<WorklistQuery>;
export interface PreviewAsk {
  readonly scanId: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid?: string | undefined;
  readonly treatment: NewImport['treatment'];
  readonly withKept?: boolean;
}

/** What the window reads, with the keys under which events refresh it. Used as `useQuery(queries.connections())`. */
export function createQueries(client: Client<Api>) {
  return {
    appInfo: () =>
      queryOptions({ queryKey: ['app'], queryFn: ({ signal }) => client.appInfo({ signal }), staleTime: Infinity }),
    volumes: () => queryOptions({ queryKey: ['volumes'], queryFn: ({ signal }) => client.listVolumes({ signal }) }),
    /** Discs that were put in while the window was open, and that nobody has decided about; events fill it. */
    arrivals: () => queryOptions({ queryKey: ['arrivals'], queryFn: (): Volume[] => [], staleTime: Infinity }),
    folder: (path: string | undefined) =>
      queryOptions({
        queryKey: ['folder', path],
        queryFn: ({ signal }) => client.listFolder({ path }, { signal }),
        placeholderData: keepPreviousData,
      }),
    connections: () =>
      queryOptions({ queryKey: ['connections'], queryFn: ({ signal }) => client.listConnections({ signal }) }),
    rules: (connectionId: string, namespaceId: string) =>
      queryOptions({
        queryKey: ['rules', connectionId, namespaceId],
        queryFn: ({ signal }) => client.destinationRules({ connectionId, namespaceId }, { signal }),
      }),
    /** The house's patients and orders, by the first of the texts under which there are any. */
    identities: (connectionId: string, texts: readonly string[], disc: ComparedIdentity) =>
      queryOptions({
        queryKey: ['identities', connectionId, texts, disc],
        queryFn: async ({ signal }) => {
          let unanswered: IdentityMatches['unanswered'] = [];
          for (const text of texts) {
            // Who has not answered is not waited for again with every text.
            const serverOnly = unanswered.some(({ by }) => by === 'modality-worklist');
            const found = await client.findIdentities({ connectionId }, { text, disc, serverOnly }, { signal });
            if (!serverOnly) ({ unanswered } = found);
            if (found.matches.length > 0) return { texts: [text], matches: found.matches, unanswered };
          }
          return { texts, matches: [], unanswered };
        },
      }),
    comparison: (disc: ComparedIdentity, after: ComparedIdentity) =>
      queryOptions({
        queryKey: ['comparison', disc, after],
        queryFn: async ({ signal }) => (await client.compareIdentities({ disc, found: [after] }, { signal }))[0],
        staleTime: Infinity,
        placeholderData: keepPreviousData,
      }),
    identityPreset: (connectionId: string) =>
      queryOptions({
        queryKey: ['identity-preset', connectionId],
        queryFn: ({ signal }) => client.identityPreset({ connectionId }, { signal }),
      }),
    connectionNetwork: (connectionId: string) =>
      queryOptions({
        queryKey: ['connection-network', connectionId],
        queryFn: ({ signal }) => client.connectionNetwork({ connectionId }, { signal }),
      }),
    bandwidth: (connectionId: string) =>
      queryOptions({
        queryKey: ['bandwidth', connectionId],
        queryFn: ({ signal }) => client.bandwidth({ connectionId }, { signal }),
      }),
    modalityWorklist: (connectionId: string) =>
      queryOptions({
        queryKey: ['modality-worklist', connectionId],
        queryFn: ({ signal }) => client.modalityWorklist({ connectionId }, { signal }),
      }),
    scans: () => queryOptions({ queryKey: ['scans'], queryFn: ({ signal }) => client.listScans({ signal }) }),
    scan: (scanId: string) =>
      queryOptions({
        queryKey: ['scan', scanId],
        queryFn: ({ signal }) => client.scan({ scanId }, { signal }),
        structuralSharing: (before, after) => replaceEqualDeep(before, keepOrder(before, after)),
      }),
    scanSeries: (scanId: string, studyInstanceUid: string, seriesInstanceUid: string) =>
      queryOptions({
        queryKey: ['scan-series', scanId, studyInstanceUid, seriesInstanceUid],
        queryFn: ({ signal }) => client.scanSeries({ scanId, studyInstanceUid, seriesInstanceUid }, { signal }),
      }),
    charsetPreview: (scanId: string, charset: Charset) =>
      queryOptions({
        queryKey: ['charset-preview', scanId, charset],
        queryFn: ({ signal }) => client.previewCharset({ scanId }, { charset }, { signal }),
        placeholderData: keepPreviousData,
      }),
    preview: ({ scanId, ...body }: PreviewAsk) =>
      queryOptions({
        queryKey: ['preview', scanId, body],
        queryFn: ({ signal }) => client.previewTreatment({ scanId }, body, { signal }),
        placeholderData: keepPreviousData,
      }),
    deviceRules: () =>
      queryOptions({ queryKey: ['device-rules'], queryFn: ({ signal }) => client.listDeviceRules({ signal }) }),
    imports: () => queryOptions({ queryKey: ['imports'], queryFn: ({ signal }) => client.listImports({ signal }) }),
    exports: () => queryOptions({ queryKey: ['exports'], queryFn: ({ signal }) => client.listExports({ signal }) }),
    receipt: (importId: string) =>
      queryOptions({
        queryKey: ['receipt', importId],
        queryFn: ({ signal }) => client.receipt({ importId }, { signal }),
      }),
    worklist: (connectionId: string, ask: WorklistAsk) =>
      queryOptions({
        queryKey: ['worklist', connectionId, ask],
        queryFn: ({ signal }) => client.worklist({ connectionId }, ask, { signal }),
        placeholderData: keepPreviousData,
      }),
    study: (connectionId: string, studyUuid: string) =>
      queryOptions({
        queryKey: ['study', connectionId, studyUuid],
        queryFn: ({ signal }) => client.study({ connectionId, studyUuid }, { signal }),
      }),
    studyTree: (connectionId: string, studyUuid: string) =>
      queryOptions({
        queryKey: ['tree', connectionId, studyUuid],
        queryFn: ({ signal }) => client.studyTree({ connectionId, studyUuid }, { signal }),
      }),
    attachments: (connectionId: string, studyUuid: string) =>
      queryOptions({
        queryKey: ['attachments', connectionId, studyUuid],
        queryFn: ({ signal }) => client.listAttachments({ connectionId, studyUuid }, { signal }),
      }),
    recipients: (connectionId: string, studyUuid: string) =>
      queryOptions({
        queryKey: ['recipients', connectionId, studyUuid],
        queryFn: ({ signal }) => client.listRecipients({ connectionId, studyUuid }, { signal }),
      }),
    shares: (connectionId: string, studyUuid: string) =>
      queryOptions({
        queryKey: ['shares', connectionId, studyUuid],
        queryFn: ({ signal }) => client.listShares({ connectionId, studyUuid }, { signal }),
      }),
    links: (connectionId: string, studyUuid: string) =>
      queryOptions({
        queryKey: ['links', connectionId, studyUuid],
        queryFn: ({ signal }) => client.listLinks({ connectionId, studyUuid }, { signal }),
      }),
  } as const;
}

/** What react-query hands over untyped: answers of the `scan` route. */
function keepOrder(before: unknown, after: unknown): unknown {
  const known = (before as ScanAnswer | undefined)?.summary;
  const { summary, ...rest } = after as ScanAnswer;
  return summary === undefined ? after : { ...rest, summary: inKnownOrder(known, summary) };
}

interface ScanAnswer {
  readonly summary?: ScanSummary | undefined;
}
