import { UsersRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ScanStatus } from '../../src/contract/events.ts';
import type { ScanSummary } from '../../src/contract/scan.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatNumber } from '../ui/format.ts';
import { Tabs } from '../ui/tabs.tsx';
import { byUid } from './choices.ts';
import type { Choices } from './choices.ts';
import { CharsetPanel } from './found/charset-panel.tsx';
import { DiscReport, differencesIn } from './found/disc-report.tsx';
import { ProblemList } from './found/problem-list.tsx';
import { SourceBar } from './found/source-bar.tsx';
import { Documents } from './documents/documents.tsx';
import { DocumentPanel } from './documents/document-panel.tsx';
import { Along } from './documents/along.tsx';
import { documentKey, noDocuments, offeredDocuments, withWish, withoutAdded } from './documents/wishes.ts';
import type { DocumentsDraft } from './documents/wishes.ts';
import { chosenOf } from './selection.ts';
import type { Selection } from './selection.ts';
import { StudyTree } from './tree/study-tree.tsx';
import styles from './choose-step.module.css';

export interface ChooseStepProps {
  readonly status: ScanStatus;
  readonly summary: ScanSummary;
  readonly choices: Choices;
  readonly selection: Selection;
  readonly onChoices: (choices: Choices) => void;
  /** The same source is read again, as another scan, with what was chosen of it. Absent for a visitor. */
  readonly onReadAgain?: (scanId: string, choices: Choices) => void;
  readonly onAnotherSource: () => void;
  /** What shall become of documents; absent for a visitor, whose stay on the disc. */
  readonly documents?: DocumentsDraft;
  readonly onDocuments?: (documents: DocumentsDraft) => void;
  /** Looking at a study before it is sent. */
  readonly onView?: (scanId: string, studyInstanceUid: string) => void;
}

type Beside = 'charset' | { readonly document: number } | undefined;

/** What was found, what is wrong with it, and what of it shall be sent. */
export function ChooseStep(props: ChooseStepProps) {
  const { status, summary, choices, selection, onChoices, onReadAgain, onAnotherSource, onView } = props;
  const { t } = useTranslation('import');
  const [beside, setBeside] = useState<Beside>();
  const close = (): void => setBeside(undefined);
  const { documents = noDocuments, onDocuments } = props;
  const chosen = useMemo(() => chosenOf(summary, selection), [summary, selection]);
  const offered = offeredDocuments(summary.documents, documents);
  const shown = typeof beside === 'object' ? offered[beside.document] : undefined;
  const studyCount = summary.patients.reduce((sum, patient) => sum + patient.studies.length, 0);
  const studies =
    summary.patients.length > 0 ? (
      <StudyTree
        key={status.scanId}
        scanId={status.scanId}
        summary={summary}
        choices={choices}
        selection={selection}
        onChoices={onChoices}
        onView={onView === undefined ? undefined : (studyInstanceUid) => onView(status.scanId, studyInstanceUid)}
      />
    ) : summary.partial ? (
      <p className={styles.soft}>{t('choose.nothingYet')}</p>
    ) : (
      <EmptyState
        icon={<UsersRound />}
        title={t('choose.nothing')}
        hint={t('choose.nothingHint', { count: summary.counts.files })}
        actions={<Button onPress={onAnotherSource}>{t('choose.another')}</Button>}
      />
    );
  return (
    <div className={styles.step}>
      <div className={styles.main}>
        <SourceBar
          status={status}
          summary={summary}
          onCharset={onReadAgain === undefined ? undefined : () => setBeside('charset')}
          onCancelled={onAnotherSource}
        />
        <Tabs
          label={t('choose.tabs')}
          tabs={[
            { id: 'studies', name: counted(t('choose.studies'), studyCount), content: studies },
            {
              id: 'problems',
              name: counted(t('choose.problems'), summary.problems.length),
              content: <ProblemList summary={summary} />,
            },
            {
              id: 'documents',
              name: counted(t('choose.documents'), offered.length),
              content: (
                <Documents
                  documents={offered}
                  {...(onDocuments === undefined
                    ? {}
                    : {
                        along: {
                          wishes: documents.wishes,
                          chosen,
                          onAdd: (files) => {
                            const known = documents.added.filter(({ path }) =>
                              files.every((file) => file.path !== path),
                            );
                            onDocuments({ ...documents, added: [...known, ...files] });
                          },
                        },
                      })}
                  shown={typeof beside === 'object' ? beside.document : undefined}
                  onShow={(document) => setBeside({ document })}
                />
              ),
            },
            {
              id: 'disc',
              name: counted(t('choose.disc'), differencesIn(summary)),
              content: <DiscReport summary={summary} />,
            },
          ]}
        />
      </div>
      {beside === 'charset' && onReadAgain !== undefined ? (
        <CharsetPanel
          key={status.scanId}
          status={status}
          onReadAgain={(scanId) => {
            close();
            onReadAgain(scanId, byUid(summary, choices));
          }}
          onClose={close}
        />
      ) : null}
      {typeof beside === 'object' ? (
        <DocumentPanel
          key={beside.document}
          scanId={status.scanId}
          index={beside.document}
          document={shown}
          along={
            onDocuments === undefined || shown === undefined ? null : (
              <>
                <Along
                  document={shown}
                  wish={documents.wishes.get(documentKey(shown))}
                  chosen={chosen}
                  onWish={(wish) => onDocuments(withWish(documents, shown, wish))}
                />
                {shown.source === undefined ? (
                  <Button
                    onPress={() => {
                      close();
                      onDocuments(withoutAdded(documents, shown));
                    }}
                  >
                    {t('documents.forget')}
                  </Button>
                ) : null}
              </>
            )
          }
          onClose={close}
        />
      ) : null}
    </div>
  );
}

function counted(name: string, count: number): ReactNode {
  return (
    <>
      {name} <span className={styles.tabCount}>{formatNumber(count)}</span>
    </>
  );
}
