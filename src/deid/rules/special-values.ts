import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { IngressRules } from '../../contract/ingress-rules.ts';
import type { DataSet } from '../../dicom/data-set.ts';
import type { KeyedMap } from '../keyed.ts';
import { STUDY_FIELDS } from './fields.ts';
import type { Special } from './replacement.ts';
import { RuleError } from './rule-error.ts';
import type { Rule } from './rule-set.ts';

/** What the special values are taken from for one object. */
export interface ValueSource {
  /** As it is before the rules. */
  readonly dataSet: DataSet;
  /** As the server will not know it any more when it was mapped. */
  readonly studyInstanceUid: string;
  readonly values: IngressRules['values'];
  readonly map: KeyedMap;
}

/**
 * What a special value is in one place. The same for the same value of the same study: all objects of a study get the
 * same new ID, and an object that is treated again becomes the same again.
 * @param value the whole value of the field before any rule
 * @throws RuleError when it is not known: a rule is carried out as it is meant, or not at all
 */
export function specialValue(special: Special, source: ValueSource, rule: Rule, value: string, at: number): string {
  const { values, dataSet, studyInstanceUid, map } = source;
  const uuid = (): string => map.uuid(studyInstanceUid, rule.field, value);
  const isPreview = values === 'preview';
  const known = isPreview ? undefined : values;
  switch (special.kind) {
    case 'uuid':
      return uuid();
    case 'md5-hash':
      return md5Of(value === '' ? uuid() : value);
    case 'study': {
      const tag = STUDY_FIELDS.get(special.field);
      return tag === undefined ? '' : dataSet.texts(tag).join('\\');
    }
    case 'md5-counter':
      return isPreview ? '__MD5_COUNTER__' : needed(known?.md5Counters?.[md5Of(value)], rule);
    case 'user-email':
      return isPreview ? '__USER_EMAIL__' : needed(known?.userEmail, rule);
    case 'sharer':
      return isPreview ? `$sharer{${special.field}}` : needed(known?.sharer?.[special.field], rule);
    case 'counter': {
      const name = `__${special.last ? 'L' : ''}COUNTER-${special.digits}__`;
      return isPreview ? name : needed(known?.counters?.[studyInstanceUid]?.[counterKey(rule.index, at)], rule);
    }
    default:
      return special satisfies never;
  }
}

/** Under which a counter's value is kept: the rule, and the how many-th special value of its replacement. */
export function counterKey(rule: number, occurrence: number): string {
  return `${rule}.${occurrence}`;
}

export function md5Of(value: string): string {
  return bytesToHex(md5(utf8ToBytes(value)));
}

function needed(value: string | undefined, rule: Rule): string {
  if (value !== undefined) return value;
  throw new RuleError(
    'rule-value-unknown',
    'A rule of the destination asks for a value that is not known here.',
    `${rule.field}: ${rule.substitution.expression}`,
  );
}
