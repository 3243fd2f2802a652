import { EXPLICIT_LE } from '../dicom/transfer-syntax.ts';

const jpeg = ['50', '51', '57', '70'].map((last) => `1.2.840.10008.1.2.4.${last}`);
const jpeg2000 = ['90', '91'].map((last) => `1.2.840.10008.1.2.4.${last}`);

/** PS3.11 D and H: the general purpose profiles by what transfer syntaxes they allow, the strictest first. */
const profiles: readonly (readonly [name: string, allowed: ReadonlySet<string>])[] = [
  ['STD-GEN-CD', new Set([EXPLICIT_LE])],
  ['STD-GEN-DVD-JPEG', new Set([EXPLICIT_LE, ...jpeg])],
  ['STD-GEN-DVD-J2K', new Set([EXPLICIT_LE, ...jpeg, ...jpeg2000])],
];

/** The first profile that allows all of them; undefined where objects are stored in others, and are left as they are. */
export function mediaProfileOf(transferSyntaxUids: ReadonlySet<string>): string | undefined {
  return profiles.find(([, allowed]) => [...transferSyntaxUids].every((uid) => allowed.has(uid)))?.[0];
}
