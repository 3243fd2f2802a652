/**
 * Writes a synthetic patient's disc to try the program with: `node scripts/sample-disc.ts [DIR]`, by default
 * `./sample-disc`. Needs Node 24.
 */
import { relative, resolve } from 'node:path';
import { writePhantomDisc } from '../test/fixtures/phantom-disc.ts';

const dir = resolve(process.argv[2] ?? 'sample-disc');
const { instances, patients, documents } = await writePhantomDisc(dir);
const shown = relative('', dir) || '.';

console.log(`Wrote a synthetic patient disc to ${dir}`);
for (const { patientName, studies } of patients) {
  const described = studies.flatMap(({ series }) =>
    series.map(({ modality, instances: own }) => `${own.length} ${modality}`),
  );
  console.log(`  ${patientName}: ${described.join(', ')}`);
}
console.log(`  ${instances.length} DICOM files, ${documents.length} documents, a viewer and a DICOMDIR`);
console.log('What to do next:');
console.log(`  npx fileroom scan ${shown}      shows what is on it`);
console.log(`  npx fileroom import ${shown}    sends it to the archive on this machine`);
console.log(`  npm start                       opens the window: choose Import and that folder`);
