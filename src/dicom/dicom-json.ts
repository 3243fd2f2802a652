import type { DataSet } from './data-set.ts';
import type { Element } from './element.ts';
import { isText } from './vr.ts';

/** One attribute in the DICOM JSON model (PS3.18 F.2.2). */
export interface JsonAttribute {
  readonly vr: string;
  readonly Value?: readonly unknown[];
  /** Base64. */
  readonly InlineBinary?: string;
}
export type DicomJson = Readonly<Record<string, JsonAttribute>>;

/** Longer binary values, pixels above all, are left out: an attribute with neither value says that it has one. */
const MAX_INLINE = 4096;
const NUMBERS = new Set('DS FD FL IS SL SS SV UL US UV'.split(' '));

/** A data set in the DICOM JSON model, in Unicode. Group lengths have no place in it (PS3.18 F.2.2). */
export function toDicomJson(dataSet: DataSet): DicomJson {
  const attributes: Record<string, JsonAttribute> = {};
  for (const element of dataSet.elements()) {
    if (element.tag.endsWith('0000') || Object.hasOwn(attributes, element.tag)) continue;
    attributes[element.tag] = attributeOf(dataSet, element);
  }
  return attributes;
}

function attributeOf(dataSet: DataSet, element: Element): JsonAttribute {
  const { vr } = element;
  if (element.items !== undefined) {
    const items = dataSet.itemsOf(element).map(toDicomJson);
    return items.length === 0 ? { vr: 'SQ' } : { vr: 'SQ', Value: items };
  }
  if (isText(vr) || vr === 'AT') return withValue(vr, dataSet.textsOf(element));
  if (NUMBERS.has(vr)) return withValue(vr, dataSet.numbers(element.tag).map(jsonNumber));
  const bytes = element.fragments === undefined ? dataSet.valueOf(element) : undefined;
  if (bytes === undefined || bytes.length === 0 || bytes.length > MAX_INLINE) return { vr };
  return { vr, InlineBinary: base64(bytes) };
}

function withValue(vr: string, texts: readonly (string | number | null)[]): JsonAttribute {
  const values = texts.map((text) => valueOf(vr, text));
  // Empty values keep their place; nothing but empty ones is no value.
  return values.every((value) => value === null) ? { vr } : { vr, Value: values };
}

function valueOf(vr: string, text: string | number | null): unknown {
  if (text === '' || text === null) return null;
  if (vr === 'PN' && typeof text === 'string') return nameOf(text);
  if (vr !== 'DS' && vr !== 'IS') return text;
  const number = Number(text);
  // A number that is none is told as it is written, which the model allows (PS3.18 F.2.2).
  return Number.isFinite(number) ? jsonNumber(number) : text;
}

/** NaN and the infinities are no JSON numbers; nor is there a zero below zero. */
const jsonNumber = (value: number): number | string => (Number.isFinite(value) ? value + 0 : String(value));

function nameOf(name: string): Readonly<Record<string, string>> {
  const [Alphabetic = '', Ideographic = '', Phonetic = ''] = name.split('=');
  return Object.fromEntries(Object.entries({ Alphabetic, Ideographic, Phonetic }).filter(([, group]) => group !== ''));
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => DIGITS[(group >> shift) & 63]).join('');
    const missing = Math.max(0, at + 3 - bytes.length);
    text += digits.slice(0, 4 - missing) + '='.repeat(missing);
  }
  return text;
}
