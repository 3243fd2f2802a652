import { ChevronRight, Info, TriangleAlert, Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { NOTICES } from '../../../src/contract/scan.ts';
import type { RepairCode } from '../../../src/contract/scan.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatBytes, formatDate, formatNumber, formatTime } from '../../ui/format.ts';
import { Tick } from '../../ui/tick.tsx';
import type { ScannedStudy } from '../selection.ts';
import { Cell } from './grid.tsx';
import { useNameOf } from './row-words.ts';
import { IdentityCells } from './identity-cells.tsx';
import type { BranchRow, TreeRow } from './tree-rows.ts';
import styles from './tree.module.css';

export interface RowCellsProps {
  readonly row: TreeRow;
  readonly extent: 'all' | 'some' | 'none' | undefined;
  readonly onFlip: () => void;
  readonly onTick: () => void;
  readonly onView: ((studyInstanceUid: string) => void) | undefined;
}

export function RowCells({ row, onView, ...acts }: RowCellsProps) {
  const { t } = useTranslation('import');
  switch (row.kind) {
    case 'patient': {
      const { patientId, birthDate, sex } = row.patient;
      const born = birthDate === undefined ? '' : t('tree.born', { date: formatDate(birthDate) });
      return (
        <>
          <NameCell row={row} {...acts} about={[patientId ?? t('tree.noId'), born, sex ?? '']} />
          <Cells {...amountOf(row)} />
        </>
      );
    }
    case 'study': {
      const { study } = row;
      return (
        <>
          <NameCell row={row} {...acts} marks={<StudyMarks study={study} />} />
          <Cells
            modality={study.modalities.join(', ')}
            date={[formatDate(study.studyDate), formatTime(study.studyTime)].filter(Boolean).join(', ')}
            accession={study.accessionNumber ?? ''}
            {...amountOf(row)}
          />
          {onView === undefined ? null : (
            <Cell column="view">
              <Button
                excludeFromTabOrder
                look="quiet"
                aria-label={t('tree.view', { name: study.description ?? t('tree.noDescription') })}
                onPress={() => onView(study.studyInstanceUid)}
              >
                {t('tree.viewShort')}
              </Button>
            </Cell>
          )}
        </>
      );
    }
    case 'series':
      return (
        <>
          <NameCell row={row} {...acts} number={row.series.number} marks={<Repairs repairs={row.series.repairs} />} />
          <Cells modality={row.series.modality ?? ''} {...amountOf(row)} />
        </>
      );
    case 'instance': {
      const { instanceNumber, path, rows, columns, frames, bytes, repairs } = row.instance;
      const size =
        rows === undefined || columns === undefined ? '' : `${formatNumber(columns)} × ${formatNumber(rows)}`;
      return (
        <>
          <Cell column="name">
            <span className={styles.seriesNumber}>{instanceNumber}</span>
            <span className={styles.path} title={path}>
              {path}
            </span>
            <Repairs repairs={repairs} />
          </Cell>
          <Cells accession={size} frames={frames} bytes={bytes} />
        </>
      );
    }
    case 'identity':
      return <IdentityCells identity={row.identity} first={row.first} />;
    case 'decide':
      return (
        <Line>
          <TriangleAlert aria-hidden />
          <strong>
            {t('identities.title', { count: row.study.identities?.length ?? row.study.conflicts.length })}
          </strong>
          {t('identities.next')}
        </Line>
      );
    case 'more':
      return <Line>{t('identities.more', { count: row.count })}</Line>;
    case 'waiting':
      return <Line>{t('tree.waiting')}</Line>;
    case 'failed':
      return <Line>{t('tree.failed')}</Line>;
  }
}

/** A sentence across the columns. */
function Line({ children }: { readonly children: ReactNode }) {
  return <Cell column="line">{children}</Cell>;
}

interface NameCellProps extends Omit<RowCellsProps, 'row' | 'onView'> {
  readonly row: BranchRow;
  readonly number?: number | undefined;
  readonly about?: readonly string[];
  readonly marks?: ReactNode;
}

function NameCell({ row, extent = 'none', onFlip, onTick, number, about, marks }: NameCellProps) {
  const { t } = useTranslation('import');
  const name = useNameOf()(row);
  const soft = (about ?? []).filter(Boolean).join(' · ');
  return (
    <Cell column="name">
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- its row answers the keys */}
      <span aria-hidden className={cx(styles.toggle, row.isOpen && styles.open)} onClick={onFlip}>
        <ChevronRight />
      </span>
      <Tick label={t('tree.choose', { name })} extent={extent} onTick={onTick} />
      {row.kind === 'series' ? <span className={styles.seriesNumber}>{number}</span> : null}
      <span className={styles.words} title={[name, soft].filter(Boolean).join(' · ')}>
        <span className={styles.primary}>{name}</span>
        {soft === '' ? null : <span className={styles.soft}> {soft}</span>}
      </span>
      {marks}
    </Cell>
  );
}

interface CellsProps {
  readonly modality?: string;
  readonly date?: string;
  readonly accession?: string;
  readonly objects?: number;
  readonly frames: number;
  readonly bytes: number;
}

function Cells({ modality = '', date = '', accession = '', objects, frames, bytes }: CellsProps) {
  const texts = { modality, date, accession };
  return (
    <>
      {(['modality', 'date', 'accession'] as const).map((column) => (
        <Cell key={column} column={column} title={texts[column]}>
          {texts[column]}
        </Cell>
      ))}
      <Cell column="objects">{objects === undefined ? '' : formatNumber(objects)}</Cell>
      <Cell column="frames">{frames === (objects ?? 1) ? '' : formatNumber(frames)}</Cell>
      <Cell column="size">{formatBytes(bytes)}</Cell>
    </>
  );
}

function amountOf({ shown }: BranchRow) {
  const sum = (what: 'instances' | 'frames' | 'bytes'): number =>
    shown.reduce((total, { series }) => total + series[what], 0);
  return { objects: sum('instances'), frames: sum('frames'), bytes: sum('bytes') };
}

function StudyMarks({ study }: { readonly study: ScannedStudy }) {
  const { t } = useTranslation('import');
  return study.conflicts.length === 0 ? null : (
    <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
      {t('tree.conflict')}
    </Badge>
  );
}

/** Mended and noticed are two things: the one was put right, the other is left as it is. */
function Repairs({ repairs }: { readonly repairs: readonly RepairCode[] }) {
  const { t } = useTranslation('import');
  const mended = repairs.filter((repair) => !NOTICES.has(repair));
  const noticed = repairs.filter((repair) => NOTICES.has(repair));
  const say = (codes: readonly RepairCode[]): string => codes.map((code) => t(`repair.${code}.name`)).join(', ');
  return (
    <>
      {mended.length === 0 ? null : (
        <span className={styles.mark} title={mended.map((code) => t(`repair.${code}.text`)).join('\n')}>
          <Badge tone="neutral" icon={<Wrench aria-hidden />}>
            {t('repair.mended', { what: say(mended) })}
          </Badge>
        </span>
      )}
      {noticed.length === 0 ? null : (
        <span className={styles.mark} title={noticed.map((code) => t(`repair.${code}.text`)).join('\n')}>
          <Badge tone="neutral" icon={<Info aria-hidden />}>
            {t('repair.noticed', { what: say(noticed) })}
          </Badge>
        </span>
      )}
    </>
  );
}
