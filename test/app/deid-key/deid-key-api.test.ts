import { expect, it } from 'vitest';
import { get, newApp, refusal } from '../api.ts';

const passphrase = 'a long enough passphrase';

it('the window takes the key of one computer to another, and replaces none unasked', async () => {
  const [one, other, again] = [await newApp(), await newApp(), await newApp()];
  expect(await refusal(one, 'exportDeidKey', { body: { passphrase: 'short' } })).toMatchObject({
    code: 'weak-passphrase',
  });
  const { file, pairs } = await get(one, 'exportDeidKey', { body: { passphrase } });
  expect(pairs).toBe(0);
  const wrong = { body: { file, passphrase: 'another long passphrase' } };
  expect(await refusal(other, 'importDeidKey', wrong)).toMatchObject({ code: 'bad-key-file' });
  expect(await get(other, 'importDeidKey', { body: { file, passphrase } })).toEqual({ pairs: 0 });

  await get(again, 'exportDeidKey', { body: { passphrase } });
  expect(await refusal(again, 'importDeidKey', { body: { file, passphrase } })).toMatchObject({ code: 'has-key' });
  const body = { file, passphrase, replace: true };
  expect(await get(again, 'importDeidKey', { body })).toEqual({ pairs: 0 });
  expect(await get(again, 'revealPseudonym', { body: { pseudonym: 'A1B2C3' } })).toEqual([]);
});
