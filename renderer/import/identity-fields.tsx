import { useTranslation } from 'react-i18next';
import type { IdentityKeyword } from '../../src/contract/import.ts';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import {
  dicomValue,
  fieldValue,
  identityOnDisc,
  isContested,
  isOfPatient,
  keywordsFor,
  valuesToSet,
  wrongValues,
} from './identity.ts';
import type { IdentityForm } from './identity.ts';
import { IdentityPicks } from './identity-picks.tsx';
import type { Chosen } from './selection.ts';
import styles from './import.module.css';

export interface IdentityFieldsProps {
  readonly chosen: Chosen;
  readonly form: IdentityForm;
  readonly onForm: (form: IdentityForm) => void;
}

/** Whose study it is, as it shall be; next to each field what the disc says, where it differs. */
export function IdentityFields({ chosen, form, onForm }: IdentityFieldsProps) {
  const { t } = useTranslation('import');
  const onDisc = identityOnDisc(chosen);
  const contested = isContested(chosen);
  const wrong = wrongValues(valuesToSet(form, onDisc, contested));
  const keywords = keywordsFor(chosen);
  return (
    <Section
      title={t('identity.title')}
      hint={
        contested
          ? t('identity.contested')
          : chosen.studies.length > 1
            ? t('identity.severalStudies')
            : t('identity.hint')
      }
    >
      {contested ? <IdentityPicks chosen={chosen} onPick={(picked) => onForm({ ...form, ...picked })} /> : null}
      <div className={styles.fields}>
        {keywords.map((keyword) => (
          <IdentityField
            key={keyword}
            keyword={keyword}
            value={
              form[keyword] ?? (contested && isOfPatient(keyword) ? '' : fieldValue(keyword, onDisc[keyword] ?? ''))
            }
            before={onDisc[keyword] ?? ''}
            isOneOfSeveral={contested && isOfPatient(keyword)}
            isWrong={wrong.includes(keyword)}
            onChange={(value) => onForm({ ...form, [keyword]: value })}
          />
        ))}
      </div>
    </Section>
  );
}

interface IdentityFieldProps {
  readonly keyword: IdentityKeyword;
  readonly value: string;
  readonly before: string;
  /** The disc says this and something else as well. */
  readonly isOneOfSeveral: boolean;
  readonly isWrong: boolean;
  readonly onChange: (value: string) => void;
}

/** The scan does not read them. */
function isUnread(keyword: IdentityKeyword): boolean {
  return keyword === 'IssuerOfPatientID' || keyword === 'InstitutionName';
}

const sexes = ['M', 'F', 'O', 'none'] as const;

function IdentityField({ keyword, value, before, isOneOfSeveral, isWrong, onChange }: IdentityFieldProps) {
  const { t } = useTranslation('import');
  const label = t(`identity.field.${keyword}`);
  const changed = dicomValue(keyword, value) !== before;
  if (keyword === 'PatientSex') {
    return (
      <Select
        label={label}
        choices={sexes.map((id) => ({ id, name: t(`identity.sex.${id}`) }))}
        value={sexes.find((sex) => sex === value) ?? 'none'}
        onChange={(sex) => onChange(sex === 'none' ? '' : sex)}
      />
    );
  }
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      {...(isWrong
        ? { error: t(`identity.wrong.${keyword === 'PatientBirthDate' ? 'date' : 'text'}`) }
        : changed && before !== ''
          ? {
              description: t(isOneOfSeveral ? 'identity.amongOthers' : 'identity.before', {
                value: fieldValue(keyword, before),
              }),
            }
          : isUnread(keyword)
            ? { description: t('identity.unread') }
            : {})}
    />
  );
}
