import { useTranslation } from 'react-i18next';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { Section } from '../ui/section.tsx';
import type { TreatmentKind } from './draft.ts';

export interface TreatmentChoiceProps {
  readonly kinds: readonly TreatmentKind[];
  readonly value: TreatmentKind;
  readonly onChange: (kind: TreatmentKind) => void;
}

/** Nothing to ask where there is no choice. */
export function TreatmentChoice({ kinds, value, onChange }: TreatmentChoiceProps) {
  const { t } = useTranslation('import');
  if (kinds.length < 2) return null;
  return (
    <Section title={t('treat.title')}>
      <ChoiceCards
        hideLabel
        label={t('treat.title')}
        choices={kinds.map((id) => ({ id, name: t(`treat.${id}.name`), description: t(`treat.${id}.hint`) }))}
        value={value}
        onChange={onChange}
      />
    </Section>
  );
}
