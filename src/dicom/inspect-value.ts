import type { DataSet } from './data-set.ts';
import type { Element } from './element.ts';
import { isCharsetDependent, isSingleText, unitBytes } from './vr.ts';

/** Characters, per value; of PN per component group (PS3.5 6.2). */
const LONGEST = new Map([
  ['PN', 64],
  ['LO', 64],
  ['SH', 16],
  ['UI', 64],
  ['IS', 12],
  ['ST', 1024],
  ['LT', 10_240],
]);

/** What values of these VRs look like, one by one. Padding is taken off before. */
const FORMS = new Map([
  // PS3.5 9.1: no component begins with a zero, unless it is one.
  ['UI', /^(?:(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*)?$/],
  ['IS', /^ *(?:[+-]?\d+ *)?$/],
  ['DS', /^ *(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? *)?$/],
  // Also as ACR-NEMA wrote it; a day and month that exist.
  ['DA', /^(?:\d{4}(\.?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01]))? *$/],
]);

/**
 * Whether a value breaks the rules of its VR so that programs may read it in different ways, or holds bytes that its
 * character set does not have. Only what can harm is looked for: files of all makers break the rest.
 */
export function valueFault(dataSet: DataSet, element: Element): 'bad-value' | 'bad-text' | undefined {
  const { vr, valueStart, valueEnd } = element;
  const length = valueEnd - valueStart;
  if (length === 0 || !element.intact) return undefined;
  const unit = unitBytes(vr);
  if (unit > 1) return length % unit === 0 ? undefined : 'bad-value';
  const form = FORMS.get(vr);
  if (form !== undefined) return hasForm(dataSet.decoded(element), LONGEST.get(vr), form) ? undefined : 'bad-value';
  return isCharsetDependent(vr) ? textFault(dataSet, element) : undefined;
}

function hasForm(text: string, longest: number | undefined, form: RegExp): boolean {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end -= 1;
  for (let start = 0; start <= end;) {
    const separator = text.indexOf('\\', start);
    const stop = separator === -1 ? end : separator;
    if ((longest !== undefined && stop - start > longest) || !form.test(text.slice(start, stop))) return false;
    start = stop + 1;
  }
  return true;
}

function textFault(dataSet: DataSet, element: Element): 'bad-value' | 'bad-text' | undefined {
  const { vr, valueStart, valueEnd } = element;
  const longest = LONGEST.get(vr);
  // The common case: ASCII, and too short to be too long.
  const isShort = longest === undefined || valueEnd - valueStart <= longest;
  if (isShort && isPrintable(dataSet.bytes, valueStart, valueEnd) && !(vr === 'PN' && hasGroups(dataSet, element)))
    return undefined;
  const text = dataSet.decoded(element);
  if (text.includes('\uFFFD') || text.includes('\u001B')) return 'bad-text';
  if (longest === undefined) return undefined;
  const whole = text.replace(/[\0 ]+$/, '');
  const values = isSingleText(vr) ? [whole] : whole.split('\\');
  const isBad = vr === 'PN' ? isBadName : (value: string): boolean => value.length > longest;
  return values.some(isBad) ? 'bad-value' : undefined;
}

/** Three groups at most (PS3.5 6.2.1), none too long; a name is shown everywhere, and steers no terminal. */
function isBadName(name: string): boolean {
  const groups = name.split('=');
  const longest = LONGEST.get('PN') ?? 0;
  return groups.length > 3 || groups.some((group) => group.length > longest || /\p{Cc}/u.test(group.trim()));
}

/** Whether a name may have more than one component group. */
function hasGroups({ bytes }: DataSet, { valueStart, valueEnd }: Element): boolean {
  for (let index = valueStart; index < valueEnd; index++) if (bytes[index] === 0x3d) return true;
  return false;
}

function isPrintable(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const byte = bytes[index] ?? 0;
    if (byte > 0x7e || byte < 0x20) return false;
  }
  return true;
}
