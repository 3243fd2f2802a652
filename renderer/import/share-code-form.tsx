import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection, DestinationRules } from '../../src/contract/connection.ts';
import { client } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { uploadConnections } from './places.ts';
import styles from './upload-page.module.css';

// Not a hook, in spite of its name.
const { useShareCode: enterShareCode } = client;

export interface ShareCodeFormProps {
  readonly connections: readonly Connection[];
  /** A visit that began before this window was opened anew: the code is asked for again. */
  readonly visited?: Connection;
  readonly onRules: (connectionId: string, code: string, rules: DestinationRules) => void;
}

/** The server and the code that was handed to the patient. */
export function ShareCodeForm({ connections, visited, onRules }: ShareCodeFormProps) {
  const { t } = useTranslation('upload');
  const cache = useQueryClient();
  const servers = visited === undefined ? uploadConnections(connections) : [visited];
  const [chosen, setChosen] = useState<string>();
  const [code, setCode] = useState('');
  const connectionId = chosen ?? servers[0]?.id;
  const enter = useMutation({
    mutationFn: (id: string) => enterShareCode({ connectionId: id }, { code: code.trim() }),
    onSuccess: async (rules, id) => {
      onRules(id, code.trim(), rules);
      await cache.invalidateQueries({ queryKey: ['connections'] });
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (connectionId !== undefined) enter.mutate(connectionId);
      }}
    >
      {servers.length < 2 ? null : (
        <Select
          label={t('server')}
          choices={servers.map(({ id, name }) => ({ id, name }))}
          value={connectionId}
          onChange={setChosen}
        />
      )}
      <TextField
        label={t('code')}
        description={t('codeHint')}
        value={code}
        onChange={setCode}
        autoComplete="off"
        isRequired
      />
      {enter.error === null ? null : <ProblemNotice problem={enter.error} />}
      <div>
        <Button
          type="submit"
          look="primary"
          isPending={enter.isPending}
          isDisabled={code.trim() === '' || connectionId === undefined}
        >
          {t('continue')}
        </Button>
      </div>
    </form>
  );
}
