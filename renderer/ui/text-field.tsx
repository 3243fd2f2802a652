import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components';
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './field.module.css';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  readonly description?: string;
  /** Why the value is refused. */
  readonly error?: string;
  readonly placeholder?: string;
  /** The label is read, not shown: what is around the field says it already. */
  readonly hideLabel?: boolean;
}

export function TextField({ label, description, error, placeholder, hideLabel, ...props }: TextFieldProps) {
  return (
    <AriaTextField
      {...props}
      isInvalid={error !== undefined}
      className={cx(styles.field, hideLabel && styles.hiddenLabel)}
    >
      <Label className={cx(styles.label)}>{label}</Label>
      <Input className={cx(styles.input)} spellCheck={false} {...(placeholder === undefined ? {} : { placeholder })} />
      {description === undefined ? null : (
        <Text slot="description" className={cx(styles.description)}>
          {description}
        </Text>
      )}
      <FieldError className={cx(styles.error)}>{error}</FieldError>
    </AriaTextField>
  );
}
