import { openArchive } from '../../src/archive/open-archive.ts';

/** Deletes studies for good until it is killed; says the uuid of each that was acknowledged. */
const [dir = '', sid = '', ...uuids] = process.argv.slice(2);
const archive = await openArchive({ dir, deleteDelay: 0 });
for (const uuid of uuids) {
  const url = `http://archive.test/api/v3/study/delete?sid=${sid}&uuid=${uuid}`;
  const response = await archive.fetch(new Request(url));
  process.stdout.write(`${response.status} ${uuid}\n`);
}
