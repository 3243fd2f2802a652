import { CircleCheck, CloudDownload } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Namespace } from '../../src/contract/connection.ts';
import type { Study } from '../../src/contract/study.ts';
import { Badge } from '../ui/badge.tsx';
import { columnsOf } from '../ui/data-table.tsx';
import type { TableColumns } from '../ui/data-table.tsx';
import {
  formatDate,
  formatInstant,
  formatInstantShort,
  formatModalities,
  formatNumber,
  formatPersonName,
  formatTime,
} from '../ui/format.ts';
import styles from './worklist.module.css';

/** The worklist's columns; ids are the server's names, so that they can be sorted by. */
export function useStudyColumns(namespaces: readonly Namespace[]): TableColumns<Study> {
  const { t } = useTranslation('worklist');
  return useMemo(() => {
    const column = columnsOf<Study>();
    return [
      column.accessor((study) => formatPersonName(study.patientName), {
        id: 'patientName',
        header: t('column.patientName'),
        cell: ({ getValue }) => <bdi className={styles.name}>{getValue() || '–'}</bdi>,
        meta: { width: '2fr', minWidth: 180, sortable: true, rowHeader: true },
      }),
      column.accessor('patientId', {
        header: t('column.patientId'),
        meta: { width: '1fr', minWidth: 96, sortable: true },
      }),
      column.accessor((study) => formatDate(study.patientBirthDate), {
        id: 'birthDate',
        header: t('column.birthDate'),
        meta: { width: 104, minWidth: 80, tabular: true },
      }),
      column.accessor((study) => `${formatDate(study.studyDate)}  ${formatTime(study.studyTime)}`.trim(), {
        id: 'studyDate',
        header: t('column.studyDate'),
        meta: { width: 144, minWidth: 100, sortable: true, tabular: true },
      }),
      column.accessor((study) => formatModalities(study.modality), {
        id: 'modality',
        header: t('column.modality'),
        meta: { width: 112, minWidth: 56, sortable: true },
      }),
      column.accessor('description', {
        header: t('column.description'),
        meta: { width: '2fr', minWidth: 120, sortable: true },
      }),
      column.accessor('accessionNumber', {
        header: t('column.accessionNumber'),
        meta: { width: '1fr', minWidth: 120, sortable: true },
      }),
      column.accessor((study) => placeOf(study, namespaces), {
        id: 'place',
        header: t('column.place'),
        meta: { width: '1fr', minWidth: 96 },
      }),
      column.accessor((study) => formatNumber(study.imageCount), {
        id: 'imageCount',
        header: t('column.imageCount'),
        meta: { width: 88, minWidth: 64, align: 'end', sortable: true, tabular: true },
      }),
      column.accessor((study) => formatInstantShort(study.created, new Date()), {
        id: 'created',
        header: t('column.created'),
        cell: ({ getValue, row }) => <span title={formatInstant(row.original.created)}>{getValue()}</span>,
        meta: { width: 148, minWidth: 104, sortable: true, tabular: true },
      }),
      column.accessor('state', {
        header: t('column.state'),
        cell: ({ getValue }) => <StudyState state={getValue()} />,
        meta: { width: 108, minWidth: 96 },
      }),
    ];
  }, [t, namespaces]);
}

/** A shared study stands once in each place: only the place tells its records apart. */
export function placeOf(study: Study, namespaces: readonly Namespace[]): string {
  return namespaces.find(({ id }) => id === study.namespaceId)?.name ?? '';
}

export function StudyState({ state }: { readonly state: Study['state'] }) {
  const { t } = useTranslation('worklist');
  return state === 'complete' ? (
    <Badge tone="ok" icon={<CircleCheck aria-hidden />}>
      {t('state.complete')}
    </Badge>
  ) : (
    <Badge tone="info" icon={<CloudDownload aria-hidden />}>
      {t('state.arriving')}
    </Badge>
  );
}
