import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { DeidOption } from '../../../src/contract/import.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Section } from '../../ui/section.tsx';
import type { DeidWishes } from './deid-draft.ts';
import { cleaning, conflictOf, keeping, unavailable } from './option-rules.ts';
import styles from './deid.module.css';

export interface DeidOptionsProps {
  readonly wishes: DeidWishes;
  readonly onWishes: (wishes: DeidWishes) => void;
}

/** What the Basic Profile does, and the options that let something stay. */
export function DeidOptions({ wishes, onWishes }: DeidOptionsProps) {
  const { t } = useTranslation('deid');
  const { options } = wishes;
  const choose = (option: DeidOption, isChosen: boolean): void => {
    const others = options.filter((each) => each !== option);
    onWishes({ ...wishes, options: isChosen ? [...others, option] : others });
  };
  const group = (title: string, all: readonly DeidOption[]): ReactNode => (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {all.map((option) => (
        <Option key={option} option={option} chosen={options} onChange={(isChosen) => choose(option, isChosen)} />
      ))}
    </fieldset>
  );
  return (
    <Section title={t('profile.title')} hint={`${t('profile.hint')} ${t('profile.more')}`}>
      <div className={styles.groups}>
        {group(t('profile.keep'), keeping)}
        <div className={styles.stack}>
          {group(t('profile.clean'), cleaning)}
          <fieldset className={styles.group}>
            <legend>{t('profile.record')}</legend>
            <Checkbox isSelected={wishes.keepMap} onChange={(keepMap) => onWishes({ ...wishes, keepMap })}>
              <Words name={t('profile.keepMap.name')} hint={t('profile.keepMap.hint')} />
            </Checkbox>
          </fieldset>
        </div>
      </div>
    </Section>
  );
}

interface OptionProps {
  readonly option: DeidOption;
  readonly chosen: readonly DeidOption[];
  readonly onChange: (isChosen: boolean) => void;
}

function Option({ option, chosen, onChange }: OptionProps) {
  const { t } = useTranslation('deid');
  const conflict = conflictOf(option, chosen);
  const isUnavailable = unavailable.has(option);
  const hint = isUnavailable
    ? t('profile.unavailable')
    : conflict === undefined
      ? t(`profile.option.${option}.hint`)
      : t('profile.conflict', { other: t(`profile.option.${conflict}.name`) });
  return (
    <Checkbox
      isSelected={chosen.includes(option)}
      isDisabled={isUnavailable || conflict !== undefined}
      onChange={onChange}
    >
      <Words name={t(`profile.option.${option}.name`)} hint={hint} />
    </Checkbox>
  );
}

function Words({ name, hint }: { readonly name: string; readonly hint: string }) {
  return (
    <span>
      <span className={styles.name}>{name}</span>
      <span className={styles.hint}>{hint}</span>
    </span>
  );
}
