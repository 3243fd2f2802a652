import { Check } from 'lucide-react';
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { cx } from './cx.ts';
import type { Choice } from './select.tsx';
import field from './field.module.css';
import list from './list.module.css';

export interface ComboFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly picked: string | null;
  readonly onPick: (id: string | null) => void;
  /** Already narrowed to what `text` asks for. */
  readonly choices: readonly Choice<string>[];
}

/** A text field that offers what fits; what is typed need not be on the list. */
export function ComboField({ label, placeholder, text, onText, picked, onPick, choices }: ComboFieldProps) {
  return (
    <ComboBox
      className={cx(field.field)}
      inputValue={text}
      onInputChange={onText}
      value={picked}
      onChange={(key) => onPick(key === null ? null : String(key))}
      items={choices}
      allowsCustomValue
      menuTrigger="focus"
    >
      <Label className={cx(field.label)}>{label}</Label>
      <Input className={cx(field.input)} placeholder={placeholder} spellCheck={false} />
      <Popover className={cx(list.popover)} offset={4}>
        <ListBox<Choice<string>> className={cx(list.list)}>
          {(choice) => (
            <ListBoxItem className={cx(list.item)} id={choice.id} textValue={choice.name}>
              <Check aria-hidden className={cx(list.check)} />
              <Text slot="label" className={cx(list.name)}>
                {choice.name}
              </Text>
              {choice.description === undefined ? null : (
                <Text slot="description" className={cx(list.description)}>
                  {choice.description}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
