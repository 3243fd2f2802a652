import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './settings.module.css';

/** Whom a pseudonym stands for, where that was kept. Shown until something else is typed. */
export function Reveal() {
  const { t } = useTranslation('deid');
  const [pseudonym, setPseudonym] = useState('');
  const reveal = useMutation({ gcTime: 0, mutationFn: async () => client.revealPseudonym({ pseudonym }) });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (pseudonym.trim() !== '') reveal.mutate();
      }}
    >
      <TextField
        label={t('key.find')}
        description={t('key.findHint')}
        autoComplete="off"
        value={pseudonym}
        onChange={(typed) => {
          setPseudonym(typed);
          reveal.reset();
        }}
      />
      {reveal.error === null ? null : <ProblemNotice problem={reveal.error} />}
      {reveal.data?.length === 0 ? <output>{t('key.none')}</output> : null}
      {reveal.data === undefined || reveal.data.length === 0 ? null : (
        <ul className={styles.list} aria-label={t('key.find')}>
          {reveal.data.map(({ kind, original }) => (
            <li key={kind} className={styles.secret}>
              <span className={styles.soft}>{t(`key.kind.${kind}`)}</span>
              <code>{original}</code>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button type="submit" isDisabled={pseudonym.trim() === ''} isPending={reveal.isPending}>
          {t('key.findNow')}
        </Button>
      </div>
    </form>
  );
}
