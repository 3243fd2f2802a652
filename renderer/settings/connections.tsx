import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInSlot } from '../ui/slots.ts';
import type { Connection } from '../../src/contract/connection.ts';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import { toast } from '../ui/toast.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { NewConnectionForm } from './new-connection-form.tsx';
import styles from './settings.module.css';

export interface ConnectionsProps {
  readonly connections: readonly Connection[];
  readonly SignIn: SignInSlot;
}

export function Connections({ connections, SignIn }: ConnectionsProps) {
  const { t } = useTranslation('settings');
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={t('servers.title')}
      hint={t('servers.hint')}
      actions={
        adding ? null : (
          <Button onPress={() => setAdding(true)}>
            <Plus aria-hidden />
            {t('servers.add')}
          </Button>
        )
      }
    >
      {adding ? (
        <NewConnectionForm
          onDone={(added) => {
            setAdding(false);
            if (added !== undefined) toast(t('servers.added', { name: added.name }));
          }}
        />
      ) : null}
      <ul className={styles.list}>
        {connections.map((connection) => (
          <ConnectionCard key={connection.id} connection={connection} SignIn={SignIn} />
        ))}
      </ul>
    </Section>
  );
}
