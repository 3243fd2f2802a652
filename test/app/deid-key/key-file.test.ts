import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { DeidKey } from '../../../src/app/deid-key/deid-key.ts';
import { DeidMap } from '../../../src/app/deid-key/deid-map.ts';
import type { KeptPair } from '../../../src/contract/deid-key.ts';
import { readKeyFile, writeKeyFile } from '../../../src/app/deid-key/key-file.ts';
import { FileSecretStore } from '../../../src/app/secrets.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const passphrase = 'a long enough passphrase';
const pair: KeptPair = { kind: 'patient-id', pseudonym: 'A1B2C3', original: 'P-1' };
const key = Uint8Array.from({ length: 32 }, (_, index) => index);

describe('a key file', () => {
  it('gives back what was put in, to who knows the passphrase', async () => {
    const text = await writeKeyFile({ key, map: [pair] }, passphrase);
    expect(text).not.toContain('P-1');
    expect(await readKeyFile(text, passphrase)).toEqual({ key, map: [pair] });
  });

  it('gives nothing to anybody else, nor when a bit of it has changed', async () => {
    const text = await writeKeyFile({ key, map: [] }, passphrase);
    const { sealed, kdf, ...head } = JSON.parse(text) as { sealed: string; kdf: { salt: string } };
    const flipped = Buffer.from(sealed, 'base64');
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    const damaged = [
      [text, `${passphrase}!`],
      [JSON.stringify({ ...head, kdf, sealed: flipped.toString('base64') }), passphrase],
      [JSON.stringify({ ...head, kdf, sealed: '' }), passphrase],
      [JSON.stringify({ ...head, kdf: { ...kdf, N: 2 }, sealed }), passphrase],
      [JSON.stringify({ ...head, kdf: { ...kdf, N: 2 ** 30 }, sealed }), passphrase],
      [JSON.stringify({ ...head, version: 2, kdf, sealed }), passphrase],
      ['{', passphrase],
      ['', passphrase],
    ] as const;
    for (const [file, phrase] of damaged)
      await expect(readKeyFile(file, phrase)).rejects.toMatchObject({ code: 'bad-key-file' });
  });

  it('is not written under a short passphrase', async () => {
    await expect(writeKeyFile({ key, map: [] }, 'short')).rejects.toMatchObject({ code: 'weak-passphrase' });
  });
});

describe('the key of this computer', () => {
  it('is made once, and replaced only on demand', async () => {
    const folder = await tempFolder();
    const own = new DeidKey(new FileSecretStore(folder));
    const made = await own.get();
    expect(await new DeidKey(new FileSecretStore(folder)).get()).toEqual(made);
    await expect(own.replace(key, { force: false })).rejects.toMatchObject({ code: 'has-key' });
    await own.replace(made, { force: false });
    await own.replace(key, { force: true });
    expect(await new DeidKey(new FileSecretStore(folder)).get()).toEqual(key);
  });

  it('opens the map, which another key does not', async () => {
    const file = join(await tempFolder(), 'map.db');
    const map = new DeidMap(file, async () => key);
    const change = { path: '', name: '', vr: 'LO', action: 'replace' as const };
    const changes = [
      { ...change, tag: '(0010,0020)', before: 'P-1', after: 'A1B2C3' },
      { ...change, tag: '(0010,0020)', path: '(0008,1110)[1]', before: 'P-2', after: 'X' },
      { ...change, tag: '(0010,4000)', before: 'a comment', after: 'Y' },
    ];
    await map.keep(changes);
    await map.keep(changes);
    expect(await map.list('A1B2C3')).toEqual([pair]);
    expect(await map.list()).toEqual([pair]);
    map.close();
    const other = new DeidMap(file, async () => key.with(0, 9));
    expect(await other.list()).toEqual([]);
    other.close();
  });
});
