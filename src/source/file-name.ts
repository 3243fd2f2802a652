import { realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';

/**
 * Names of files are bytes on Linux, and on discs of other times and countries they are no UTF-8: Latin 1, Shift JIS.
 * Node puts U+FFFD for what it cannot decode, and with such a name nothing is found again. Here the bytes of such a
 * name stand as characters of private use, U+EF80 to U+EFFF, so that the name stays text that can be kept, joined and
 * sent, and leads back to its bytes.
 */
const ESCAPE = 0xef00;
const ESCAPED = /[\uEF80-\uEFFF]/;

/** Whether what Node says is not the name, or could be taken for an escaped one. */
export const isUnsureName = (name: string): boolean => name.includes('\uFFFD') || ESCAPED.test(name);

export function nameOfBytes(bytes: Buffer): string {
  const name = bytes.toString('utf8');
  if (!isUnsureName(name)) return name;
  return bytes
    .toString('latin1')
    .replace(/[\u0080-\u00FF]/g, (byte) => String.fromCharCode(ESCAPE + byte.charCodeAt(0)));
}

/** The path as the functions of the file system want it. */
export function systemPath(path: string): string | Buffer {
  if (!ESCAPED.test(path)) return path;
  const parts = path.split(/([\uEF80-\uEFFF]+)/);
  return Buffer.concat(
    parts.map((part) =>
      ESCAPED.test(part) ? Buffer.from(part, 'utf16le').filter((_, index) => index % 2 === 0) : Buffer.from(part),
    ),
  );
}

/** Without links, written as the names of a walk are. */
export async function realPathOf(path: string): Promise<string> {
  const onDisk = systemPath(path);
  return typeof onDisk === 'string' ? realpath(onDisk) : nameOfPath(await realpath(onDisk, 'buffer'));
}

/** {@link realPathOf} for threads that have nothing else to do. */
export function realPathOfSync(path: string): string {
  const onDisk = systemPath(path);
  return typeof onDisk === 'string' ? realpathSync.native(onDisk) : nameOfPath(realpathSync.native(onDisk, 'buffer'));
}

function nameOfPath(bytes: Buffer): string {
  const parts = bytes.toString('latin1').split('/');
  return parts.map((part) => nameOfBytes(Buffer.from(part, 'latin1'))).join('/');
}

/** For people: what cannot be decoded as Latin 1 has it, which is the likeliest. */
export function readableName(path: string): string {
  return path.replace(/[\uEF80-\uEFFF]/g, (escaped) => String.fromCharCode(escaped.charCodeAt(0) - ESCAPE));
}
