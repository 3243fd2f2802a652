import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScanSummary } from '../../../src/contract/scan.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { cx } from '../../ui/cx.ts';
import { decide } from '../choices.ts';
import type { Branch, Choices } from '../choices.ts';
import { extentOf } from '../selection.ts';
import type { Selection } from '../selection.ts';
import { Grid, HeaderCell, Row, Rows } from './grid.tsx';
import type { Mark } from './matches.ts';
import { TreeFilter } from './tree-filter.tsx';
import { useNameOf } from './row-words.ts';
import { RowCells } from './row-cells.tsx';
import { isBranch, treeRows } from './tree-rows.ts';
import type { TreeRow } from './tree-rows.ts';
import { useInstances } from './use-instances.ts';
import { HEADER_HEIGHT, ROW_HEIGHT, useTree } from './use-tree.ts';
import styles from './tree.module.css';

export interface StudyTreeProps {
  readonly scanId: string;
  readonly summary: ScanSummary;
  readonly choices: Choices;
  readonly selection: Selection;
  readonly onChoices: (choices: Choices) => void;
  /** Absent where nothing can be looked at. */
  readonly onView: ((studyInstanceUid: string) => void) | undefined;
}

const columns = ['name', 'modality', 'date', 'accession', 'objects', 'frames', 'size', 'view'] as const;

/** Patients, studies, series and their objects as one list; only the rows in sight are in the page. */
export function StudyTree({ scanId, summary, choices, selection, onChoices, onView }: StudyTreeProps) {
  const { t } = useTranslation('import');
  const [words, setWords] = useState('');
  const [mark, setMark] = useState<Mark>();
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set());
  const instancesOf = useInstances(scanId, summary, flipped);
  const looked = useDeferredValue(words);
  const rows = useMemo(
    () => treeRows(summary, { words: looked, mark, flipped }, instancesOf),
    [summary, looked, mark, flipped, instancesOf],
  );
  const keys = useMemo(() => rows.flatMap((row) => (row.kind === 'patient' ? row.keys : [])), [rows]);
  const all = extentOf(selection, keys);
  const nameOf = useNameOf();

  const flip = ({ id }: TreeRow): void => {
    const next = new Set(flipped);
    if (!next.delete(id)) next.add(id);
    setFlipped(next);
  };
  const tick = (ticked: readonly TreeRow[]): void => {
    const branches = ticked.filter(isBranch);
    const chosen =
      extentOf(
        selection,
        branches.flatMap((row) => row.keys),
      ) !== 'all';
    // What a filter hides is not decided about.
    const about = branches.flatMap((row): readonly Branch[] => (row.isWhole ? [row.branch] : row.shown));
    onChoices(decide(summary, choices, about, chosen));
  };
  const open = (row: TreeRow): void => {
    if (onView !== undefined && (row.kind === 'study' || row.kind === 'series')) onView(row.study.studyInstanceUid);
    else if (isBranch(row)) flip(row);
  };
  const { box, virtual, active, list } = useTree(rows, summary, {
    nameOf,
    onFlip: flip,
    onTick: (row) => tick([row]),
    onOpen: open,
  });

  return (
    <>
      <TreeFilter
        summary={summary}
        words={words}
        mark={mark}
        onWords={(next) => {
          setWords(next);
          // What is found is shown, not hidden in a closed branch.
          setFlipped(new Set());
        }}
        onMark={setMark}
      />
      <Grid
        ref={box}
        aria-label={t('tree.label')}
        aria-rowcount={rows.length + 1}
        aria-multiselectable
        className={cx(styles.tree, 'tabular')}
        {...list}
      >
        <Row aria-rowindex={1} className={cx(styles.row, styles.header)} style={{ height: HEADER_HEIGHT }}>
          {columns.map((column) => (
            <HeaderCell key={column} column={column}>
              {column === 'name' ? (
                <Checkbox
                  aria-label={t('tree.chooseAll')}
                  isSelected={all === 'all'}
                  isIndeterminate={all === 'some'}
                  onChange={() => tick(rows.filter(({ kind }) => kind === 'patient'))}
                />
              ) : null}
              {column === 'view' ? <span className="unseen">{t('tree.viewShort')}</span> : t(`tree.column.${column}`)}
            </HeaderCell>
          ))}
        </Row>
        <Rows className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const extent = isBranch(row) ? extentOf(selection, row.keys) : undefined;
            return (
              <Row
                key={key}
                aria-level={row.level}
                aria-posinset={row.place}
                aria-setsize={row.of}
                aria-rowindex={index + 2}
                {...(isBranch(row) ? { 'aria-expanded': row.isOpen, 'aria-selected': extent === 'all' } : {})}
                tabIndex={index === active ? 0 : -1}
                data-row={row.id}
                data-active={index === active || undefined}
                data-level={row.level}
                className={cx(styles.row, styles[row.kind])}
                style={{ height: ROW_HEIGHT, transform: `translateY(${start - HEADER_HEIGHT}px)` }}
                onDoubleClick={() => open(row)}
              >
                <RowCells
                  row={row}
                  extent={extent}
                  onFlip={() => flip(row)}
                  onTick={() => tick([row])}
                  onView={onView}
                />
              </Row>
            );
          })}
        </Rows>
      </Grid>
      {rows.length === 0 ? <p className={styles.none}>{t('tree.noneShown')}</p> : null}
    </>
  );
}
