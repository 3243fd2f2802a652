import { Server } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../src/contract/connection.ts';
import { Select } from '../ui/select.tsx';

export interface ConnectionSwitchProps {
  readonly connections: readonly Connection[];
  readonly current: Connection | undefined;
  readonly onChoose: (id: string) => void;
}

/** Which server the window is about, and whether someone is signed in there. */
export function ConnectionSwitch({ connections, current, onChoose }: ConnectionSwitchProps) {
  const { t } = useTranslation();
  return (
    <Select
      quiet
      hideLabel
      label={t('connection.label')}
      icon={<Server aria-hidden />}
      choices={connections.map(({ id, name, session }) => ({
        id,
        name,
        description: session.state === 'signed-in' ? session.userName : t(`connection.state.${session.state}`),
      }))}
      value={current?.id}
      onChange={onChoose}
    />
  );
}
