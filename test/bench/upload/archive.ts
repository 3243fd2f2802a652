/** The archive of this program, served alone, for `upload.ts`. It tells where it is, and ends with its input. */
import { rm } from 'node:fs/promises';
import type * as opening from '../../../src/archive/open-archive.ts';
import type * as serving from '../../../src/archive/serve-archive.ts';

export interface ServedForBench {
  readonly url: string;
  readonly sid: string;
  readonly namespaceId: string;
}

const [dir = ''] = process.argv.slice(2);
const compiled = (name: string): string => new URL(`../../../dist/src/archive/${name}.js`, import.meta.url).href;
const { openArchive } = (await import(compiled('open-archive'))) as typeof opening;
const { serveArchive } = (await import(compiled('serve-archive'))) as typeof serving;

const archive = await openArchive({ dir });
const { url } = await serveArchive(archive, { host: '127.0.0.1', port: 0 });
const served: ServedForBench = { url, sid: await archive.openSession(), namespaceId: archive.info.namespaceId };
process.stdout.write(`${JSON.stringify(served)}\n`);
process.stdin.resume().on('end', () => {
  void rm(dir, { recursive: true, force: true }).then(() => process.exit());
});
