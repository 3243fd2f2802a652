import type { DeidKey } from './deid-key.ts';
import type { DeidMap } from './deid-map.ts';
import { readKeyFile, writeKeyFile } from './key-file.ts';

export interface Kept {
  readonly deidKey: DeidKey;
  readonly deidMap: DeidMap;
}

/** The key and the kept map as the text of a file under a passphrase, and how many pairs are in it. */
export async function exportKey({ deidKey, deidMap }: Kept, passphrase: string) {
  const map = await deidMap.list();
  return { file: await writeKeyFile({ key: await deidKey.get(), map }, passphrase), pairs: map.length };
}

/**
 * Takes over the key and the map of another machine.
 * @param options.force in place of the key that is there
 */
export async function importKey(
  { deidKey, deidMap }: Kept,
  file: string,
  passphrase: string,
  options: { readonly force: boolean },
) {
  const { key, map } = await readKeyFile(file, passphrase);
  const own = await deidMap.list();
  await deidKey.replace(key, options);
  // What was sealed with the key from before would be lost otherwise.
  await deidMap.add([...own, ...map]);
  return { pairs: map.length };
}
