import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../src/contract/connection.ts';
import type { IdentityComparison } from '../../../src/contract/identity-comparison.ts';
import { needsReason } from '../../../src/contract/identity-decision.ts';
import { whyOf } from '../../ui/difference-words.ts';
import { Section } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formOf, identityOf } from '../draft.ts';
import type { ImportDraft } from '../draft.ts';
import { IdentityFields } from '../identity-fields.tsx';
import { isContested } from '../identity.ts';
import type { IdentityForm } from '../identity.ts';
import type { Chosen, ScannedPatient } from '../selection.ts';
import { HouseSearch } from './house-search.tsx';
import { formOfRecord } from './patient-identity.ts';
import type { PatientIdentity } from './patient-identity.ts';

export interface IdentityGateProps {
  readonly draft: ImportDraft;
  readonly patient: ScannedPatient;
  /** Of this patient alone. */
  readonly chosen: Chosen;
  /** Where to look for the patient; absent where only typing is possible. */
  readonly house: Connection | undefined;
  readonly comparison: IdentityComparison | undefined;
  readonly onIdentity: (identity: PatientIdentity) => void;
}

/** As whom one patient of a disc leaves: found in the house or typed in, and why that is right. */
export function IdentityGate({ draft, patient, chosen, house, comparison, onIdentity }: IdentityGateProps) {
  const { t } = useTranslation('gate');
  const identity = identityOf(draft, patient);
  const form = formOf(draft, chosen);
  const contested = isContested(chosen);
  return (
    <>
      {house === undefined ? null : (
        <HouseSearch
          key={house.id}
          house={house}
          chosen={chosen}
          taken={identity.record}
          onTake={(record) =>
            onIdentity({
              ...identity,
              record,
              form: record === undefined ? {} : formOfRecord(record, chosen, draft.preset),
            })
          }
        />
      )}
      <IdentityFields
        chosen={chosen}
        form={form}
        onForm={(next) => onIdentity({ ...identity, form: { ...identity.form, ...changesOf(form, next) } })}
      />
      {comparison === undefined || !needsReason(comparison, contested) ? null : (
        <Section
          title={t('reason.title')}
          hint={contested ? t('reason.contested') : t('reason.differs', { fields: whyOf(comparison.fields, t) })}
        >
          <TextField
            label={t('reason.field')}
            description={t('reason.example')}
            value={identity.reason}
            maxLength={200}
            onChange={(reason) => onIdentity({ ...identity, reason })}
          />
        </Section>
      )}
    </>
  );
}

/** What a person typed, without what the preset has filled in. */
function changesOf(before: IdentityForm, after: IdentityForm): IdentityForm {
  const typed = Object.entries(after).filter(([keyword, value]) => value !== before[keyword as keyof IdentityForm]);
  return Object.fromEntries(typed);
}
