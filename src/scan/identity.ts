import type { InstanceHeader } from '../dicom/instance-header.ts';

/** What says whose study it is. */
export interface Identity {
  readonly patientId?: string;
  readonly issuerOfPatientId?: string;
  readonly patientName?: string;
  readonly birthDate?: string;
}

/** The identity of an instance in a form that compares: spelling that means nothing is gone, empty is absent. */
export function identityOf(header: InstanceHeader): Identity {
  return withoutEmpty({
    patientId: squeeze(header.patientId),
    issuerOfPatientId: squeeze(header.issuerOfPatientId),
    patientName: foldName(header.patientName),
    birthDate: squeeze(header.birthDate)?.replace(/^(\d{4})[.](\d{2})[.](\d{2})$/, '$1$2$3'),
  });
}

const keys = ['patientId', 'issuerOfPatientId', 'patientName', 'birthDate'] as const;

/** Whether two instances name their patient letter by letter the same. */
export function saysTheSame(a: InstanceHeader, b: InstanceHeader): boolean {
  return keys.every((key) => a[key] === b[key]);
}

/** Two identities contradict each other when a value that both have differs. What one does not say is no contradiction. */
export function contradict(a: Identity, b: Identity): boolean {
  return keys.some((key) => a[key] !== undefined && b[key] !== undefined && a[key] !== b[key]);
}

/** `a`, filled up with what only `b` says. */
export function merge(a: Identity, b: Identity): Identity {
  return { ...b, ...a };
}

/** Equal for equal identities; undefined for one without an ID and a name, which equals none, not even itself. */
export function keyOf(identity: Identity): string | undefined {
  if (identity.patientId === undefined && identity.patientName === undefined) return undefined;
  return JSON.stringify(keys.map((key) => identity[key] ?? null));
}

/**
 * Names compare by their first component group that is filled (PS3.5 6.2.1), without regard to case, to white space
 * and to empty components at the end: `Phantom^Chest` is `PHANTOM^CHEST^^`.
 */
function foldName(name: string | undefined): string | undefined {
  const groups = name?.split('=').map((group) => group.split('^').map((part) => squeeze(part) ?? ''));
  return groups
    ?.map((parts) => parts.join('^').replace(/\^+$/, '').normalize('NFC').toUpperCase())
    .find((group) => group !== '');
}

const squeeze = (text: string | undefined): string | undefined => text?.trim().replace(/\s+/g, ' ');

function withoutEmpty(values: { readonly [K in keyof Identity]-?: string | undefined }): Identity {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
}
