import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { element } from '../../../src/dicom/new-element.ts';
import { picture } from '../../deid/pixels/samples.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { get, importEnd, newApp, refusal, scanOf } from '../api.ts';

async function scanned() {
  const folder = await tempFolder();
  for (const uid of ['2.25.1', '2.25.2'])
    await writeFile(join(folder, uid), picture(element('SOPInstanceUID', uid), element('StudyInstanceUID', '2.25.22')));
  const app = await newApp();
  const { status } = await scanOf(app, [folder]);
  const [connection] = await get(app, 'listConnections');
  const body = (leaveOut: string[]) => ({
    scanId: status.scanId,
    connectionId: connection?.id ?? '',
    destination: {
      kind: 'namespace' as const,
      namespaceId: connection?.session.state === 'signed-in' ? (connection.session.namespaces[0]?.id ?? '') : '',
    },
    treatment: { kind: 'as-is' as const },
    studies: [{ studyInstanceUid: '2.25.22' }],
    leaveOut,
  });
  return { app, body };
}

test('what is left out stays on the disc, the rest is sent and verified', async () => {
  const { app, body } = await scanned();
  const { importId } = await get(app, 'startImport', { body: body(['2.25.1']) });
  await importEnd(app, importId);
  const { studies } = await get(app, 'receipt', { params: { importId } });
  expect(studies.map(({ objects }) => [objects.selected, objects.verified])).toEqual([[1, 1]]);
});

test('an import of nothing is refused', async () => {
  const { app, body } = await scanned();
  expect(await refusal(app, 'startImport', { body: body(['2.25.1', '2.25.2']) })).toMatchObject({
    code: 'nothing-left',
  });
});
