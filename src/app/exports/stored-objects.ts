import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Studies } from '../../clients/port/archive-connection.ts';
import type { Treatment } from '../../contract/import.ts';
import type { Study } from '../../contract/study.ts';
import type { ExportObject, PreparedObject } from '../../export/write-file-set.ts';
import { asLocalStorageError } from '../../upload/local-storage.ts';
import { UnprocessableError } from '../errors.ts';
import { type Treating, prepared, refuseRules } from './planned-objects.ts';

export interface StoredStudies {
  readonly stored: Studies;
  readonly studies: readonly Study[];
  readonly treatment: Treatment;
  /** Where an object lies while it is treated. */
  readonly spool: string;
}

/** The objects of studies on a server, to be handed over. */
export async function storedObjects(
  { stored, studies, treatment, spool }: StoredStudies,
  treating: Treating,
  signal: AbortSignal,
): Promise<ExportObject[]> {
  refuseRules(treatment);
  if (treatment.kind === 'burn-in' && new Set(studies.map(({ patientId }) => patientId)).size > 1) {
    throw new UnprocessableError(
      'several-patients',
      'The chosen studies belong to several patients. One identity cannot be written into all of them.',
      { next: 'review-identity' },
    );
  }
  const objects: ExportObject[] = [];
  for (const study of studies) {
    const { series } = await stored.tree(study, signal);
    for (const { sopInstanceUid } of series.flatMap(({ instances }) => instances)) {
      const open = (opening: AbortSignal) => opened(stored, study, sopInstanceUid, opening);
      objects.push({
        path: sopInstanceUid,
        sopInstanceUid,
        prepare: async (preparing) =>
          treatment.kind === 'as-is'
            ? { sopInstanceUid, open }
            : spooled(join(spool, randomUUID()), open(preparing), { sopInstanceUid, treatment }, treating),
      });
    }
  }
  return objects;
}

async function* opened(
  stored: Studies,
  study: Study,
  sopInstanceUid: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { stream } = await stored.openInstance(study, sopInstanceUid, signal);
  yield* stream;
}

/** Treated where it can be read twice: as a file of its own, for as long as it is needed. */
async function spooled(
  file: string,
  content: AsyncIterable<Uint8Array>,
  { sopInstanceUid, treatment }: { readonly sopInstanceUid: string; readonly treatment: Treatment },
  treating: Treating,
): Promise<PreparedObject> {
  const release = async (): Promise<void> => rm(file, { force: true });
  try {
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    await pipeline(content, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    const { size, mtimeMs } = await stat(file);
    const object = {
      sourceRoot: file,
      path: sopInstanceUid,
      file,
      sopInstanceUid,
      bytes: size,
      fileBytes: size,
      mtimeMs: Math.trunc(mtimeMs),
      mend: false,
    };
    return { ...(await prepared(object, { treatment, charset: undefined }, treating)), release };
  } catch (error) {
    await release();
    throw asLocalStorageError(error) ?? error;
  }
}
