import type { DataSet } from './data-set.ts';
import type { Element } from './element.ts';
import { everyValue, FORMS } from './value-forms.ts';
import { isCharsetDependent, isSingleText, unitBytes, VRS } from './vr.ts';

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

type Fault = 'bad-value' | 'bad-text' | undefined;
type Check = (dataSet: DataSet, element: Element) => Fault;

/** How the values of a VR are looked at; those that are not here may be anything. */
const CHECKS = new Map<string, Check>([
  ...VRS.flatMap((vr): [string, Check][] => {
    const unit = unitBytes(vr);
    if (unit > 1) return [[vr, (_, { valueStart, valueEnd }) => unlessGood((valueEnd - valueStart) % unit === 0)]];
    return isCharsetDependent(vr) ? [[vr, textFault]] : [];
  }),
  ...Object.entries(FORMS).map(([vr, isGood]): [string, Check] => {
    const longest = LONGEST.get(vr) ?? Number.POSITIVE_INFINITY;
    return [
      vr,
      ({ bytes }, { valueStart, valueEnd }) => unlessGood(everyValue(bytes, valueStart, valueEnd, longest, isGood)),
    ];
  }),
]);

/**
 * Whether a value breaks the rules of its VR so that programs may read it in different ways, or holds bytes that its
 * character set does not have. Only what can harm is looked for: files of all makers break the rest.
 */
export function valueFault(dataSet: DataSet, element: Element): Fault {
  if (element.valueStart === element.valueEnd || !element.intact) return undefined;
  return CHECKS.get(element.vr)?.(dataSet, element);
}

const unlessGood = (isGood: boolean): Fault => (isGood ? undefined : 'bad-value');

function textFault(dataSet: DataSet, element: Element): Fault {
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
