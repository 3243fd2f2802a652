import type { Treatment } from '../../../src/contract/import.ts';

/** What a client of `upload.ts` shall send, and where to: its one argument, as JSON. */
export interface UploadOrder {
  readonly url: string;
  readonly sid: string;
  readonly namespaceId: string;
  readonly folder: string;
  readonly objects: readonly { readonly file: string; readonly sopInstanceUid: string }[];
  readonly studyInstanceUid: string;
  readonly treatment: Treatment;
  /** Requests at once, of the plain client. */
  readonly lanes: number;
}

export interface MeasuredUpload {
  /** Seconds from the first request to the last answer. */
  readonly wall: number;
  /** Seconds of the processor's, of the whole process. */
  readonly cpu: number;
  readonly peakMb: number;
  /** Objects that the server acknowledged; of an import, those that are verified. */
  readonly objects: number;
}

/** Runs `send` and prints what it took. */
export async function measure(send: () => Promise<number>): Promise<never> {
  const started = performance.now();
  const objects = await send();
  const wall = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage();
  const measured: MeasuredUpload = {
    objects,
    wall,
    cpu: (user + system) / 1e6,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.stdout.write(JSON.stringify(measured));
  process.exit();
}
