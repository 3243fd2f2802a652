import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link2, Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Link } from '../../src/contract/sharing.ts';
import { client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { formatInstant, formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { toast } from '../ui/toast.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import { NewLinkForm } from './new-link-form.tsx';
import { opensAt } from './opens.ts';
import type { StudyRef } from './study-ref.ts';
import styles from './share.module.css';

/** Links to a study: made, handed out, counted, revoked. */
export function Links(study: StudyRef) {
  const { t } = useTranslation('share');
  const [made, setMade] = useState<Link>();
  const links = useQuery(queries.links(study.connectionId, study.studyUuid));
  const connections = useQuery(queries.connections());
  const isEmbedded = connections.data?.find(({ id }) => id === study.connectionId)?.vendor === 'embedded';
  return (
    <Section title={t('links.title')} hint={t('links.hint')}>
      <NewLinkForm {...study} onMade={setMade} />
      {made === undefined ? null : (
        <Notice
          tone="ok"
          title={t('links.made')}
          {...(made.url === undefined ? {} : { actions: <CopyButton text={made.url} /> })}
        >
          {made.url === undefined ? undefined : <span className={styles.url}>{made.url}</span>}
        </Notice>
      )}
      {links.error === null ? null : (
        <ProblemNotice problem={links.error} remedies={{ retry: () => void links.refetch() }} />
      )}
      {links.isPending ? <WaitingRows rows={2} label={t('links.waiting')} /> : null}
      {links.data?.length === 0 ? <p className={styles.none}>{t('links.none')}</p> : null}
      {isEmbedded && links.data?.[0] !== undefined ? (
        <p className={styles.none}>{t(`links.opens.${opensAt(links.data[0].url)}`)}</p>
      ) : null}
      <ul className={styles.list}>
        {links.data?.map((link) => (
          <LinkRow
            key={link.uuid}
            study={study}
            link={link}
            onRevoked={() => setMade((last) => (last?.uuid === link.uuid ? undefined : last))}
          />
        ))}
      </ul>
    </Section>
  );
}

interface LinkRowProps {
  readonly study: StudyRef;
  readonly link: Link;
  readonly onRevoked: () => void;
}

function LinkRow({ study, link, onRevoked }: LinkRowProps) {
  const { t } = useTranslation('share');
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => client.revokeLink({ ...study, linkUuid: link.uuid }),
    onSuccess: async () => {
      toast(t('links.revoked'));
      onRevoked();
      await cache.invalidateQueries({ queryKey: ['links', study.connectionId, study.studyUuid] });
    },
  });
  return (
    <li className={styles.item}>
      <Link2 aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.primary}>
          {link.expires === undefined ? t('links.noEnd') : t('links.until', { time: formatInstant(link.expires) })}
        </p>
        <p className={styles.secondary}>
          <Visits link={link} />
          {link.hasPassword ? <Mark icon={<Lock aria-hidden />} text={t('links.hasPassword')} /> : null}
        </p>
        {revoke.error === null ? null : <ProblemNotice problem={revoke.error} safe={t('links.stillOpen')} />}
      </div>
      <div className={styles.buttons}>
        {link.url === undefined ? null : <CopyButton text={link.url} compact />}
        <Button look="quiet" isDisabled={asking} onPress={() => setAsking(true)}>
          {t('links.revoke')}
        </Button>
      </div>
      {asking ? (
        <div className={styles.below}>
          <Confirm
            question={t('links.revokeQuestion', { time: formatInstant(link.created) })}
            consequence={t('links.revokeConsequence')}
            action={t('links.revokeAction')}
            isPending={revoke.isPending}
            onConfirm={() => revoke.mutate()}
            onCancel={() => setAsking(false)}
          />
        </div>
      ) : null}
    </li>
  );
}

/** How often the link was used, as far as the server tells. */
function Visits({ link: { hits, maxHits } }: { readonly link: Link }) {
  const { t } = useTranslation('share');
  if (hits === undefined) return maxHits === undefined ? null : <span>{t('links.maxHitsOf', { count: maxHits })}</span>;
  if (maxHits === undefined) return <span>{t('links.hits', { count: hits })}</span>;
  return <span>{t('links.hitsOf', { hits: formatNumber(hits), max: formatNumber(maxHits) })}</span>;
}

function Mark({ icon, text }: { readonly icon: React.ReactNode; readonly text: string }) {
  return (
    <span className={styles.mark}>
      {icon}
      {text}
    </span>
  );
}
