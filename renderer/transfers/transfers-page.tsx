import { useQuery } from '@tanstack/react-query';
import { ArrowUpDown } from 'lucide-react';
import { useState } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '../../src/contract/import.ts';
import { queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatInstant } from '../ui/format.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import type { SignInSlot } from '../ui/slots.ts';
import { TextField } from '../ui/text-field.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import { formatLabel } from './label.ts';
import { matches } from './matches.ts';
import { PhaseBadge, phaseWord } from './phase.tsx';
import { placeOf } from './place-of.ts';
import { Transfer } from './transfer.tsx';
import { TransferProgress } from './transfer-progress.tsx';
import styles from './transfers.module.css';

export interface TransfersPageProps {
  readonly onImport: () => void;
  readonly onOpenStudy: (connectionId: string, studyUuid: string) => void;
  readonly SignIn: SignInSlot;
}

/** All imports, running and past, the newest first. */
export function TransfersPage({ onImport, onOpenStudy, SignIn }: TransfersPageProps) {
  const { t } = useTranslation('transfers');
  const imports = useQuery(queries.imports());
  const [selected, setSelected] = useState<string>();
  const [search, setSearch] = useState('');
  const chosen = imports.data?.find(({ importId }) => importId === selected);
  return (
    <Page
      title={t('title')}
      actions={
        imports.data === undefined || imports.data.length < 2 ? null : (
          <TextField
            hideLabel
            type="search"
            label={t('search')}
            placeholder={t('search')}
            value={search}
            onChange={setSearch}
          />
        )
      }
      panel={
        chosen === undefined ? null : (
          <Panel
            key={chosen.importId}
            title={t('panel')}
            subtitle={formatInstant(chosen.startedAt)}
            onClose={() => setSelected(undefined)}
          >
            <Transfer importId={chosen.importId} onOpenStudy={onOpenStudy} SignIn={SignIn} />
          </Panel>
        )
      }
    >
      {imports.error === null ? null : (
        <div className={styles.problem}>
          <ProblemNotice problem={imports.error} safe={t('safe')} remedies={{ retry: () => void imports.refetch() }} />
        </div>
      )}
      {imports.isPending ? <WaitingRows label={t('waiting')} /> : null}
      {imports.data?.length === 0 ? (
        <EmptyState
          icon={<ArrowUpDown />}
          title={t('empty.title')}
          hint={t('empty.hint')}
          actions={
            <Button look="primary" onPress={onImport}>
              {t('empty.action')}
            </Button>
          }
        />
      ) : null}
      {imports.data === undefined || imports.data.length === 0 ? null : (
        <Rows imports={imports.data} search={search} selected={selected} onSelect={setSelected} />
      )}
    </Page>
  );
}

interface RowsProps {
  readonly imports: readonly ImportStatus[];
  readonly search: string;
  readonly selected: string | undefined;
  readonly onSelect: (importId: string | undefined) => void;
}

function Rows({ imports, search, selected, onSelect }: RowsProps) {
  const { t } = useTranslation('transfers');
  const connections = useQuery(queries.connections());
  const rows = imports
    .map((status) => ({
      status,
      place: placeOf(
        status,
        connections.data?.find(({ id }) => id === status.connectionId),
      ),
    }))
    .filter(({ status, place }) => matches(status, { place, phase: t(phaseWord(status)) }, search));
  return (
    <GridList
      aria-label={t('title')}
      renderEmptyState={() => <p className={styles.nothing}>{t('nothingFound')}</p>}
      className={cx(styles.rows)}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={selected === undefined ? [] : [selected]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        onSelect(key === undefined ? undefined : String(key));
      }}
    >
      {rows.map(({ status, place }) => (
        <GridListItem
          key={status.importId}
          id={status.importId}
          textValue={formatLabel(status.label)}
          className={cx(styles.row)}
        >
          <TransferProgress status={status} label={formatLabel(status.label)} destination={place} />
          <div className={styles.side}>
            <PhaseBadge status={status} />
            <span className={styles.soft}>{formatInstant(status.startedAt)}</span>
          </div>
        </GridListItem>
      ))}
    </GridList>
  );
}
