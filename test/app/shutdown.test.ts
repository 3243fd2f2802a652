import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { ImportStatus } from '../../src/contract/import.ts';
import { ScanStatus } from '../../src/contract/events.ts';
import { Connection } from '../../src/contract/connection.ts';
import { StudyTree, WorklistPage } from '../../src/contract/study.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { startServer } from './cli.ts';

/** The whole program as a process, asked over HTTP as the window asks it. */
async function newProgram(disc: { slices: number; size: number }) {
  const { dir, patients } = await writePhantomDisc(await tempFolder(), disc);
  const { child, url } = await startServer(await tempFolder());
  const post = async (path: string, body?: unknown): Promise<unknown> => {
    const init = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return (await fetch(`${url}${path}`, { method: 'POST', ...(body === undefined ? {} : init) })).json();
  };
  const read = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();

  const scan = async () => ScanStatus.parse(await post('/api/scans', { paths: [dir] })).scanId;
  const startImport = async () => {
    const scanId = await scan();
    const State = z.object({ status: ScanStatus });
    await untilEvent(url, async () => State.parse(await read(`/api/scans/${scanId}`)).status.state === 'done');
    const [embedded] = z.array(Connection).parse(await read('/api/connections'));
    if (embedded?.session.state !== 'signed-in') throw new Error('The archive of this computer is not signed in');
    const namespaceId = embedded.session.namespaces[0]?.id ?? '';
    const studies = patients.flatMap((patient) =>
      patient.studies.map(({ studyInstanceUid }) => ({ studyInstanceUid })),
    );
    const destination = { kind: 'namespace', namespaceId };
    const treatment = { kind: 'deidentify', profile: 'basic' };
    const wanted = { scanId, connectionId: 'embedded', destination, treatment, studies };
    return ImportStatus.parse(await post('/api/imports', wanted)).importId;
  };
  return { child, url, read, scan, startImport };
}

/** Looks again after every event of the program until `isSo`. */
async function untilEvent(url: string, isSo: () => Promise<boolean>): Promise<void> {
  const events = (await fetch(`${url}/api/events`)).body?.getReader();
  while (!(await isSo())) await events?.read();
  await events?.cancel();
}

/** How it ended: with code 0, and of itself. What hangs, hangs until the test's time is over. */
async function terminate(child: ChildProcess): Promise<unknown> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  return exit;
}

const ended = [0, null];

it('ends while it is idle, after it has treated files and made pictures', async () => {
  const program = await newProgram({ slices: 2, size: 32 });
  const importId = await program.startImport();
  const isDone = async () => ImportStatus.parse(await program.read(`/api/imports/${importId}`)).phase === 'done';
  await untilEvent(program.url, isDone);
  const studies = '/api/connections/embedded/studies';
  for (const { uuid } of WorklistPage.parse(await program.read(studies)).studies) {
    const { series } = StudyTree.parse(await program.read(`${studies}/${uuid}/tree`));
    for (const { sopInstanceUid } of series.flatMap(({ instances }) => instances)) {
      await (await fetch(`${program.url}${studies}/${uuid}/instances/${sopInstanceUid}/thumbnail`)).arrayBuffer();
    }
  }
  expect(await terminate(program.child)).toEqual(ended);
});

it('ends in the middle of a scan, while a window listens', async () => {
  const program = await newProgram({ slices: 100, size: 32 });
  const events = (await fetch(`${program.url}/api/events`)).body?.getReader();
  await program.scan();
  await events?.read();
  expect(await terminate(program.child)).toEqual(ended);
});

it('ends in the middle of an import, which waits to be gone on with', async () => {
  const program = await newProgram({ slices: 60, size: 128 });
  const importId = await program.startImport();
  await untilEvent(
    program.url,
    async () => ImportStatus.parse(await program.read(`/api/imports/${importId}`)).phase !== 'waiting',
  );
  expect(await terminate(program.child)).toEqual(ended);
});
