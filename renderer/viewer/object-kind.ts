/** What one object is to a viewer: pictures, or the kind of thing it is instead. */
export type ObjectKind =
  | 'image'
  | 'video'
  | 'structured-report'
  | 'pdf'
  | 'document'
  | 'key-objects'
  | 'presentation-state'
  | 'waveform'
  | 'contours'
  | 'plan'
  | 'registration'
  | 'spectroscopy'
  | 'raw'
  | 'other';

/** Classes of the standard that are no storage of a patient's objects: colour palettes, hanging protocols, implants. */
const standard = '1.2.840.10008.';
const storage = '1.2.840.10008.5.1.4.1.1.';

/** SOP classes without pictures, by the rest of their UID; a trailing dot stands for all below (PS3.6 Annex A). */
const kinds: readonly (readonly [string, ObjectKind])[] = [
  ['88.59', 'key-objects'],
  ['88.', 'structured-report'],
  ['104.1', 'pdf'],
  ['104.', 'document'],
  ['11.', 'presentation-state'],
  ['9.', 'waveform'],
  ['481.3', 'contours'],
  ['481.1', 'image'],
  ['481.2', 'image'],
  ['481.', 'plan'],
  ['66.4', 'image'],
  ['66.7', 'image'],
  ['66.8', 'image'],
  ['66.5', 'contours'],
  ['66.6', 'contours'],
  ['66.', 'registration'],
  ['66', 'raw'],
  ['67', 'raw'],
  ['4.2', 'spectroscopy'],
  ['77.1.1.1', 'video'],
  ['77.1.2.1', 'video'],
  ['77.1.4.1', 'video'],
];

/** For objects whose class the server does not tell (PS3.3 C.7.3.1.1.1). */
const modalities: Readonly<Record<string, ObjectKind>> = {
  SR: 'structured-report',
  DOC: 'document',
  KO: 'key-objects',
  PR: 'presentation-state',
  ECG: 'waveform',
  HD: 'waveform',
  EPS: 'waveform',
  RTSTRUCT: 'contours',
  RTPLAN: 'plan',
  RTRECORD: 'plan',
  REG: 'registration',
  FID: 'registration',
};

export function kindOf(sopClassUid: string | undefined, modality: string | undefined): ObjectKind {
  if (sopClassUid === undefined) return modalities[modality ?? ''] ?? 'image';
  if (!sopClassUid.startsWith(storage)) return sopClassUid.startsWith(standard) ? 'other' : 'image';
  const rest = sopClassUid.slice(storage.length);
  const known = kinds.find(([prefix]) => (prefix.endsWith('.') ? rest.startsWith(prefix) : rest === prefix));
  return known?.[1] ?? 'image';
}
