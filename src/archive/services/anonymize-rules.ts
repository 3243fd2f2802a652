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

/**
 * What OTHER_INGRESS_TAGS stands for here: what the standard's profile takes away of people and places besides the
 * fields (PS3.15 Table E.1-1) and routine images often have.
 */
export const otherIngressTags: readonly string[] = [
  '(0008,0080)', // Institution Name
  '(0008,0081)', // Institution Address
  '(0008,1010)', // Station Name
  '(0008,1040)', // Institutional Department Name
  '(0008,1048)', // Physician(s) of Record
  '(0008,1050)', // Performing Physician's Name
  '(0008,1060)', // Name of Physician(s) Reading Study
  '(0008,1070)', // Operators' Name
  '(0010,0021)', // Issuer of Patient ID
  '(0010,1000)', // Other Patient IDs
  '(0010,1001)', // Other Patient Names
  '(0010,1005)', // Patient's Birth Name
  '(0010,1060)', // Patient's Mother's Birth Name
  '(0010,2154)', // Patient's Telephone Numbers
  '(0010,21B0)', // Additional Patient History
  '(0010,4000)', // Patient Comments
  '(0032,1032)', // Requesting Physician
  '(0040,0006)', // Scheduled Performing Physician's Name
];

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
