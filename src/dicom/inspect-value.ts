import { delimitersOf, latin1, type DataSet } from './data-set.ts';
import type { Element } from './element.ts';
import { isCharsetDependent, unitBytes } from './vr.ts';

/** Characters, per value; of PN per component group (PS3.5 6.2). */
const LONGEST: Readonly<Record<string, number>> = { PN: 64, LO: 64, SH: 16, UI: 64 };

/** What values of these VRs look like, one by one. Padding is taken off before. */
const FORMS: Readonly<Record<string, RegExp>> = {
  // PS3.5 9.1: no component begins with a zero, unless it is one.
  UI: /^(?:(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*)?$/,
  IS: /^ *(?:[+-]?\d+ *)?$/,
  DS: /^ *(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? *)?$/,
  // Also as ACR-NEMA wrote it; a day and month that exist.
  DA: /^(?:\d{4}(\.?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01]))? *$/,
};

/**
 * Whether a value breaks the rules of its VR so that programs may read it in different ways, or holds bytes that its
 * character set does not have. Only what can harm is looked for: files of all makers break the rest.
 */
export function valueFault(dataSet: DataSet, element: Element): 'bad-value' | 'bad-text' | undefined {
  const { vr } = element;
  const length = element.valueEnd - element.valueStart;
  if (length === 0 || !element.intact) return undefined;
  const unit = unitBytes(vr);
  if (unit > 1) return length % unit === 0 ? undefined : 'bad-value';
  const form = FORMS[vr];
  if (form !== undefined) return hasForm(dataSet, element, form) ? undefined : 'bad-value';
  if (!isCharsetDependent(vr)) return undefined;
  return textFault(dataSet, element);
}

function hasForm(dataSet: DataSet, element: Element, form: RegExp): boolean {
  const text = latin1(dataSet.valueOf(element));
  const longest = LONGEST[element.vr] ?? Number.POSITIVE_INFINITY;
  return text
    .replace(/\0$/, '')
    .split('\\')
    .every((value) => value.length <= longest && form.test(value));
}

function textFault(dataSet: DataSet, element: Element): 'bad-value' | 'bad-text' | undefined {
  const { vr } = element;
  const value = dataSet.valueOf(element);
  const longest = LONGEST[vr];
  const foreign = value.some((byte) => byte > 0x7f || byte === 0x1b);
  // The common case: ASCII, and too short to be too long.
  if (!foreign && (longest === undefined || (value.length <= longest && !value.some(isControl)))) return undefined;
  const text = foreign ? dataSet.charset.decode(value, delimitersOf(vr)) : latin1(value);
  if (text.includes('\uFFFD') || text.includes('\u001B')) return 'bad-text';
  if (longest === undefined) return undefined;
  const parts = text.replace(/[\0 ]+$/, '').split(vr === 'PN' ? /[\\=]/ : '\\');
  return parts.some((part) => part.length > longest || /\p{Cc}/u.test(part.trim())) ? 'bad-value' : undefined;
}

const isControl = (byte: number): boolean => byte < 0x20;
