import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewConnection } from '../../src/contract/connection.ts';
import type { Connection } from '../../src/contract/connection.ts';
import { client } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useSubmit } from '../ui/use-submit.ts';
import styles from './settings.module.css';

export interface NewConnectionFormProps {
  readonly onDone: (added: Connection | undefined) => void;
}

/** An Ambra v3 server by its address, tried before it is added. */
export function NewConnectionForm({ onDone }: NewConnectionFormProps) {
  const { t } = useTranslation('settings');
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('https://');
  const [submitted, setSubmitted] = useState(false);
  const parsed = NewConnection.safeParse({ name, vendor: 'ambra', url: url.trim() });
  const wrong = new Set(parsed.success || !submitted ? [] : parsed.error.issues.map(({ path }) => path[0]));
  const isAddress = NewConnection.shape.url.safeParse(url.trim()).success;
  const test = useMutation({ mutationFn: () => client.testConnection({ url: url.trim() }) });
  const add = useSubmit({
    mutationFn: (connection: NewConnection) => client.addConnection(connection),
    onSuccess: async (added) => {
      await cache.invalidateQueries({ queryKey: ['connections'] });
      onDone(added);
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setSubmitted(true);
        if (parsed.success) add.mutate(parsed.data);
      }}
    >
      <div className={styles.pair}>
        <TextField
          label={t('new.name')}
          value={name}
          onChange={setName}
          {...(wrong.has('name') ? { error: t('new.wrongName') } : {})}
        />
        <TextField
          label={t('new.url')}
          value={url}
          onChange={(value) => {
            setUrl(value);
            test.reset();
          }}
          inputMode="url"
          {...(wrong.has('url') ? { error: t('new.wrongUrl') } : { description: t('new.urlHint') })}
        />
      </div>
      {test.data?.ok === true ? (
        <Notice tone="ok" title={t('new.answers', { ms: formatNumber(Math.round(test.data.latencyMs)) })} />
      ) : null}
      {test.data?.ok === false ? (
        <ProblemNotice
          problem={test.data.problem}
          remedies={{ retry: () => test.mutate(), 'check-connection': () => test.mutate() }}
        />
      ) : null}
      {test.error === null ? null : <ProblemNotice problem={test.error} />}
      {add.error === null ? null : <ProblemNotice problem={add.error} />}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isPending={add.isPending}>
          {t('new.add')}
        </Button>
        <Button isPending={test.isPending} onPress={() => (isAddress ? test.mutate() : setSubmitted(true))}>
          {t('new.test')}
        </Button>
        <Button look="quiet" onPress={() => onDone(undefined)}>
          {t('new.cancel')}
        </Button>
      </div>
    </form>
  );
}
