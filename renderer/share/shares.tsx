import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UserRoundX, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Share } from '../../src/contract/sharing.ts';
import { client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { formatInstant } from '../ui/format.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { toast } from '../ui/toast.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import { NewShareForm } from './new-share-form.tsx';
import type { StudyRef } from './study-ref.ts';
import styles from './share.module.css';

/** Whom a study is shared with, and a field to share it with someone more. */
export function Shares(study: StudyRef) {
  const { t } = useTranslation('share');
  const shares = useQuery(queries.shares(study.connectionId, study.studyUuid));
  return (
    <Section title={t('shares.title')}>
      <NewShareForm {...study} />
      {shares.error === null ? null : (
        <ProblemNotice problem={shares.error} remedies={{ retry: () => void shares.refetch() }} />
      )}
      {shares.isPending ? <WaitingRows rows={2} label={t('shares.waiting')} /> : null}
      {shares.data?.length === 0 ? <p className={styles.none}>{t('shares.none')}</p> : null}
      <ul className={styles.list}>
        {shares.data?.map((share) => (
          <ShareRow key={share.id} study={study} share={share} />
        ))}
      </ul>
    </Section>
  );
}

function ShareRow({ study, share }: { readonly study: StudyRef; readonly share: Share }) {
  const { t } = useTranslation('share');
  const cache = useQueryClient();
  const { recipient } = share;
  const stop = useMutation({
    mutationFn: () => client.stopShare({ ...study, shareUuid: share.id }),
    onSuccess: async () => {
      toast(t('shares.stopped', { name: recipient.name }));
      await cache.invalidateQueries({ queryKey: ['shares', study.connectionId, study.studyUuid] });
    },
  });
  return (
    <li className={styles.item}>
      <UsersRound aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.primary}>{recipient.name}</p>
        <p className={styles.secondary}>
          {[
            t(`kind.${recipient.kind}`),
            recipient.email === recipient.name ? '' : recipient.email,
            formatInstant(share.created),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {stop.error === null ? null : <ProblemNotice problem={stop.error} safe={t('shares.stillShared')} />}
      </div>
      <Button
        look="quiet"
        isPending={stop.isPending}
        onPress={() => stop.mutate()}
        aria-label={t('shares.stopLabel', { name: recipient.name })}
      >
        <UserRoundX aria-hidden />
        {t('shares.stop')}
      </Button>
    </li>
  );
}
