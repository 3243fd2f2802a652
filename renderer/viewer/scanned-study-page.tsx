import { Disc3, Import } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { client, queries } from '../api.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { scannedStudy } from './study-source.ts';
import { useStacks } from './use-stacks.ts';
import { Viewer } from './viewer.tsx';
import styles from './viewer.module.css';

export interface ScannedStudyPageProps {
  readonly scanId: string;
  readonly studyInstanceUid: string;
  /** Goes on to import this study. */
  readonly onImport: () => void;
  readonly onClose: () => void;
}

/** A study on a disc, before it is sent and while the disc is still being read; it grows with what the scan finds. */
export function ScannedStudyPage({ scanId, studyInstanceUid, onImport, onClose }: ScannedStudyPageProps) {
  const { t } = useTranslation('viewer');
  const scan = useQuery(queries.scan(scanId));
  // Asked for anew with each revision of what the scan has found: its key is below that of the scan's series.
  const tree = useQuery({
    queryKey: ['scan-series', scanId, studyInstanceUid],
    queryFn: ({ signal }) => client.scanStudyTree({ scanId, studyInstanceUid }, { signal }),
  });
  const source = useMemo(() => scannedStudy(scanId), [scanId]);
  const stacks = useStacks(source, tree.data?.series);
  const patient = scan.data?.summary?.patients.find(({ studies }) =>
    studies.some((one) => one.studyInstanceUid === studyInstanceUid),
  );
  const study = patient?.studies.find((one) => one.studyInstanceUid === studyInstanceUid);
  const error = stacks === undefined ? (scan.error ?? tree.error) : null;
  if (error !== null) {
    const retry = () => void Promise.all([scan.refetch(), tree.refetch()]);
    return (
      <div className={styles.message}>
        <ProblemNotice problem={error} remedies={{ retry, 'choose-another-source': onClose }} />
        <Button onPress={onClose}>{t('disc.back')}</Button>
      </div>
    );
  }
  if (stacks === undefined || stacks.length === 0) {
    return <output className={styles.message} aria-label={t('page.opening')} />;
  }
  const { status } = scan.data ?? {};
  return (
    <Viewer
      key={`${scanId}/${studyInstanceUid}`}
      source={source}
      study={{
        patientName: patient?.patientName,
        description: study?.description,
        studyDate: study?.studyDate,
      }}
      stacks={stacks}
      stillReading={status?.state === 'running' ? status.progress.filesRead : undefined}
      about={
        <>
          <Badge tone="warn" icon={<Disc3 aria-hidden />}>
            {t('disc.notSent')}
          </Badge>
          <Button onPress={onImport}>
            <Import aria-hidden />
            {t('disc.import')}
          </Button>
        </>
      }
      back={t('disc.back')}
      onClose={onClose}
    />
  );
}
