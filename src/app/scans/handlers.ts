import type { Api } from '../../contract/api.ts';
import { previewCharset } from '../../scan/charset-preview.ts';
import type { Handlers } from '../api/implement.ts';
import { locateInstance, scannedBy } from '../imports/scanned.ts';
import { reviewScannedPixels } from './pixel-review.ts';
import { previewTreatment } from './preview-treatment.ts';
import { reportCsv } from './report-csv.ts';
import type { Services } from '../services.ts';

type ScanRoutes = Pick<
  Handlers<Api>,
  | 'startScan'
  | 'listScans'
  | 'scan'
  | 'endScan'
  | 'previewCharset'
  | 'scanReportJson'
  | 'scanReportCsv'
  | 'previewTreatment'
  | 'reviewPixels'
  | 'previewPixels'
  | 'findPixelText'
>;

export function scanHandlers({ scans, scanView, treat, reviewPixels, deviceRules }: Services): ScanRoutes {
  return {
    startScan: ({ body }) => scans.start(body),
    listScans: () => scans.list(),
    scan: ({ params: { scanId } }) => {
      const summary = scans.summary(scanId);
      return { status: scans.get(scanId).status, ...(summary === undefined ? {} : { summary }) };
    },
    endScan: async ({ params }) => scans.end(params.scanId),
    previewCharset: async ({ params: { scanId }, body, signal }) =>
      previewCharset(
        scans.report(scanId).patients.flatMap(({ studies }) => studies),
        {
          charset: body.charset,
          current: scans.get(scanId).status.charset,
          locate: async (source, path) => scans.locate(scanId, source, path),
          signal,
        },
      ),
    scanReportJson: ({ params: { scanId } }) => ({
      mediaType: 'application/json',
      body: JSON.stringify(scans.report(scanId)),
      fileName: `scan-${scans.get(scanId).status.scanId}.json`,
    }),
    scanReportCsv: ({ params: { scanId } }) => ({
      mediaType: 'text/csv; charset=utf-8',
      body: reportCsv(scans.report(scanId)),
      fileName: `scan-${scans.get(scanId).status.scanId}.csv`,
    }),
    previewTreatment: async ({ params, body }) => previewTreatment(scannedBy(scans, params.scanId), body, treat),
    reviewPixels: async ({ params, body }) =>
      reviewScannedPixels(
        scannedBy(scans, params.scanId),
        body,
        reviewPixels,
        deviceRules.list().map(({ rule }) => rule),
      ),
    previewPixels: async ({ params: { scanId, sopInstanceUid }, body: { frame, pixels } }) => {
      const instance = scans.instance(scanId, sopInstanceUid);
      const blank =
        pixels === undefined
          ? []
          : (await reviewPixels(await locateInstance(scannedBy(scans, scanId), instance), pixels)).blank;
      return scanView.picture(scanId, sopInstanceUid, frame, blank);
    },
    findPixelText: async ({ params: { scanId, sopInstanceUid }, signal }) =>
      scanView.text(scanId, sopInstanceUid, signal),
  };
}
