import { latin1 } from '../dicom/byte-order.ts';
import type { DataSet } from '../dicom/data-set.ts';
import type { Element } from '../dicom/element.ts';
import { isText, unitBytes } from '../dicom/vr.ts';

const MAX_TEXT = 10_240;
const PATTERNS: Readonly<Record<string, RegExp>> = {
  CS: /^[A-Z0-9_ ]{0,16}$/,
  DS: /^ *[+-]?(\d+\.?\d*|\.\d+)?([eE][+-]?\d+)? *$/,
  IS: /^ *[+-]?\d{0,12} *$/,
  UI: /^[\d.]{0,64}$/,
};

/** Whether a private value can be what Table E.3.10-1 says its VR is; in files without VRs it comes as UN. */
export function conformsTo(vr: string, each: Element, dataSet: DataSet): boolean {
  if (vr === 'SQ' || each.items !== undefined) return vr === 'SQ' && each.items !== undefined;
  const value = dataSet.valueOf(each);
  if (each.vr !== vr && each.vr !== 'UN') return false;
  if (!isText(vr)) return value.length % unitBytes(vr) === 0;
  if (value.length > MAX_TEXT) return false;
  const pattern = PATTERNS[vr] ?? /^[\t\n\f\r\u0020-\u007E]*$/;
  return latin1(value)
    .replace(/[\0 ]+$/, '')
    .split('\\')
    .every((text) => pattern.test(text));
}
