import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton, Toolbar, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { offered, type Action, type ViewerCommands, type ViewerStatus } from './actions.ts';
import { KeyCap } from './key-cap.tsx';
import { PresetBar } from './preset-bar.tsx';
import styles from './tool-bar.module.css';

interface ToolBarProps {
  readonly title: string;
  readonly subtitle: string;
  /** Where back leads, in words. */
  readonly back: string;
  /** What is to be known of where the study lies, and what to do about it. */
  readonly about?: ReactNode;
  readonly commands: ViewerCommands;
  readonly status: ViewerStatus;
  readonly onClose: () => void;
}

const groups = ['tool', 'window', 'view', 'reading', 'panel'] as const;

/** The slim bar above the picture, made from the table of actions. */
export function ToolBar({ title, subtitle, back, about, commands, status, onClose }: ToolBarProps) {
  const { t } = useTranslation('viewer');
  return (
    <header className={styles.bar}>
      <IconButton label={back} icon={<ArrowLeft />} onPress={onClose} />
      <div className={styles.study}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.subtitle}>{subtitle}</p>
      </div>
      {about === undefined ? null : <div className={styles.about}>{about}</div>}
      <Toolbar aria-label={t('toolBar')} className={cx(styles.tools)}>
        {groups.map((group) => (
          <div key={group} className={cx(styles.group, group === 'panel' && styles.last)}>
            {offered(status)
              .filter((action) => action.group === group)
              .map((action) => (
                <ActionButton key={action.id} action={action} commands={commands} status={status} />
              ))}
            {group === 'window' ? <PresetBar commands={commands} status={status} /> : null}
          </div>
        ))}
      </Toolbar>
    </header>
  );
}

interface ActionButtonProps {
  readonly action: Action;
  readonly commands: ViewerCommands;
  readonly status: ViewerStatus;
}

function ActionButton({ action, commands, status }: ActionButtonProps) {
  const { t } = useTranslation('viewer');
  const { icon: Icon, id, keys } = action;
  if (Icon === undefined) return null;
  const label = t(`action.${id}`);
  const isDisabled = action.isEnabled?.(status) === false;
  const icon = <Icon aria-hidden />;
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {action.isOn === undefined ? (
        <IconButton label={label} icon={icon} isDisabled={isDisabled} onPress={() => action.run(commands)} />
      ) : (
        <ToggleButton
          aria-label={label}
          className={cx(styles.toggle)}
          isDisabled={isDisabled}
          isSelected={action.isOn(status)}
          onChange={() => action.run(commands)}
        >
          {icon}
        </ToggleButton>
      )}
      <Tooltip placement="bottom" offset={6} className={cx(styles.tooltip)}>
        {label}
        {keys[0] === undefined ? null : <KeyCap name={keys[0]} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
