import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IngressRulesFromJson, type IngressRules, type RuleValues } from '../../../src/contract/ingress-rules.ts';
import { RuleError } from '../../../src/deid/rules/rule-error.ts';
import { treat } from '../../../src/deid/treat.ts';
import { tagOf } from '../../../src/dicom/dictionary.ts';
import { element, type NewElement } from '../../../src/dicom/new-element.ts';
import { readDicom } from '../../../src/dicom/read-dicom.ts';
import { allTexts, context, image } from '../samples.ts';

const rulesOf = (json: object, values?: RuleValues): IngressRules => ({
  ...IngressRulesFromJson.parse(json),
  ...(values === undefined ? {} : { values }),
});
const ruled = (rules: IngressRules, more: readonly NewElement[] = []) => {
  const result = treat(image(more), { kind: 'rules', rules }, context);
  const { dataSet } = readDicom(result.bytes);
  return { ...result, dataSet, text: (keyword: string) => dataSet.texts(tagOf(keyword)).join('\\') };
};
const only = (anonymize_rules: Record<string, unknown>, more: object = {}) => rulesOf({ anonymize_rules, ...more });

describe('the rules of a destination', () => {
  it.each([
    ['patient_name', 's/.*/TEST/', 'PatientName', 'TEST'],
    ['patient_birth_date', 's/^(\\d{4}).*/${1}0101/', 'PatientBirthDate', '19700101'],
    ['accession_number', 's/.*//', 'AccessionNumber', ''],
    ['study_date', 's/\\d{2}$/01/', 'StudyDate', '20260101'],
    ['study_description', 's/.*/$study{modality} of $study{study_date}/', 'StudyDescription', 'CT of 20260102'],
    ['patient_name', 's/(\\w+)\\^(\\w+)/$2^$1/', 'PatientName', 'CHEST^PHÄNTOM'],
    ['patient_name', 's/NOBODY/X/', 'PatientName', 'PHÄNTOM^CHEST'],
  ])('%s: %s', (field, rule, keyword, expected) => {
    const { text } = ruled(only({ [field]: rule }));
    expect(text(keyword)).toBe(expected);
  });

  it('hash a value as md5 does', () => {
    // The sum of "abc" in RFC 1321.
    const { text } = ruled(only({ patientid: 's/.*/__MD5_HASH__/' }), [element('PatientID', 'abc')]);
    expect(text('PatientID')).toBe('900150983cd24fb0d6963f7d28e17f72');
  });

  it('hash an empty value as something that is the same for the study, and nothing else', () => {
    const empty = [element('PatientID', '')];
    const rules = only({ patientid: 's/.*/__MD5_HASH__/' });
    const first = ruled(rules, [...empty, element('SOPInstanceUID', '2.25.1')]).text('PatientID');
    expect(first).toMatch(/^[\da-f]{32}$/);
    expect(first).not.toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(ruled(rules, [...empty, element('SOPInstanceUID', '2.25.2')]).text('PatientID')).toBe(first);
    expect(ruled(rules, [...empty, element('StudyInstanceUID', '2.25.99')]).text('PatientID')).not.toBe(first);
  });

  it('write the values that were found out for the import', () => {
    const values: RuleValues = {
      userEmail: 'clerk@fileroom.test',
      sharer: { name: 'A Clerk' },
      counters: { '2.25.22': { '0.0': '000010', '3.0': '7' } },
      md5Counters: { '900150983cd24fb0d6963f7d28e17f72': '4' },
    };
    const { text } = ruled(
      rulesOf(
        {
          anonymize_rules: {
            patientid: 's/.*/DG-__COUNTER-000010__/',
            patient_name: 's/.*/$sharer{name}/',
            referring_physician: 's/.*/__USER_EMAIL__/',
            accession_number: 's/.*/__LCOUNTER-7__/',
            study_description: 's/.*/__MD5_COUNTER__/',
          },
        },
        values,
      ),
      [element('StudyDescription', 'abc')],
    );
    expect(text('StudyDescription')).toBe('4');
    expect(text('PatientID')).toBe('DG-000010');
    expect(text('PatientName')).toBe('A Clerk');
    expect(text('ReferringPhysicianName')).toBe('clerk@fileroom.test');
    expect(text('AccessionNumber')).toBe('7');
  });

  it.each(['__USER_EMAIL__', '__MD5_COUNTER__', '__COUNTER-10__', '__LCOUNTER-10__', '$sharer{email}'])(
    'send nothing while %s is not known',
    (special) => {
      expect(() => ruled(only({ patientid: `s/.*/${special}/` }))).toThrow(RuleError);
      // In a preview nothing is counted, and everything can be seen.
      const preview = treat(
        image(),
        { kind: 'rules', rules: { ...only({ patientid: `s/.*/${special}/` }), values: 'preview' } },
        context,
      );
      expect(preview.changes.find(({ tag }) => tag === '(0010,0020)')?.after).toBe(special);
    },
  );

  it('reach into sequences, and what cannot be substituted goes', () => {
    const nested = element('ReferencedStudySequence', { items: [[element('PatientID', 'P-1')]] });
    const pdf = element('EncapsulatedDocument', Uint8Array.of(1, 2));
    const { dataSet, text } = ruled(
      only(
        { patientid: 's/.*/X/', OTHER_INGRESS_TAGS: 's/.*/Y/' },
        { other_ingress_tags: ['(0008,0080)', '0042,0011', '00400275', '(0010,1010)'] },
      ),
      [nested, pdf, element('RequestAttributesSequence', { items: [[element('PatientID', 'P-1')]] })],
    );
    expect(dataSet.items(nested.tag)[0]?.text(tagOf('PatientID'))).toBe('X');
    expect(text('InstitutionName')).toBe('Y');
    expect(dataSet.has(pdf.tag)).toBe(false);
    expect(dataSet.has(tagOf('RequestAttributesSequence'))).toBe(false);
    // Only a field of its own is added where it is missing.
    expect(dataSet.has(tagOf('PatientAge'))).toBe(false);
  });

  it('for private tags touch all of them, creators too', () => {
    const priv: NewElement[] = [
      { tag: '00090010', vr: 'LO', value: 'VENDOR' },
      { tag: '00091001', vr: 'LO', value: 'PHANTOM here' },
      { tag: '00091002', vr: 'OB', value: Uint8Array.of(1, 2) },
      { tag: '00091003', vr: 'UN', value: new TextEncoder().encode('PHANTOM ') },
      { tag: '00091004', vr: 'SQ', value: { items: [[element('PatientID', 'P-1')]] } },
    ];
    const gone = ruled(only({ ALL_PRIVATE_TAGS: 's/.*//' }), priv);
    expect(gone.dataSet.elements().filter(({ tag }) => tag.startsWith('0009'))).toEqual([]);
    const changed = ruled(only({ ALL_PRIVATE_TAGS: 's/PHANTOM/X/' }), priv).dataSet;
    expect(changed.text('00091001')).toBe('X here');
    expect(changed.text('00091003')).toBe('X');
    expect(changed.has('00091002') || changed.has('00091004')).toBe(false);
    expect(changed.text('00090010')).toBe('VENDOR');
  });

  it('let a field’s own rule have the last word over those for many tags', () => {
    const { text } = ruled(
      only(
        { patientid: 's/.*/TRIAL-7/', OTHER_INGRESS_TAGS: 's/.*//' },
        { dicom_tag_map: { patientid: '(0010,0020)', OTHER_INGRESS_TAGS: ['(0010,0020)', '(0008,0080)'] } },
      ),
    );
    expect(text('PatientID')).toBe('TRIAL-7');
    expect(text('InstitutionName')).toBe('');
  });

  it('name themselves beside what they changed', () => {
    const { changes } = ruled(only({ patient_name: 's/.*/TEST/', patient_address: 's/.*/GONE/' }));
    expect(changes.map(({ tag, action, before, after, rule }) => ({ tag, action, before, after, rule }))).toEqual([
      {
        tag: '(0010,0010)',
        action: 'replace',
        before: 'PHÄNTOM^CHEST',
        after: 'TEST',
        rule: 'patient_name: s/.*/TEST/',
      },
      { tag: '(0010,1040)', action: 'add', before: undefined, after: 'GONE', rule: 'patient_address: s/.*/GONE/' },
    ]);
  });

  it('are carried out on what the profile leaves when both are wished', () => {
    const rules = only({ patientid: 's/^/SITE-/', patient_name: 's/.*/TRIAL/' });
    const { bytes, changes } = treat(image(), { kind: 'deidentify', profile: 'basic', rules }, context);
    const { dataSet } = readDicom(bytes);
    expect(dataSet.text(tagOf('PatientName'))).toBe('TRIAL');
    expect(dataSet.text(tagOf('PatientID'))).toMatch(/^SITE-[\dA-F]{12}$/);
    expect(allTexts(dataSet)).not.toContain('P-1');
    expect(changes.find(({ tag }) => tag === '(0010,0010)')).toMatchObject({ before: 'PHÄNTOM^CHEST', after: 'TRIAL' });
  });

  it.each([
    [{ patient_nickname: 's/.*//' }, {}],
    [{ patient_name: { nested: 's/.*//' } }, {}],
    [{ patient_name: 7 }, {}],
    [{ patient_name: null }, {}],
    [{ OTHER_INGRESS_TAGS: 's/.*//' }, {}],
    [{ OTHER_INGRESS_TAGS: 's/.*//' }, { other_ingress_tags: ['(0020,000D)'] }],
    [{ OTHER_INGRESS_TAGS: 's/.*//' }, { other_ingress_tags: ['(7FE0,0010)'] }],
    [{ patient_name: 's/.*//' }, { dicom_tag_map: { patient_name: 'the name' } }],
    [{ patient_name: 's/.*/$study{secret}/' }, {}],
    [{ __proto__: null, constructor: 's/.*//' }, {}],
  ])('%j cannot be carried out: nothing is sent', (anonymize_rules, more) => {
    expect(() => ruled(only(anonymize_rules as never, more))).toThrow(RuleError);
  });

  it.each([
    { '(0010,0030)': '/^19700101$/' },
    { '0010,0010': 'm{^ph.ntom}i' },
    { '(0010,0030)': '/^19800401$/', '(0010,0020)': '/P-1/', match: 1 },
    '{"(0010,0020)":"/P/"}',
  ])('%j takes the study', (upload_match) => {
    expect(ruled(rulesOf({ upload_match })).changes).toEqual([]);
    expect(ruled(rulesOf({ link_parameters: { upload_match } })).changes).toEqual([]);
  });

  it.each([
    { '(0010,0030)': '/^19800401$/' },
    { '(0010,0030)': '/^19700101$/', '(0010,0020)': '/P-2/' },
    { '(0010,1040)': '/./' },
    { '(0010,0030)': '19700101' },
    { '(0010,0030)': '/(/' },
    { 'birth date': '/./' },
    { '(0010,0020)': '/P/', match: 2 },
    { '(0010,0020)': '/P/', match: 'some' },
  ])('%j does not take the study, nor say whom it wants', (upload_match) => {
    expect(() => ruled(rulesOf({ upload_match }))).toThrow(expect.objectContaining({ next: expect.any(String) }));
    expect(() => ruled(rulesOf({ upload_match }))).not.toThrow(/19800401|P-2/);
  });

  it.each([
    ['0028,0004', '!=', 'MONOCHROME1', true],
    ['(0008,0060)', '!=', 'CT', false],
    ['(0008,0060)', '!=', 'ct', false],
    ['(0008,0060)', '=', 'CT', true],
    ['(0028,0010)', '>', '100', false],
    ['(0028,0010)', '<=', '1', true],
    ['(0010,1040)', '=', 'X', false],
  ])('the filter %s %s %s takes an object: %s', (groupElement, evaluation, value, isTaken) => {
    const filter = { groupElement, evaluation, value };
    for (const web_uploader_ingress_filter of [[filter], { filters: [filter] }, JSON.stringify([filter])]) {
      const send = () => ruled(rulesOf({ enable_ingress_filter: 1, web_uploader_ingress_filter }));
      if (isTaken) expect(send().changes).toEqual([]);
      else expect(send).toThrow(expect.objectContaining({ code: 'ingress-filter' }));
    }
    expect(ruled(rulesOf({ enable_ingress_filter: 0, web_uploader_ingress_filter: [filter] })).changes).toEqual([]);
  });

  it.each([[{ groupElement: '0008,0060', evaluation: 'LIKE', value: 'C' }], ['CT'], [{ tag: 1 }]])(
    'the filter %j cannot be read: nothing is sent',
    (filter) => {
      expect(() => ruled(rulesOf({ web_uploader_ingress_filter: [filter] }))).toThrow(RuleError);
    },
  );

  it('leave nothing of a value that must go, whatever it is', () => {
    const value = fc.string({ unit: fc.constantFrom(...Array.from('abZ09 ^=ß\nü.\t')), minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(value, fc.constantFrom('s/.*//', 's/.+/X/', 's/^.*$/X/', 's/./X/g', 's/\\S//g'), (text, rule) => {
        const rules = only(
          { study_description: rule, ALL_PRIVATE_TAGS: rule, OTHER_INGRESS_TAGS: rule },
          { other_ingress_tags: ['(0010,4000)', '(0008,0080)'] },
        );
        const more = [
          element('StudyDescription', text),
          element('PatientComments', text),
          element('InstitutionName', text),
          { tag: '00090010', vr: 'LO', value: 'V' },
          { tag: '00091001', vr: 'UT', value: text },
        ];
        const { dataSet } = ruled(rules, more);
        for (const tag of ['00081030', '00104000', '00080080', '00091001'])
          expect(dataSet.texts(tag).join('\\').replaceAll(/[X\s]/g, '')).toBe('');
      }),
      { numRuns: 300 },
    );
  });
});
