import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { element } from '../../../src/dicom/new-element.ts';
import { ultrasound } from '../../deid/pixels/samples.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { ask, get, newApp, refusal, scanOf } from '../api.ts';

const top = { left: 0, top: 0, right: 8, bottom: 1 };
const rule = (bottom: number) => ({
  name: 'Echo 1',
  when: { manufacturer: 'Phantom Devices', model: 'Echo 1', rows: 8, columns: 8 },
  blank: [{ ...top, bottom }],
  certain: true,
});

test('one rule is kept for a device and a size, over a restart, until it is forgotten', async () => {
  const app = await newApp();
  const { id } = await get(app, 'keepDeviceRule', { body: rule(1) });
  await get(app, 'keepDeviceRule', { body: { ...rule(2), when: { ...rule(2).when, model: 'ECHO 1' } } });
  await app.close();
  const again = await newApp(app.dataDir);
  const kept = await get(again, 'listDeviceRules');
  expect(kept.map((each) => [each.id, each.rule.blank])).toEqual([[id, [{ ...top, bottom: 2 }]]]);
  await ask(again, 'forgetDeviceRule', { params: { ruleId: id } });
  expect(await get(again, 'listDeviceRules')).toEqual([]);
});

test('a rule without a device is refused', async () => {
  const app = await newApp();
  const body = { ...rule(1), when: { rows: 8, columns: 8 } };
  expect(await refusal(app, 'keepDeviceRule', { body })).toMatchObject({ code: 'invalid-input' });
});

test('what is remembered is proposed in a review and releases nothing, whatever it says of itself', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'echo'), ultrasound(element('SOPInstanceUID', '2.25.2')));
  const app = await newApp();
  const { status } = await scanOf(app, [folder]);
  await get(app, 'keepDeviceRule', { body: rule(1) });
  const body = { studies: [{ studyInstanceUid: '2.25.22' }] };
  const { held } = await get(app, 'reviewPixels', { params: { scanId: status.scanId }, body });
  expect(held.map(({ suggested }) => suggested)).toEqual([[{ from: 'rule', name: 'Echo 1', blank: [top] }]]);
});
