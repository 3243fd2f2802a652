import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { KeptPair, MIN_PASSPHRASE } from '../../contract/deid-key.ts';
import { InvalidRequestError } from '../../contract/problem.ts';
import { seal, unseal } from './sealed.ts';

const derive = promisify<string, Uint8Array, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);
/** 128 MiB and about half a second: what a guess costs. */
const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const MAX_MEMORY = 2 ** 28;

const base64 = z.base64();
/** docs/deid-key.md describes it. */
const KeyFile = z.strictObject({
  format: z.literal('fileroom-deid-key'),
  version: z.literal(1),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    N: z.literal(COST.N),
    r: z.literal(COST.r),
    p: z.literal(COST.p),
    salt: base64.length(24),
  }),
  cipher: z.literal('AES-256-GCM'),
  sealed: base64.max(200_000_000),
});
const Content = z.object({ key: base64.length(44), map: z.array(KeptPair) });

export interface KeyContent {
  readonly key: Uint8Array;
  readonly map: readonly KeptPair[];
}

/** The key and the map as a file that says nothing without its passphrase. */
export async function writeKeyFile({ key, map }: KeyContent, passphrase: string): Promise<string> {
  if (passphrase.length < MIN_PASSPHRASE)
    throw new InvalidRequestError('weak-passphrase', `The passphrase needs ${MIN_PASSPHRASE} characters or more.`, {
      next: 'correct-input',
    });
  const kdf = { name: 'scrypt' as const, ...COST, salt: randomBytes(16).toString('base64') };
  const head = { format: 'fileroom-deid-key' as const, version: 1 as const, kdf, cipher: 'AES-256-GCM' as const };
  const content = JSON.stringify({ key: Buffer.from(key).toString('base64'), map });
  const sealed = seal(await keyOf(passphrase, kdf.salt), content, JSON.stringify(head));
  return JSON.stringify({ ...head, sealed: Buffer.from(sealed).toString('base64') } satisfies z.input<typeof KeyFile>);
}

/** @throws InvalidRequestError for another file, a damaged one, or another passphrase */
export async function readKeyFile(text: string, passphrase: string): Promise<KeyContent> {
  const file = KeyFile.safeParse(jsonOf(text));
  if (!file.success) throw unreadable('This is no key file of this program, or of a newer one.');
  const { sealed, format, version, kdf, cipher } = file.data;
  const { name, N, r, p, salt } = kdf;
  const head = JSON.stringify({ format, version, kdf: { name, N, r, p, salt }, cipher });
  const content = unseal(await keyOf(passphrase, salt), Buffer.from(sealed, 'base64'), head);
  if (content === undefined) throw unreadable('The passphrase is not that of the file, or the file is damaged.');
  const { key, map } = Content.parse(JSON.parse(content));
  return { key: new Uint8Array(Buffer.from(key, 'base64')), map };
}

async function keyOf(passphrase: string, salt: string): Promise<Uint8Array> {
  // The same passphrase may be typed in two ways in Unicode.
  return derive(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, { ...COST, maxmem: MAX_MEMORY });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function unreadable(message: string): InvalidRequestError {
  return new InvalidRequestError('bad-key-file', message, { next: 'correct-input' });
}
