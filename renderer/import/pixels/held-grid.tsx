/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a virtual grid are placed one by one: table elements cannot be */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Check, Circle, Minus, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldInstance } from '../../../src/contract/pixels.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { useWidth } from '../../ui/use-width.ts';
import type { ScannedSeries } from '../selection.ts';
import { includes, regionsOf, verdictOn } from './decisions.ts';
import type { PixelDecisions, Verdict } from './decisions.ts';
import { gridRows, stepFrom } from './grid-rows.ts';
import { HeldPicture } from './held-picture.tsx';
import { openProposals, readingsOf, tellsOf } from './proposals.ts';
import { heldSeriesKey } from './to-treatment.ts';
import type { FoundTexts } from './use-found-text.ts';
import { kindOf, seriesName } from './words.ts';
import styles from './grid.module.css';

const TILE = 148;
const HEIGHTS = { series: 40, tiles: 210 } as const;
const MOST_HEIGHT = 440;

export interface HeldGridProps {
  readonly scanId: string;
  readonly held: readonly HeldInstance[];
  readonly seriesByKey: ReadonlyMap<string, ScannedSeries>;
  readonly decisions: PixelDecisions;
  readonly found: FoundTexts;
  readonly active: HeldInstance | undefined;
  readonly onActive: (object: HeldInstance) => void;
  readonly onOpen: (object: HeldInstance) => void;
  /** Blanks what is proposed. */
  readonly onAccept: (objects: readonly HeldInstance[]) => void;
  readonly onSignOff: (objects: readonly HeldInstance[]) => void;
  readonly onLeaveOut: (objects: readonly HeldInstance[]) => void;
  readonly onUndo: () => void;
}

/** Series by series what somebody must look at; only what is in sight is in the page. */
export function HeldGrid(props: HeldGridProps) {
  const { scanId, held, seriesByKey, decisions, onActive, onOpen, onSignOff } = props;
  const { t } = useTranslation('pixels');
  const [frame, width] = useWidth<HTMLDivElement>();
  const box = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  const across = Math.max(1, Math.floor((width - 8) / (TILE + 8)));
  const rows = gridRows(held, across);
  const active = held.find(({ sopInstanceUid }) => sopInstanceUid === props.active?.sopInstanceUid) ?? held[0];
  const activeUid = active?.sopInstanceUid;
  const rowOf = (object: HeldInstance): number =>
    rows.findIndex(({ kind, objects }) => kind === 'tiles' && objects.includes(object));
  const activeRow = active === undefined ? -1 : rowOf(active);
  // oxlint-disable-next-line react/incompatible-library -- its functions change with scrolling; nothing here memoizes them
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => HEIGHTS[rows[index]?.kind ?? 'tiles'],
    overscan: 2,
    // The tile with the keyboard stays in the page wherever one scrolls: the keyboard is never lost.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(activeRow < 0 ? [] : [activeRow])])].sort((a, b) => a - b),
  });
  useEffect(() => virtual.measure(), [virtual, across, held]);
  useEffect(() => {
    const tile = hasFocus.current ? box.current?.querySelector<HTMLElement>('[data-active]') : undefined;
    tile?.focus({ preventScroll: true });
    // The list may itself lie partly below the page's edge.
    tile?.scrollIntoView({ block: 'nearest' });
  }, [activeUid]);

  const seriesOf = (object: HeldInstance): readonly HeldInstance[] =>
    held.filter((one) => heldSeriesKey(one) === heldSeriesKey(object));
  const go = (to: HeldInstance): void => {
    onActive(to);
    virtual.scrollToIndex(rowOf(to));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (active === undefined || event.altKey || (event.target as Element).closest('[data-tile]') === null) return;
    const isUndo = (event.ctrlKey || event.metaKey) && event.key === 'z';
    if (!isUndo && (event.ctrlKey || event.metaKey)) return;
    const to = stepFrom(rows, active, event.key);
    if (isUndo) props.onUndo();
    else if (to !== undefined) go(to);
    else if (event.key === 'Enter') onOpen(active);
    else if (event.key === ' ' || event.key === 's') onSignOff([active]);
    else if (event.key === 'S') onSignOff(seriesOf(active));
    else if (event.key === 'a') props.onAccept([active]);
    else if (event.key === 'A') props.onAccept(seriesOf(active));
    else if (event.key === 'x') props.onLeaveOut([active]);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={frame}>
      <div
        ref={box}
        role="grid"
        aria-label={t('grid')}
        aria-rowcount={rows.length}
        className={styles.box}
        style={{ height: Math.min(MOST_HEIGHT, virtual.getTotalSize() + 2) }}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onFocus={() => {
          hasFocus.current = true;
        }}
        onBlur={(event) => {
          hasFocus.current = event.currentTarget.contains(event.relatedTarget);
        }}
      >
        <div role="rowgroup" className={styles.all} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start, size }) => {
            const row = rows[index];
            const [first] = row?.objects ?? [];
            if (row === undefined || first === undefined) return null;
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={index + 1}
                className={cx(styles.row, styles[row.kind])}
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                {row.kind === 'series' ? (
                  <SeriesHeader
                    name={seriesName(seriesByKey.get(heldSeriesKey(first)), t('series.none'))}
                    objects={row.objects}
                    decisions={decisions}
                    onSignOff={onSignOff}
                  />
                ) : (
                  row.objects.map((object) => (
                    <Tile
                      key={object.sopInstanceUid}
                      scanId={scanId}
                      object={object}
                      place={held.indexOf(object) + 1}
                      total={held.length}
                      decisions={decisions}
                      found={props.found}
                      isActive={object === active}
                      onActive={() => onActive(object)}
                      onOpen={() => onOpen(object)}
                    />
                  ))
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface SeriesHeaderProps extends Pick<HeldGridProps, 'decisions' | 'onSignOff'> {
  readonly name: string;
  readonly objects: readonly HeldInstance[];
}

function SeriesHeader({ name, objects, decisions, onSignOff }: SeriesHeaderProps) {
  const { t } = useTranslation('pixels');
  const isSignedOff = objects.every((one) => verdictOn(decisions, one) === 'signed-off');
  const action = isSignedOff ? t('series.reopen') : t('series.signOff');
  return (
    <span role="gridcell" className={styles.series}>
      <strong className={styles.name} title={name}>
        {name}
      </strong>
      <span className={styles.soft}>{t('series.held', { count: objects.length })}</span>
      <Button look="quiet" aria-label={t('series.named', { action, series: name })} onPress={() => onSignOff(objects)}>
        {action}
      </Button>
    </span>
  );
}

const icons = { open: Circle, 'signed-off': Check, 'left-out': Minus } as const;

interface TileProps {
  readonly scanId: string;
  readonly object: HeldInstance;
  readonly place: number;
  readonly total: number;
  readonly decisions: PixelDecisions;
  readonly found: FoundTexts;
  readonly isActive: boolean;
  readonly onActive: () => void;
  readonly onOpen: () => void;
}

function Tile({ scanId, object, place, total, decisions, found, isActive, onActive, onOpen }: TileProps) {
  const { t } = useTranslation('pixels');
  const verdict: Verdict = verdictOn(decisions, object);
  const Icon = icons[verdict];
  const { columns, rows, frames } = object;
  const [reason = 'unknown-class'] = object.reasons;
  const kind = t(`kind.${kindOf(object)}`);
  const words = { place, total, kind, reason: t(`short.${reason}`), verdict: t(`verdict.${verdict}`) };
  const open = openProposals(object, found, decisions);
  // What is blanked says nothing any more.
  const tells = tellsOf(readingsOf(object, found).filter(({ region }) => includes(open, region)));
  const label = [
    t('tile', words),
    ...(tells === undefined ? [] : [t(`reads.${tells}`)]),
    ...(open.length === 0 ? [] : [t('proposed', { count: open.length })]),
  ].join(', ');
  const size = columns > 0 ? t('size', { columns, rows }) : kind;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid has the keys of all its tiles
    <div
      role="gridcell"
      tabIndex={isActive ? 0 : -1}
      aria-label={label}
      title={object.reasons.map((each) => t(`why.${each}`)).join('\n')}
      data-tile
      data-active={isActive || undefined}
      className={cx(styles.tile, styles[verdict])}
      onFocus={onActive}
      onClick={onOpen}
    >
      <HeldPicture scanId={scanId} object={object} regions={regionsOf(decisions, object)} proposed={open} />
      <span className={styles.verdict}>
        <Icon aria-hidden />
        {words.verdict}
      </span>
      {tells === undefined ? null : (
        <span className={styles.tells}>
          <TriangleAlert aria-hidden />
          {t(`tells.${tells}`)}
        </span>
      )}
      <span className={styles.caption}>{words.reason}</span>
      <span className={cx(styles.caption, styles.soft)}>
        {frames > 1 ? `${size} · ${t('frames', { count: frames })}` : size}
      </span>
    </div>
  );
}
