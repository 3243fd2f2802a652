import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../src/contract/connection.ts';
import type { IdentityComparison } from '../../../src/contract/identity-comparison.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { formatPersonName } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { patientKey } from '../choices.ts';
import { undecidedOf } from '../draft.ts';
import type { ImportDraft } from '../draft.ts';
import type { Chosen } from '../selection.ts';
import { IdentityGate } from './identity-gate.tsx';
import { ofPatient } from './patient-identity.ts';

export interface IdentityGatesProps {
  readonly draft: ImportDraft;
  readonly onDraft: (change: Partial<ImportDraft>) => void;
  readonly chosen: Chosen;
  readonly house: Connection | undefined;
  readonly comparisons: ReadonlyMap<string, IdentityComparison>;
  /** The patient that is looked at, and everything else about them, such as a preview. */
  readonly children: (one: Chosen) => ReactNode;
}

/** Several patients of a disc are decided one after the other: each has an identity, and an import, of their own. */
export function IdentityGates({ draft, onDraft, chosen, house, comparisons, children }: IdentityGatesProps) {
  const { t } = useTranslation('gate');
  const [key, setKey] = useState<string>();
  const isOpen = (patient: Chosen['patients'][number]): boolean =>
    undecidedOf({ draft, chosen, comparisons }, patient).length > 0;
  const patient = chosen.patients.find((each) => patientKey(each) === key) ?? chosen.patients[0];
  if (patient === undefined) return null;
  const one = ofPatient(chosen, patient);
  return (
    <>
      {chosen.patients.length < 2 ? null : (
        <Section title={t('patients.title')} hint={t('patients.hint')}>
          <ChoiceCards
            hideLabel
            label={t('patients.title')}
            choices={chosen.patients.map((each) => ({
              id: patientKey(each),
              name: [
                formatPersonName(each.patientName) || t('patients.noName'),
                each.patientId ?? t('patients.noId'),
              ].join(' · '),
              description: t(isOpen(each) ? 'patients.open' : 'patients.decided'),
            }))}
            value={patientKey(patient)}
            onChange={setKey}
          />
        </Section>
      )}
      <IdentityGate
        key={patientKey(patient)}
        draft={draft}
        patient={patient}
        chosen={one}
        house={house}
        comparison={comparisons.get(patientKey(patient))}
        onIdentity={(identity) =>
          onDraft({ identities: new Map([...draft.identities, [patientKey(patient), identity]]) })
        }
      />
      <Section title={t('copy.title')} hint={t('copy.hint')}>
        <Checkbox isSelected={draft.newUids} onChange={(newUids) => onDraft({ newUids })}>
          {t('copy.newUids')}
        </Checkbox>
      </Section>
      {children(one)}
    </>
  );
}
