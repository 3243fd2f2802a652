import { NewLink } from '../../src/contract/sharing.ts';

/** How long a link may live; there is no "for ever". */
export const expiries = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Expiry = (typeof expiries)[number];

const minutes: Record<Expiry, number> = {
  hour: 60,
  day: 60 * 24,
  week: 60 * 24 * 7,
  month: 60 * 24 * 30,
  quarter: 60 * 24 * 90,
  year: 60 * 24 * 365,
};

export interface LinkForm {
  readonly expiry: Expiry;
  readonly password: string;
  /** As typed; empty for no limit. */
  readonly maxHits: string;
}

export const firstLinkForm: LinkForm = { expiry: 'week', password: '', maxHits: '' };

export type LinkField = 'password' | 'maxHits';

/** The link to make, or the fields that must be mended first. */
export function linkOf(form: LinkForm): { readonly link: NewLink } | { readonly wrong: readonly LinkField[] } {
  const parsed = NewLink.safeParse({
    minutes: minutes[form.expiry],
    ...(form.password === '' ? {} : { password: form.password }),
    ...(form.maxHits.trim() === '' ? {} : { maxHits: Number(form.maxHits) }),
  });
  if (parsed.success) return { link: parsed.data };
  const fields = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return { wrong: (['password', 'maxHits'] as const).filter((field) => fields.has(field)) };
}
