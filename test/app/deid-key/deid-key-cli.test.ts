import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { fileroom } from '../cli.ts';

const keyOf = async (folder: string) => readFile(join(folder, 'secret-deid-key'), 'utf8');

it('the key of one computer gives another one the same pseudonyms', async () => {
  const [one, other] = [await tempFolder(), await tempFolder()];
  const file = join(await tempFolder(), 'key.json');
  const env = { FILEROOM_PASSPHRASE: 'a long enough passphrase' };
  expect(await fileroom(one, ['deid-key', 'export', file], env)).toMatchObject({ code: 0 });
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ format: 'fileroom-deid-key', version: 1 });
  expect(await fileroom(one, ['deid-key', 'export', file], env)).toMatchObject({ code: 1 });
  expect(await fileroom(other, ['deid-key', 'import', file, '--json'], env)).toMatchObject({ code: 0 });
  expect(await keyOf(other)).toBe(await keyOf(one));
  const revealed = await fileroom(other, ['deid-key', 'reveal', 'A1B2C3'], env);
  expect(revealed.code).toBe(1);
  expect(revealed.stderr).toContain('kept only for imports for which that was asked');
});
