import { latin1 } from '../dicom/byte-order.ts';
import { inflatedIn } from './inflated-text.ts';

const BASE64 = /[A-Za-z\d+/_-]{12,}/g;
/** With or without something between the pairs. */
const HEX = /(?:[\dA-Fa-f]{2}){6,}|[\dA-Fa-f]{2}(?:(?:[ :,-]|[ :,-]?(?:0x|\\x))[\dA-Fa-f]{2}){4,}/g;
/** %56 of URLs, =56 of mails, \x56 and \u0056 of programs, &#86; and &#x56; of HTML and XML. */
const ESCAPES = /[%=]([\dA-Fa-f]{2})|\\x([\dA-Fa-f]{2})|\\u([\dA-Fa-f]{4})|&#x([\dA-Fa-f]{1,6});|&#(\d{1,7});/g;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** One encoding within another. */
const MAX_DEPTH = 3;
const MAX_NESTED = 4096;

/**
 * What a text may be the Base64, hexadecimal or escaped form of, in UTF-8 or UTF-16, one within another, and what is
 * compressed in it; most texts are none.
 */
export function decodedTexts(text: string, depth = 1): string[] {
  const result: string[] = [];
  if (text.length < 3) return result;
  const unescaped = text.replaceAll(ESCAPES, unescape);
  if (unescaped !== text) result.push(utf8(unescaped));
  for (const [run] of text.matchAll(HEX)) {
    const digits = run.replaceAll(/0x|\\x|[ :,-]/g, '');
    result.push(...textsOf(digits.replaceAll(/../g, (code) => String.fromCodePoint(Number.parseInt(code, 16)))));
  }
  for (const [run] of text.matchAll(BASE64)) result.push(...textsOf(fromBase64(run)));
  if (depth === MAX_DEPTH) return result;
  const nested = result.filter((each) => each.length <= MAX_NESTED && /^[\t\n\r\u0020-\u007E]+$/.test(each));
  return [...result, ...nested.flatMap((each) => decodedTexts(each, depth + 1))];
}

function unescape(escape: string, ...groups: readonly unknown[]): string {
  const [byte, hex, unicode, entity, decimal] = groups as (string | undefined)[];
  const code = decimal === undefined ? Number.parseInt(byte ?? hex ?? unicode ?? entity ?? '', 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
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

/** What bytes, as code points, say by themselves and when they are inflated. */
function textsOf(bytes: string): string[] {
  const inflated = inflatedIn(() => Uint8Array.from(bytes, (char) => char.charCodeAt(0)), bytes);
  return [utf8(bytes), ...inflated.map((each) => utf8(latin1(each)))];
}

/** Code points up to 255 as bytes, those as UTF-8, and where that fails as they were; UTF-16 of western scripts too. */
function utf8(text: string): string {
  const plain = text.replaceAll('\0', '');
  if (!/^[\0-\u00FF]*$/.test(plain) || !/[\u0080-\u00FF]/.test(plain)) return plain;
  const values = Uint8Array.from(plain, (char) => char.charCodeAt(0));
  const decoded = new TextDecoder().decode(values);
  return decoded.includes('\uFFFD') ? latin1(values) : decoded;
}
