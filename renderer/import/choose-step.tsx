import { UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ScanSummary } from '../../src/contract/scan.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { DiscReport, Documents } from './disc-report.tsx';
import { ProblemList } from './problem-list.tsx';
import type { Selection } from './selection.ts';
import { StudyTree } from './study-tree.tsx';
import styles from './import.module.css';

export interface ChooseStepProps {
  readonly summary: ScanSummary;
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
  readonly onAnotherSource: () => void;
}

/** What was found, what is wrong with it, and what of it shall be sent. */
export function ChooseStep({ summary, selection, onSelection, onAnotherSource }: ChooseStepProps) {
  const { t } = useTranslation('import');
  const differences = summary.dicomdir.reduce(
    (sum, one) => sum + one.listedButAbsent.length + one.presentButUnlisted.length + one.problems.length,
    summary.duplicates.length,
  );
  const studyCount = summary.patients.reduce((sum, patient) => sum + patient.studies.length, 0);
  const studies =
    summary.patients.length === 0 ? (
      <EmptyState
        icon={<UsersRound />}
        title={t('choose.nothing')}
        hint={t('choose.nothingHint', { count: summary.counts.files })}
        actions={<Button onPress={onAnotherSource}>{t('choose.another')}</Button>}
      />
    ) : (
      <>
        {summary.patients.length > 1 ? (
          <Notice tone="warn" title={t('choose.several', { count: summary.patients.length })}>
            {t('choose.severalHint')}
          </Notice>
        ) : null}
        <StudyTree summary={summary} selection={selection} onSelection={onSelection} />
      </>
    );
  return (
    <Tabs
      label={t('choose.tabs')}
      tabs={[
        { id: 'studies', name: counted(t('choose.studies'), studyCount), content: studies },
        {
          id: 'problems',
          name: counted(t('choose.problems'), summary.problems.length),
          content: <ProblemList problems={summary.problems} />,
        },
        {
          id: 'documents',
          name: counted(t('choose.documents'), summary.documents.length),
          content: <Documents summary={summary} />,
        },
        { id: 'disc', name: counted(t('choose.disc'), differences), content: <DiscReport summary={summary} /> },
      ]}
    />
  );
}

function counted(name: string, count: number): ReactNode {
  return (
    <>
      {name} <span className={styles.tabCount}>{formatNumber(count)}</span>
    </>
  );
}
