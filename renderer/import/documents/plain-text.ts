import { rtfText } from './rtf-text.ts';

/** The words of a text document. Nothing of it is run, and nothing it names is loaded. */
export function plainText(bytes: Uint8Array, kind: 'text' | 'html' | 'rtf', mediaType: string): string {
  switch (kind) {
    case 'rtf':
      return rtfText(new TextDecoder('windows-1252').decode(bytes));
    case 'html':
      return htmlText(decode(bytes, mediaType));
    case 'text':
      return decode(bytes, mediaType);
  }
}

/** By its byte order mark, or by what it says itself (HTML, XML), or UTF-8 if it is valid, or the Western European set. */
export function decode(bytes: Uint8Array, mediaType: string): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const named = /(?:charset|encoding)\s*=\s*["']?\s*([\w:-]+)/i.exec(
    `${mediaType} ${/<[!?\w]/.test(head) ? head : ''}`,
  )?.[1];
  const utf8 = decodeAs('utf-8', bytes, true);
  return (
    utf8 ?? (named === undefined ? undefined : decodeAs(named, bytes)) ?? new TextDecoder('windows-1252').decode(bytes)
  );
}

/** Undefined when the set is not known, or, with `fatal`, when the bytes are not of it. */
function decodeAs(label: string, bytes: Uint8Array, fatal = false): string | undefined {
  try {
    // The end may be cut in the middle of a letter.
    return new TextDecoder(label, { fatal }).decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

const unseen =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|head|title|template|svg|object|iframe|noscript)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const block =
  /<\/?(?:p|div|br|li|tr|h[1-6]|table|ul|ol|dl|dt|dd|hr|pre|blockquote|section|article|header|footer)\b[^>]*>/gi;
const cell = /<\/?t[dh]\b[^>]*>/gi;

/** The tags are taken out as text: no page is made of a stranger's, not even one that is never shown. */
function htmlText(html: string): string {
  const words = html
    .replaceAll(/\s+/g, ' ')
    .replaceAll(unseen, ' ')
    .replaceAll(block, '\n')
    .replaceAll(cell, '\t')
    .replaceAll(/<[!/?a-z][^>]*(?:>|$)/gi, '')
    .replaceAll('<', '&lt;');
  // Without a tag in it, this only reads the named letters (&auml;).
  const text = new DOMParser().parseFromString(words, 'text/html').documentElement.textContent;
  return text
    .replaceAll(/[ \t]*\n[ \t]*/g, '\n')
    .replaceAll(/\n{2,}/g, '\n\n')
    .trim();
}
