import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ConnectionStore, migrations } from '../../../src/app/connections/connection-store.ts';
import { usualPreset } from '../../../src/contract/identity-preset.ts';
import { openDatabase } from '../../../src/upload/database.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const preset = { ...usualPreset, issuerOfPatientId: 'HOUSE', accessionPrefix: 'X-' };

function open(file: string): ConnectionStore {
  const store = new ConnectionStore(file);
  onTestFinished(() => store.close());
  return store;
}

it('is the usual one until it is set, and kept over a restart', async () => {
  const file = join(await tempFolder(), 'app.db');
  const first = new ConnectionStore(file);
  expect(first.preset('embedded')).toEqual(usualPreset);
  first.setPreset('embedded', { ...preset, institutionName: 'Outside' });
  first.setPreset('embedded', preset);
  first.close();
  const store = open(file);
  expect(store.preset('embedded')).toEqual(preset);
  expect(store.preset('another')).toEqual(usualPreset);
});

it('goes with its connection', async () => {
  const store = open(join(await tempFolder(), 'app.db'));
  const { id } = store.add({ name: 'Ward', vendor: 'ambra', url: 'https://images.example.org' });
  store.setPreset(id, preset);
  store.remove(id);
  expect(store.list()).toEqual([]);
  expect(store.preset(id)).toEqual(usualPreset);
});

it('002 leaves the connections of an older program as they are', async () => {
  const file = join(await tempFolder(), 'app.db');
  const old = openDatabase(file, migrations.slice(0, 1));
  old.exec(`INSERT INTO connections VALUES ('c', 'Ward', 'ambra', 'https://images.example.org', '2026-01-01')`);
  old.close();
  const store = open(file);
  expect(store.list()).toMatchObject([{ id: 'c', name: 'Ward' }]);
  expect(store.preset('c')).toEqual(usualPreset);
});
