import { Search, X } from 'lucide-react';
import { useContext, useEffect, useEffectEvent, useRef } from 'react';
import {
  Button,
  ComboBox,
  ComboBoxStateContext,
  Input,
  Keyboard,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui/cx.ts';
import list from '../ui/list.module.css';
import { commandsFor } from './commands.ts';
import type { Command } from './commands.ts';
import styles from './search-bar.module.css';

export interface SearchBarProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter: show what was searched for. */
  readonly onSearch: () => void;
  readonly commands: readonly Command[];
}

/** One field for both: words search the worklist, a leading `>` lists commands. Ctrl or Cmd + K jumps here. */
export function SearchBar({ value, onChange, onSearch, commands }: SearchBarProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  useFocusKey(input);
  const offered = commandsFor(value, commands);
  return (
    <ComboBox
      className={cx(styles.bar)}
      inputValue={value}
      onInputChange={onChange}
      items={offered}
      value={null}
      onChange={(key) => {
        const command = commands.find(({ id }) => id === key);
        if (command === undefined) return;
        onChange('');
        command.run();
      }}
      allowsCustomValue
      menuTrigger="input"
    >
      <Label className={cx(styles.label)}>{t('search.label')}</Label>
      <Search aria-hidden className={cx(styles.icon)} />
      <Input
        ref={input}
        type="search"
        className={cx(styles.input)}
        placeholder={t('search.placeholder')}
        spellCheck={false}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !value.startsWith('>')) onSearch();
        }}
      />
      {value === '' ? (
        <Keyboard className={cx(styles.key)}>{isMac ? '⌘ K' : 'Ctrl K'}</Keyboard>
      ) : (
        // Without a slot of the field's own, which would open its list.
        <Button
          slot={null}
          className={cx(styles.clear)}
          aria-label={t('search.clear')}
          onPress={() => {
            onChange('');
            input.current?.focus();
          }}
        >
          <X aria-hidden />
        </Button>
      )}
      <OpenWhen offered={offered.length > 0} />
      <Popover className={cx(list.popover)} offset={6}>
        <ListBox<Command> className={cx(list.list)}>
          {(command) => (
            <ListBoxItem className={cx(list.item)} id={command.id} textValue={command.name}>
              <command.icon aria-hidden size={15} strokeWidth={1.75} />
              <Text slot="label">{command.name}</Text>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** The field decides to open before the commands for what was typed are there; this opens once they are. */
function OpenWhen({ offered }: { readonly offered: boolean }) {
  const state = useContext(ComboBoxStateContext);
  const open = useEffectEvent(() => state?.open(null, 'manual'));
  useEffect(() => {
    if (offered) open();
  }, [offered]);
  return null;
}

const isMac = navigator.userAgent.includes('Mac');

function useFocusKey(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      input.current?.select();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [input]);
}
