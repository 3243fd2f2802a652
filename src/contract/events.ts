import { z } from 'zod';
import { Connection } from './connection.ts';
import { ExportStatus } from './export.ts';
import { Volume } from './files.ts';
import { ImportStatus } from './import.ts';
import { Problem } from './problem-schema.ts';
import { Charset, ScanProgress, StagingStatus } from './scan.ts';

export const ScanState = z.enum(['running', 'done', 'cancelled', 'failed']);
export type ScanState = z.infer<typeof ScanState>;

/** Where one scan stands; `problem` says why it failed. */
export const ScanStatus = z.object({
  scanId: z.string(),
  sources: z.array(z.string()),
  state: ScanState,
  progress: ScanProgress,
  /** Grows whenever there is a newer summary to fetch, at most about once a second. */
  revision: z.number().int(),
  charset: Charset.optional(),
  /** Of a scan that was asked to copy. */
  staging: StagingStatus.optional(),
  problem: Problem.optional(),
});
export type ScanStatus = z.infer<typeof ScanStatus>;

/** What the server pushes over its one event stream. */
export const AppEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('scan'), scan: ScanStatus }),
  z.object({ type: z.literal('import'), import: ImportStatus }),
  z.object({ type: z.literal('export'), export: ExportStatus }),
  z.object({ type: z.literal('connection'), connection: Connection }),
  z.object({ type: z.literal('connection-removed'), connectionId: z.string() }),
  z.object({ type: z.literal('worklist'), connectionId: z.string() }),
  /** Something was mounted or went; `arrived` are discs and drives that were not there before. */
  z.object({ type: z.literal('volumes'), volumes: z.array(Volume), arrived: z.array(Volume) }),
]);
export type AppEvent = z.infer<typeof AppEvent>;
