import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const keyBytes = 32;

/** `scrypt$<N>$<salt>$<key>`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost.N);
  return ['scrypt', cost.N, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Takes the same time whether `stored` exists or not. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, n = '', salt = '', key = ''] = (stored ?? absent).split('$');
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), Number(n));
  return timingSafeEqual(actual, expected) && stored !== undefined;
}

/** 24 characters that can be read aloud: 117 bits. */
export function generatePassword(): string {
  return randomText(24);
}

/** Twelve characters in groups, as it is dictated over the telephone: 58 bits. */
export function generateShareCode(): string {
  return randomText(12).toUpperCase().match(/.{4}/g)?.join('-') ?? '';
}

function randomText(length: number): string {
  // Without 0 O 1 I L and U, which people confuse.
  const alphabet = '23456789abcdefghjkmnpqrstvwxyz';
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

const absent = [
  'scrypt',
  cost.N,
  Buffer.alloc(16).toString('base64url'),
  Buffer.alloc(keyBytes).toString('base64url'),
].join('$');

/** scrypt takes 32 MiB a run; a crowd of guesses must not take all of the memory. */
let queue: Promise<unknown> = Promise.resolve();

function derive(password: string, salt: Buffer, N: number): Promise<Buffer> {
  const run = () =>
    new Promise<Buffer>((resolve, reject) => {
      scrypt(password, salt, keyBytes, { ...cost, N }, (error, key) => (error === null ? resolve(key) : reject(error)));
    });
  const result = queue.then(run, run);
  queue = result;
  return result;
}
