/** A name from a disc is never a way: not out of the image, and not through it. Empty when nothing is left. */
export const asName = (text: string): string => (text === '..' || text === '.' ? '' : text.replaceAll(/[/\\\0]/g, '_'));

export function utf16be(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index + 1 < bytes.length; index += 2)
    text += String.fromCharCode((bytes[index] ?? 0) * 256 + (bytes[index + 1] ?? 0));
  return text;
}

export const latin1 = (bytes: Uint8Array, start = 0, end = bytes.length): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', start, end);

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Names whose character set nobody wrote down: UTF-8 when they are valid UTF-8, which others hardly ever are. */
export function utf8Or(bytes: Uint8Array, otherwise: (bytes: Uint8Array) => string): string {
  try {
    return strict.decode(bytes);
  } catch {
    return otherwise(bytes);
  }
}
