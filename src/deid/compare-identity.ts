import type {
  ComparedIdentity,
  Difference,
  FieldComparison,
  IdentityComparison,
  Likeness,
} from '../contract/identity-comparison.ts';
import { compareNames } from './compare-names.ts';
import { hasOneSlip } from './one-slip.ts';

/** What is known of one field, whichever of the two is asked first. */
export type Verdict = readonly [likeness: Exclude<Likeness, 'missing'>, ...differences: Difference[]];

const SAME: Verdict = ['same'];
const DIFFERENT: Verdict = ['different'];
/** A slip in a short number makes just another number. */
const MIN_ID = 4;

const FIELDS: Readonly<Record<keyof ComparedIdentity, (a: string, b: string) => Verdict>> = {
  patientName: compareNames,
  patientId: compareIds,
  birthDate: compareDates,
  sex: compareSexes,
  accessionNumber: compareIds,
};

/** Without these two the rest is no proof of anything. */
const TELLING: ReadonlySet<keyof ComparedIdentity> = new Set(['patientName', 'patientId']);

/**
 * The patient of a disc beside one of the house, field by field: what is the same, what looks like a slip and which,
 * what is different. It is the same whichever of the two is named first. It decides nothing: a person does.
 */
export function compareIdentities(a: ComparedIdentity, b: ComparedIdentity): IdentityComparison {
  const fields = (Object.keys(FIELDS) as (keyof ComparedIdentity)[]).map((field): FieldComparison => {
    const [left, right] = [plain(a[field]), plain(b[field])];
    if (left === '' || right === '') return { field, likeness: 'missing', differences: [] };
    const [likeness, ...differences] = FIELDS[field](left, right);
    return { field, likeness, differences };
  });
  const told = fields.filter(({ field, likeness }) => likeness !== 'missing' && field !== 'accessionNumber');
  const isTelling = told.some(({ field }) => TELLING.has(field)) && told.length > 1;
  const worst = (['different', 'alike', 'same'] as const).find((each) =>
    told.some(({ likeness }) => likeness === each),
  );
  return { fields, likeness: worst === 'different' || isTelling ? (worst ?? 'missing') : 'missing' };
}

function plain(text: string | undefined): string {
  return (text ?? '').normalize('NFC').trim();
}

function compareIds(a: string, b: string): Verdict {
  if (a === b) return SAME;
  const [left, right] = [a, b].map((id) => id.toUpperCase().replaceAll(/[\s\p{P}\p{S}]/gu, '')) as [string, string];
  if (left === '' || right === '') return DIFFERENT;
  if (left === right) return ['alike', 'punctuation'];
  const [long, short] = left.length > right.length ? [left, right] : [right, left];
  if (withoutZeros(left) === withoutZeros(right)) return ['alike', 'leading-zeros'];
  const hasAffix = long.startsWith(short) || long.endsWith(short);
  const affix = long.startsWith(short) ? long.slice(short.length) : long.slice(0, -short.length);
  if (hasAffix && short.length >= MIN_ID && /^\p{L}+$/u.test(affix)) return ['alike', 'prefix-or-suffix'];
  return short.length >= MIN_ID ? slipped(left, right) : DIFFERENT;
}

function withoutZeros(id: string): string {
  return id.replace(/^0+(?=.)/, '');
}

/** DA, or as older programs write it, with points or hyphens. */
function compareDates(a: string, b: string): Verdict {
  const [left, right] = [a, b].map((date) => date.replaceAll(/^(\d{4})[.-](\d\d)[.-](\d\d)$/g, '$1$2$3')) as [
    string,
    string,
  ];
  if (left === right) return SAME;
  if (!/^\d{4,8}$/.test(left) || !/^\d{4,8}$/.test(right)) return DIFFERENT;
  if (left.startsWith(right) || right.startsWith(left)) return ['alike', 'part-missing'];
  if (left.length !== 8 || right.length !== 8) return DIFFERENT;
  if (left === right.slice(0, 4) + right.slice(6) + right.slice(4, 6)) return ['alike', 'day-and-month'];
  if (left.slice(2) === right.slice(2)) return ['alike', 'century'];
  return slipped(left, right);
}

/** What is neither M nor F says nothing against either. */
function compareSexes(a: string, b: string): Verdict {
  const [left, right] = [a.toUpperCase(), b.toUpperCase()];
  if (left === right) return SAME;
  return /^[MF]$/.test(left) && /^[MF]$/.test(right) ? DIFFERENT : ['alike', 'unknown-sex'];
}

function slipped(a: string, b: string): Verdict {
  const slip = hasOneSlip(a, b);
  return slip === undefined ? DIFFERENT : ['alike', slip];
}
