import { createHash } from 'node:crypto';
import type { ObjectRow } from './journal-rows.ts';
import { type Run, leavesAsItIs, scannedFile, treatObject } from './run.ts';
import { type SourceError, streamSource } from './source.ts';

/** An object ready to leave: under which UID, how long, and its bytes as often as they are asked for. */
export interface Outgoing {
  readonly sopInstanceUid: string;
  readonly bytes: number;
  readonly open: () => ReadableStream<Uint8Array>;
  /** SHA-256 of what was read last, once that was read to its end. */
  readonly sha256: () => string | undefined;
}

/** @param onFailure told what goes wrong with the file while it is read */
export async function prepare(run: Run, object: ObjectRow, onFailure: (error: SourceError) => void): Promise<Outgoing> {
  const isTreated = object.mend || !leavesAsItIs(run.import);
  const treated = isTreated ? await treatObject(run, object) : undefined;
  // Another disc may lie in the drive by now, with the same names, sizes and even times.
  if (treated === undefined) await run.pool.run({ kind: 'header', ...scannedFile(object) });
  const { sopInstanceUid, bytes } = treated ?? object;
  let sha256: string | undefined;
  return {
    sopInstanceUid,
    bytes,
    sha256: () => sha256,
    open: () => {
      // Each attempt counts from its beginning.
      const hash = createHash('sha256');
      let read = 0;
      sha256 = undefined;
      const onChunk = (chunk: Uint8Array) => {
        hash.update(chunk);
        read += chunk.byteLength;
        if (read === bytes) sha256 = hash.digest('hex');
        run.progress.moved(object.id, read);
        run.moved();
      };
      const stream = streamSource(object, { ...(treated === undefined ? {} : { treated }), onChunk, onFailure });
      return run.line.pace(stream, run.controller.signal);
    },
  };
}
