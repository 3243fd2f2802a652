import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { element } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { picture, ultrasound } from '../deid/pixels/samples.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { fileroom } from './cli.ts';

const Told = z.object({
  objects: z.array(z.object({ path: z.string(), out: z.string() })),
  failures: z.array(z.object({ path: z.string(), code: z.string() })),
});
const of = { seriesInstanceUid: '2.25.33' };
const banner = { left: 0, top: 0, right: 8, bottom: 2 };

async function cleaned(pixels?: unknown) {
  const [source, folder] = [await tempFolder(), await tempFolder()];
  await writeFile(join(source, 'slice'), picture(element('SOPInstanceUID', '2.25.1')));
  await writeFile(join(source, 'echo'), ultrasound(element('SOPInstanceUID', '2.25.2')));
  const file = join(folder, 'pixels.json');
  const out = join(folder, 'out');
  if (pixels !== undefined) await writeFile(file, JSON.stringify(pixels));
  const more = pixels === undefined ? [] : ['--pixels', file];
  const command = ['deid', source, '--out', out, '--json', '--option', 'clean-pixel-data', ...more];
  return { ...(await fileroom(await tempFolder(), command)), out };
}

test('clean pixels are refused for what nobody has looked at, and only for that', async () => {
  const { code, stdout } = await cleaned();
  const { objects, failures } = Told.parse(JSON.parse(stdout));
  expect(code).toBe(2);
  expect(objects.map(({ path }) => path)).toEqual(['slice']);
  expect(failures).toEqual([{ path: 'echo', code: 'needs-review' }]);
});

test('what was signed off is blanked and written', async () => {
  const { code, stdout, out } = await cleaned({ regions: [{ of, blank: [banner] }], signedOff: [of] });
  const { objects } = Told.parse(JSON.parse(stdout));
  expect(code).toBe(0);
  for (const { out: name } of objects) {
    const { dataSet } = readDicom(new Uint8Array(await readFile(join(out, name))));
    const value = dataSet.value(tagOf('PixelData')) ?? new Uint8Array();
    expect([...value.subarray(14, 18)]).toEqual([0, 0, 200, 200]);
  }
});

test.each([
  [{ signedOff: [{}] }, 'signedOff.0'],
  [{ regions: [{ of, blank: [{ ...banner, right: 0 }] }] }, 'regions.0.blank.0'],
  [7, 'the file'],
])('a file that is wrong is refused: %j', async (pixels, place) => {
  const { code, stdout } = await cleaned(pixels);
  expect(code).toBe(1);
  expect(stdout).toContain('bad-pixel-file');
  expect(stdout).toContain(place);
});
