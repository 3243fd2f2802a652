import { useTranslation } from 'react-i18next';
import type { Treatment } from '../../src/contract/import.ts';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { Section } from '../ui/section.tsx';

export interface TreatmentChoiceProps {
  readonly value: Treatment['kind'];
  readonly onChange: (kind: Treatment['kind']) => void;
}

const kinds = ['as-is', 'burn-in', 'deidentify'] as const;

export function TreatmentChoice({ value, onChange }: TreatmentChoiceProps) {
  const { t } = useTranslation('import');
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
