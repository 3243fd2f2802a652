import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { Section } from '../ui/section.tsx';
import { storeTheme, storedTheme, themes } from '../ui/theme.ts';

export function ThemeChoice() {
  const { t } = useTranslation('settings');
  const [theme, setTheme] = useState(storedTheme);
  return (
    <Section title={t('theme.title')}>
      <ChoiceCards
        hideLabel
        label={t('theme.title')}
        choices={themes.map((id) => ({ id, name: t(`theme.${id}`) }))}
        value={theme}
        onChange={(next) => {
          storeTheme(next);
          setTheme(next);
        }}
      />
    </Section>
  );
}
