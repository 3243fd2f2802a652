import { latin1 } from '../dicom/byte-order.ts';

const BASE64 = /[A-Za-z\d+/_-]{12,}/g;
const HEX = /(?:[\dA-Fa-f]{2}){6,}/g;
const PERCENT = /%[\dA-Fa-f]{2}/g;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** What a text may be the Base64, hexadecimal or percent encoding of, in UTF-8; most texts are none. */
export function decodedTexts(text: string): string[] {
  const result: string[] = [];
  if (text.length < 3) return result;
  if (text.includes('%'))
    result.push(utf8(text.replaceAll(PERCENT, (code) => String.fromCodePoint(Number.parseInt(code.slice(1), 16)))));
  for (const [run] of text.matchAll(HEX))
    result.push(utf8(run.replaceAll(/../g, (code) => String.fromCodePoint(Number.parseInt(code, 16)))));
  for (const [run] of text.matchAll(BASE64)) result.push(utf8(fromBase64(run)));
  return result;
}

/** The bytes as code points; both alphabets of RFC 4648, with or without padding. */
function fromBase64(run: string): string {
  let bits = 0;
  let count = 0;
  let bytes = '';
  for (const letter of run.replaceAll('-', '+').replaceAll('_', '/')) {
    bits = ((bits << 6) | ALPHABET.indexOf(letter)) & 0xfff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += String.fromCodePoint((bits >> count) & 0xff);
  }
  return bytes;
}

/** Code points up to 255 as bytes, those as UTF-8, and where that fails as they were. */
function utf8(bytes: string): string {
  if (!/[\u0080-\u00FF]/.test(bytes)) return bytes;
  const values = Uint8Array.from(bytes, (char) => char.charCodeAt(0));
  const decoded = new TextDecoder().decode(values);
  return decoded.includes('\uFFFD') ? latin1(values) : decoded;
}
