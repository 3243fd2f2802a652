import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ComboField } from '../ui/combo-field.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import { useSubmit } from '../ui/use-submit.ts';
import { chosenRecipient, keyOf, matching } from './recipient.ts';
import type { StudyRef } from './study-ref.ts';
import styles from './share.module.css';

export function NewShareForm(study: StudyRef) {
  const { t } = useTranslation('share');
  const cache = useQueryClient();
  const recipients = useQuery(queries.recipients(study.connectionId, study.studyUuid));
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const [message, setMessage] = useState('');
  const known = recipients.data ?? [];
  const recipient = chosenRecipient(known, picked, typed);
  const share = useSubmit({
    mutationFn: (to: NonNullable<typeof recipient>) =>
      client.addShare(study, { ...to, ...(message.trim() === '' ? {} : { message: message.trim() }) }),
    onSuccess: async (made) => {
      toast(t('shares.done', { name: made.recipient.name }));
      setTyped('');
      setPicked(null);
      setMessage('');
      await cache.invalidateQueries({ queryKey: ['shares', study.connectionId, study.studyUuid] });
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (recipient !== undefined) share.mutate(recipient);
      }}
    >
      <ComboField
        label={t('shares.with')}
        placeholder={t('shares.withHint')}
        text={typed}
        onText={(text) => {
          setTyped(text);
          // Who was picked stands only as long as the field says so.
          if (text !== known.find((one) => keyOf(one) === picked)?.name) setPicked(null);
          share.reset();
        }}
        picked={picked}
        onPick={(id) => {
          setPicked(id);
          const name = known.find((one) => keyOf(one) === id)?.name;
          if (name !== undefined) setTyped(name);
        }}
        choices={matching(known, typed).map((one) => ({
          id: keyOf(one),
          name: one.name,
          description: one.email === undefined || one.email === one.name ? t(`kind.${one.kind}`) : one.email,
        }))}
      />
      {recipient === undefined ? null : (
        <>
          <TextField label={t('shares.message')} value={message} onChange={setMessage} maxLength={2000} />
          <Button type="submit" look="primary" isPending={share.isPending}>
            {t('shares.action')}
          </Button>
        </>
      )}
      {share.error === null ? null : isUnknown(share.error) ? (
        <Notice tone="warn" title={t('shares.unknown')}>
          {t('shares.unknownHint')}
        </Notice>
      ) : (
        <ProblemNotice problem={share.error} safe={t('shares.notShared')} />
      )}
      {recipients.error === null ? null : <ProblemNotice problem={recipients.error} safe={t('shares.noList')} />}
    </form>
  );
}

/** The server knows nobody by this address, and this server invites no strangers. */
function isUnknown(error: Error): boolean {
  return error instanceof ApiError && error.status === 404;
}
