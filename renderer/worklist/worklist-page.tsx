import { useQuery } from '@tanstack/react-query';
import { Disc3, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection, Namespace } from '../../src/contract/connection.ts';
import { queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useDebounced } from '../ui/use-debounced.ts';
import { useWidth } from '../ui/use-width.ts';
import { WaitingRows } from '../ui/waiting.tsx';
import { placeOf, useStudyColumns } from './columns.tsx';
import { Filters } from './filters.tsx';
import { Pager } from './pager.tsx';
import { StudyPanel } from './study-panel.tsx';
import type { ExportSlot, SignInSlot, StudySlot } from '../ui/slots.ts';
import { askOf, firstView, isNarrowed, sortView } from './view.ts';
import type { WorklistView } from './view.ts';
import styles from './worklist.module.css';

export interface WorklistPageProps {
  readonly connection: Connection;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly view: WorklistView;
  readonly onView: (view: WorklistView) => void;
  readonly onOpen: (studyUuid: string) => void;
  readonly onImport: () => void;
  readonly SignIn: SignInSlot;
  readonly Shares: StudySlot;
  readonly Links: StudySlot;
  readonly Export: ExportSlot;
}

/** The studies of one server: searched, sorted and paged there. */
export function WorklistPage(props: WorklistPageProps) {
  const { t } = useTranslation('worklist');
  const { session } = props.connection;
  if (session.state !== 'signed-in')
    return (
      <Page title={t('title')}>
        <props.SignIn connection={props.connection} />
      </Page>
    );
  return <Studies {...props} namespaces={session.namespaces} />;
}

/** Below these widths of the table, columns that the panel shows as well give way. */
const yields: readonly (readonly [column: string, width: number])[] = [
  ['birthDate', 1240],
  ['accessionNumber', 1140],
  ['created', 1020],
  ['state', 860],
];
/** What the column that names the place takes from them, where it stands. */
const placeWidth = 96;

function Studies(props: WorklistPageProps & { readonly namespaces: readonly Namespace[] }) {
  const { connection, view, onView, onOpen } = props;
  const { t } = useTranslation('worklist');
  const [selected, setSelected] = useState<string>();
  const [today] = useState(() => new Date());
  const [body, width] = useWidth<HTMLDivElement>();
  const columns = useStudyColumns(props.namespaces);
  const ask = askOf(view, useDebounced(props.search, 250), today);
  const answer = useQuery(queries.worklist(connection.id, ask));
  const study = answer.data?.studies.find(({ uuid }) => uuid === selected);
  const showsPlace = props.namespaces.length > 1 && view.namespaceId === undefined;
  const free = showsPlace ? width - placeWidth : width;
  return (
    <Page
      title={t('title')}
      actions={<Filters namespaces={props.namespaces} view={view} onView={onView} />}
      footer={
        answer.data === undefined || (answer.data.studies.length === 0 && view.page === 1) ? undefined : (
          <Pager answer={answer.data} view={view} onView={onView} />
        )
      }
      panel={
        study === undefined ? null : (
          <StudyPanel
            key={study.uuid}
            connection={connection}
            study={study}
            place={placeOf(study, props.namespaces)}
            Shares={props.Shares}
            Links={props.Links}
            Export={props.Export}
            onOpen={() => onOpen(study.uuid)}
            onClose={() => setSelected(undefined)}
          />
        )
      }
    >
      {answer.error === null ? null : (
        <div className={styles.problem}>
          <ProblemNotice
            problem={answer.error}
            safe={answer.data === undefined ? t('safe') : t('safeStale')}
            remedies={{ retry: () => void answer.refetch(), 'check-connection': () => void answer.refetch() }}
          />
        </div>
      )}
      <div ref={body} className={styles.body}>
        {answer.data === undefined ? (
          answer.isPending ? (
            <WaitingRows rows={12} label={t('waiting')} />
          ) : null
        ) : (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={answer.data.studies}
            idOf={({ uuid }) => uuid}
            hidden={{
              ...Object.fromEntries(yields.map(([column, least]) => [column, width === 0 || free >= least])),
              place: showsPlace,
            }}
            sorting={{ column: view.sort, direction: view.direction }}
            onSort={(sorting) => onView(sortView(view, sorting))}
            {...(selected === undefined ? {} : { selected })}
            onSelect={setSelected}
            onOpen={onOpen}
            part={JSON.stringify(ask)}
            isStale={answer.isPlaceholderData}
            empty={isNarrowed(ask) ? <NoMatch {...props} /> : <NothingYet onImport={props.onImport} />}
          />
        )}
      </div>
    </Page>
  );
}

function NoMatch({ onSearch, onView }: WorklistPageProps) {
  const { t } = useTranslation('worklist');
  return (
    <EmptyState
      icon={<SearchX />}
      title={t('noMatch.title')}
      hint={t('noMatch.hint')}
      actions={
        <Button
          onPress={() => {
            onSearch('');
            onView(firstView);
          }}
        >
          {t('noMatch.action')}
        </Button>
      }
    />
  );
}

function NothingYet({ onImport }: Pick<WorklistPageProps, 'onImport'>) {
  const { t } = useTranslation('worklist');
  return (
    <EmptyState
      icon={<Disc3 />}
      title={t('empty.title')}
      hint={t('empty.hint')}
      actions={
        <Button look="primary" onPress={onImport}>
          {t('empty.action')}
        </Button>
      }
    />
  );
}
