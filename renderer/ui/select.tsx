import { Check, ChevronsUpDown } from 'lucide-react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import field from './field.module.css';
import styles from './list.module.css';

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly description?: string;
}

export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  readonly value: Id | undefined;
  readonly onChange: (id: Id) => void;
  readonly hideLabel?: boolean;
  readonly quiet?: boolean;
  readonly icon?: ReactNode;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
}

export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, choices, value, onChange, hideLabel, quiet, icon, placeholder = '', isDisabled = false } = props;
  return (
    <AriaSelect
      className={cx(field.field, hideLabel && field.hiddenLabel, quiet && field.quiet)}
      data-quiet={quiet}
      value={value ?? null}
      onChange={(key) => {
        const choice = choices.find(({ id }) => id === key);
        if (choice !== undefined) onChange(choice.id);
      }}
      placeholder={placeholder}
      isDisabled={isDisabled}
    >
      <Label className={cx(field.label)}>{label}</Label>
      <Button className={cx(field.trigger)}>
        {icon}
        <SelectValue className={cx(field.value)} />
        <ChevronsUpDown aria-hidden />
      </Button>
      <Popover className={cx(styles.popover)} offset={4}>
        <ListBox className={cx(styles.list)} items={choices}>
          {(choice) => (
            <ListBoxItem className={cx(styles.item)} id={choice.id} textValue={choice.name}>
              <Check aria-hidden className={cx(styles.check)} />
              <Text slot="label" className={cx(styles.name)}>
                {choice.name}
              </Text>
              {choice.description === undefined ? null : (
                <Text slot="description" className={cx(styles.description)}>
                  {choice.description}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
