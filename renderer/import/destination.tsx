import { useTranslation } from 'react-i18next';
import type { SignInSlot } from '../ui/slots.ts';
import type { Connection } from '../../src/contract/connection.ts';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { uploadPlaces } from './places.ts';
import styles from './import.module.css';

export interface DestinationProps {
  readonly connections: readonly Connection[];
  readonly connection: Connection | undefined;
  readonly namespaceId: string | undefined;
  readonly onConnection: (connectionId: string) => void;
  readonly onNamespace: (namespaceId: string) => void;
  readonly rulesProblem: Error | null;
  readonly onAskAgain: () => void;
  readonly SignIn: SignInSlot;
}

/** The server and the place on it. */
export function DestinationChoice(props: DestinationProps) {
  const { connections, connection, namespaceId } = props;
  const { t } = useTranslation('import');
  const places = connection === undefined ? [] : uploadPlaces(connection);
  return (
    <Section title={t('to.title')}>
      <div className={styles.pair}>
        <Select
          label={t('to.server')}
          choices={connections.map(({ id, name }) => ({ id, name }))}
          value={connection?.id}
          onChange={props.onConnection}
        />
        {places.length === 0 ? null : (
          <Select
            label={t('to.place')}
            choices={places.map(({ id, name, kind }) => ({ id, name, description: t(`to.kind.${kind}`) }))}
            value={namespaceId}
            onChange={props.onNamespace}
          />
        )}
      </div>
      {connections.length === 0 ? (
        <Notice tone="warn" title={t('to.noServer')}>
          {t('to.noServerHint')}
        </Notice>
      ) : null}
      {connection === undefined || connection.session.state === 'signed-in' ? null : (
        <props.SignIn isInline connection={connection} />
      )}
      {connection?.session.state === 'signed-in' && places.length === 0 ? (
        <Notice tone="warn" title={t('to.noPlace')}>
          {t('to.noPlaceHint')}
        </Notice>
      ) : null}
      {props.rulesProblem === null ? null : (
        <ProblemNotice
          problem={props.rulesProblem}
          remedies={{ retry: props.onAskAgain, 'check-connection': props.onAskAgain }}
        />
      )}
    </Section>
  );
}
