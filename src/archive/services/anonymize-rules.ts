import { demographicFields } from '../store/study-fields.ts';
import { ServiceError } from './errors.ts';

const fields = [
  'patient_name',
  'patient_sex',
  'patient_birth_date',
  'patient_address',
  'accession_number',
  'study_description',
  'study_date',
  'patientid',
  'referring_physician',
] as const;
const metaFields: ReadonlySet<string> = new Set(['OTHER_INGRESS_TAGS', 'ALL_PRIVATE_TAGS']);

/** The protocol's dicom_tag_map: `patient_name` → `(0010,0010)`. */
export const anonymizeFields: Readonly<Record<string, string>> = Object.fromEntries(
  fields.map((name) => [name, demographicFields[name].replace(/^(.{4})(.{4})$/, '($1,$2)')]),
);

/** Rules as the protocol allows them: known fields, each with `s/pattern/replacement/flags`. */
export function checkAnonymizeRules(rules: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rules).map(([field, rule]) => {
      if (!Object.hasOwn(anonymizeFields, field) && !metaFields.has(field)) {
        throw new ServiceError('INVALID_FIELD_NAME', field);
      }
      if (typeof rule !== 'string') throw new ServiceError('INVALID_REGEXP', field);
      if (!isSubstitution(rule)) throw new ServiceError('INVALID_REGEXP', rule);
      return [field, rule];
    }),
  );
}

/** The pattern is Perl's; what the client cannot run it refuses. Here only the form and the syntax are looked at. */
function isSubstitution(rule: string): boolean {
  const [, pattern, , flags = ''] = /^s\/((?:[^/\\]|\\.)*)\/((?:[^/\\]|\\.)*)\/([a-z]*)$/s.exec(rule) ?? [];
  if (pattern === undefined || !/^[gimsx]*$/.test(flags)) return false;
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
