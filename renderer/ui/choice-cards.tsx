import { useId } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Choice } from './select.tsx';
import { cx } from './cx.ts';
import field from './field.module.css';
import styles from './choice-cards.module.css';

export interface ChoiceCardsProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  readonly value: Id;
  readonly hideLabel?: boolean;
  readonly onChange: (id: Id) => void;
}

/** One of a few, each with a sentence: for decisions worth reading. */
export function ChoiceCards<Id extends string>({ label, choices, value, hideLabel, onChange }: ChoiceCardsProps<Id>) {
  const ids = useId();
  return (
    <RadioGroup
      className={cx(styles.group, hideLabel && field.hiddenLabel)}
      value={value}
      onChange={(picked) => {
        const choice = choices.find(({ id }) => id === picked);
        if (choice !== undefined) onChange(choice.id);
      }}
    >
      <Label className={cx(field.label)}>{label}</Label>
      <div className={styles.cards}>
        {choices.map((choice) => (
          <Radio
            key={choice.id}
            value={choice.id}
            className={cx(styles.card)}
            // A `description` within a group is the group's: each choice would be read with the last one's sentence.
            {...(choice.description === undefined ? {} : { 'aria-describedby': `${ids}${choice.id}` })}
          >
            <span className={styles.dot} aria-hidden />
            <span>
              <span className={styles.name}>{choice.name}</span>
              {choice.description === undefined ? null : (
                <span id={`${ids}${choice.id}`} className={styles.description}>
                  {choice.description}
                </span>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
