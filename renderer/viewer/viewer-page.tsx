import { Images } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { storedStudy } from './study-source.ts';
import { useStacks } from './use-stacks.ts';
import { Viewer } from './viewer.tsx';
import styles from './viewer.module.css';

export interface ViewerPageProps {
  readonly connectionId: string;
  readonly studyUuid: string;
  /** What the share feature offers for this study; shown in a panel on demand. */
  readonly sharePanel: ReactNode;
  readonly onClose: () => void;
}

/** One study, full-bleed and dark whatever the window's theme: the images are the only bright thing in the room. */
export function ViewerPage({ connectionId, studyUuid, sharePanel, onClose }: ViewerPageProps) {
  const { t } = useTranslation('viewer');
  const study = useQuery(queries.study(connectionId, studyUuid));
  const tree = useQuery({ ...queries.studyTree(connectionId, studyUuid), staleTime: Infinity });
  const source = useMemo(() => storedStudy(connectionId, studyUuid), [connectionId, studyUuid]);
  const stacks = useStacks(source, tree.data?.series);
  const error = tree.error ?? study.error;
  if (error !== null) {
    const retry = () => {
      void study.refetch();
      void tree.refetch();
    };
    return (
      <div className={styles.message}>
        <ProblemNotice problem={error} remedies={{ retry, 'sign-in-again': onClose }} safe={t('page.safe')} />
        <Button onPress={onClose}>{t('back')}</Button>
      </div>
    );
  }
  if (stacks === undefined || study.data === undefined) {
    return <output className={styles.message} aria-label={t('page.opening')} />;
  }
  if (stacks.length === 0) {
    return (
      <div className={styles.message}>
        <EmptyState
          icon={<Images />}
          title={t('page.empty')}
          hint={t('page.emptyHint')}
          actions={<Button onPress={onClose}>{t('back')}</Button>}
        />
      </div>
    );
  }
  return (
    <Viewer
      key={`${connectionId}/${studyUuid}`}
      source={source}
      study={study.data}
      stacks={stacks}
      sharePanel={sharePanel}
      back={t('back')}
      onClose={onClose}
    />
  );
}
