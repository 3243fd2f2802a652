import { Button, ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui/cx.ts';
import { actions, type ViewerCommands, type ViewerStatus } from './actions.ts';
import styles from './tool-bar.module.css';

interface PresetBarProps {
  readonly commands: ViewerCommands;
  readonly status: ViewerStatus;
}

/** The windows for CT, as words; nothing where values mean something else. */
export function PresetBar({ commands, status }: PresetBarProps) {
  const { t } = useTranslation('viewer');
  if (!status.hounsfield) return null;
  return actions
    .filter(({ group, icon }) => group === 'window' && icon === undefined)
    .map((action) => {
      const look = {
        className: cx(styles.toggle, styles.word),
        isDisabled: action.isEnabled?.(status) === false,
        children: t(`preset.${action.id as 'lung'}`),
      };
      const run = () => action.run(commands);
      return action.isOn === undefined ? (
        <Button key={action.id} {...look} onPress={run} />
      ) : (
        <ToggleButton key={action.id} {...look} isSelected={action.isOn(status)} onChange={run} />
      );
    });
}
