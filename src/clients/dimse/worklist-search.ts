/** One key of a search: a worklist must match all the keys of a query, so what a text may be has a query each. */
export interface WorklistSearch {
  readonly patientName?: string;
  readonly patientId?: string;
  readonly accessionNumber?: string;
}

const MAX_ACCESSION = 16;
const MAX_ID = 64;

/** What a text may be: the number of an order or of a patient when it has no spaces, a name when it has letters. */
export function worklistSearches(text: string): WorklistSearch[] {
  // A person looks for what they typed: no wildcards (PS3.4 C.2.2.2.4), no second value, no control characters.
  const plain = text.replaceAll(/[\\*?\p{Cc}]/gu, ' ').trim();
  if (plain.length < 2) return [];
  const isNumber = /^[!-~]+$/.test(plain) && plain.length <= MAX_ID;
  return [
    ...(isNumber && plain.length <= MAX_ACCESSION ? [{ accessionNumber: plain }] : []),
    ...(isNumber ? [{ patientId: plain }] : []),
    ...(/\p{L}/u.test(plain) && plain.length <= MAX_ID ? spellings(plain) : []),
  ];
}

/** Many servers tell capitals from small letters (PS3.4 C.2.2.2.1 lets them), and most houses write names in capitals. */
function spellings(name: string): WorklistSearch[] {
  return [...new Set([name, name.toUpperCase()])].map((patientName) => ({ patientName }));
}

/** The family name and whatever follows; the parts in the order in which they were typed. */
export function wildcardName(name: string): string {
  return `${name
    .split(/[\s,^]+/)
    .filter(Boolean)
    .join('*')}*`;
}
