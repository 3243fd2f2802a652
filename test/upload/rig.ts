import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type EmbeddedArchive, openArchive } from '../../src/archive/open-archive.ts';
import { type AmbraConnection, openAmbraConnection } from '../../src/clients/ambra/connection.ts';
import type { ImportStatus, Treatment } from '../../src/contract/import.ts';
import { ImportQueue, type ImportQueueOptions } from '../../src/upload/import-queue.ts';
import type { ImportPlan } from '../../src/upload/plan.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { type SmallStudy, smallStudy } from '../suites/small-study.ts';

/** Does what it likes with a request on its way to the archive. */
export type Fault = (request: Request, pass: () => Promise<Response>) => Promise<Response>;

/** Quick enough for tests, and still several attempts. */
export const impatient = { attempts: 3, baseMs: 1, maxMs: 5 };
export const deidKey = new Uint8Array(32).fill(7);

export interface Rig {
  readonly dir: string;
  readonly archive: EmbeddedArchive;
  readonly connection: AmbraConnection;
  readonly queue: ImportQueue;
  /** All statuses that the queue has told. */
  readonly statuses: ImportStatus[];
  /** What happens to requests from now on; `undefined` lets all pass. */
  fault: Fault | undefined;
  /** Uploads that reached the archive. */
  uploads: number;
}

/** A queue before a real archive, with room for faults between them. */
export async function newRig(options: Partial<ImportQueueOptions> & { readonly dir?: string } = {}): Promise<Rig> {
  const dir = options.dir ?? (await tempFolder());
  const archive = await openArchive({ dir: join(dir, 'archive') });
  const rig = { dir, archive, statuses: [] as ImportStatus[], fault: undefined as Fault | undefined, uploads: 0 };
  const connection = openAmbraConnection({
    baseUrl: 'http://archive.invalid',
    rate: 'off',
    retry: { attempts: 1, baseMs: 1, maxMs: 1 },
    fetch: async (request) => {
      const pass = async () => {
        if (isUpload(request)) rig.uploads += 1;
        return archive.fetch(request);
      };
      return rig.fault === undefined ? pass() : rig.fault(request, pass);
    },
  });
  await connection.session.adopt(await archive.openSession());
  const queue = new ImportQueue({
    file: join(dir, 'imports.db'),
    connect: async () => connection,
    deidKey: async () => deidKey,
    retry: impatient,
    onStatus: (status) => rig.statuses.push(status),
    ...options,
  });
  onTestFinished(async () => {
    await queue.close();
    await archive.close();
  });
  return Object.assign(rig, { connection, queue });
}

export function isUpload(request: Request): boolean {
  return request.method === 'POST' && /\/storage\/namespace\/[^/]+\/image$/.test(new URL(request.url).pathname);
}

export interface Source {
  readonly folder: string;
  readonly study: SmallStudy;
  readonly files: readonly string[];
}

/** A study of three small objects in a folder. */
export async function newSource(study: SmallStudy = smallStudy()): Promise<Source> {
  const folder = await tempFolder();
  const files = study.objects.map((_, index) => join(folder, `IM${index}`));
  for (const [index, { file }] of study.objects.entries()) await writeFile(files[index] ?? '', file);
  return { folder, study, files };
}

export async function planOf(
  { archive }: Pick<Rig, 'archive'>,
  sources: readonly Source[],
  treatment: Treatment = { kind: 'as-is' },
): Promise<ImportPlan> {
  const { namespaceId } = archive.info;
  return {
    connectionId: 'embedded',
    connectionName: 'This computer',
    destination: { kind: 'namespace', namespaceId },
    destinationName: 'Film room',
    namespaceId,
    treatment,
    label: 'PHANTOM^CHEST',
    problems: [],
    studies: await Promise.all(
      sources.map(async ({ folder, study, files }) => ({
        studyInstanceUid: study.header.studyInstanceUid,
        objects: await Promise.all(
          study.objects.map(async ({ sopInstanceUid }, index) => {
            const file = files[index] ?? '';
            const { size, mtimeMs } = await stat(file);
            return {
              sourceRoot: folder,
              path: `IM${index}`,
              file,
              sopInstanceUid,
              bytes: size,
              fileBytes: size,
              mtimeMs: Math.trunc(mtimeMs),
              mend: false,
            };
          }),
        ),
      })),
    ),
  };
}

/** Runs a plan to its end. */
export async function run({ queue }: Rig, plan: ImportPlan): Promise<ImportStatus> {
  return queue.ended(queue.start(plan).importId);
}

/** What the archive has of a study, by SOP Instance UID. */
export async function storedOf(rig: Rig, { study }: Source): Promise<string[]> {
  const page = await rig.connection.worklist.list({ sort: 'created', direction: 'desc', page: 1, rows: 100 });
  const record = page.studies.find(({ studyInstanceUid }) => studyInstanceUid === study.header.studyInstanceUid);
  if (record === undefined) return [];
  const tree = await rig.connection.studies.tree(record);
  return tree.series.flatMap(({ instances }) => instances.map(({ sopInstanceUid }) => sopInstanceUid)).sort();
}
