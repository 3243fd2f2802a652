import { Label, Radio, RadioGroup, Text } from 'react-aria-components';
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
          <Radio key={choice.id} value={choice.id} className={cx(styles.card)}>
            <span className={styles.dot} aria-hidden />
            <span>
              <span className={styles.name}>{choice.name}</span>
              {choice.description === undefined ? null : (
                <Text slot="description" className={cx(styles.description)}>
                  {choice.description}
                </Text>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
