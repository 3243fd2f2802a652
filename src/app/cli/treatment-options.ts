import { type DeidOption, IdentityKeyword, type Treatment } from '../../contract/import.ts';
import { InvalidRequestError } from '../../contract/problem.ts';
import { readLookupFile } from './rules-file.ts';

/** What is to be done to the objects, as options of a command. */
export interface TreatmentOptions {
  readonly set?: readonly string[];
  /** With `set`: as a copy with UIDs of its own. */
  readonly newUids?: boolean;
  /** By the Basic Profile and what the destination demands besides, or by the destination's rules alone. */
  readonly deid?: 'basic' | 'rules';
  readonly option?: readonly DeidOption[];
  /** A CSV file that says as whom patients leave. */
  readonly lookup?: string;
}

export async function treatmentOf({
  set,
  newUids = false,
  deid,
  option,
  lookup,
}: TreatmentOptions): Promise<Treatment> {
  if (deid !== 'basic' && option !== undefined) {
    throw new InvalidRequestError('option-without-deid', '--option says how to de-identify: give --deid basic too.', {
      next: 'correct-input',
    });
  }
  if (deid !== 'basic' && lookup !== undefined) {
    throw new InvalidRequestError('lookup-without-deid', '--lookup is for pseudonyms: give --deid basic too.', {
      next: 'correct-input',
    });
  }
  if (set !== undefined && deid !== undefined) {
    throw new InvalidRequestError('two-treatments', 'Either --set writes an identity in, or --deid takes it out.', {
      next: 'correct-input',
    });
  }
  if (newUids && set === undefined) {
    throw new InvalidRequestError(
      'new-uids-without-set',
      '--new-uids is for copies under another identity: give --set.',
      {
        next: 'correct-input',
      },
    );
  }
  if (deid === 'rules') return { kind: 'rules' };
  if (deid !== undefined)
    return {
      kind: 'deidentify',
      profile: deid,
      ...(option === undefined ? {} : { options: [...option] }),
      ...(lookup === undefined ? {} : { lookup: await readLookupFile(lookup) }),
    };
  if (set === undefined) return { kind: 'as-is' };
  const values = set.map((assignment) => {
    const [, keyword, value] = /^([A-Za-z]+)=(.*)$/s.exec(assignment) ?? [];
    const known = IdentityKeyword.safeParse(keyword);
    if (!known.success || value === undefined) {
      const keywords = IdentityKeyword.options.join(', ');
      throw new InvalidRequestError('bad-set', `--set takes Keyword=VALUE, with one of ${keywords}.`, {
        next: 'correct-input',
      });
    }
    return [known.data, value] as const;
  });
  return { kind: 'burn-in', set: Object.fromEntries(values), ...(newUids ? { newUids } : {}) };
}
