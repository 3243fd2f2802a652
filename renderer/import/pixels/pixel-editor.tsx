import { useQuery } from '@tanstack/react-query';
import {
  ChevronLeft,
  ChevronRight,
  FileText,
  Film,
  Hand,
  Maximize,
  SquareDashed,
  X,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, Modal, ModalOverlay, ToggleButton } from 'react-aria-components';
import type { HeldInstance, PixelRegion } from '../../../src/contract/pixels.ts';
import { api, urlOf } from '../../api.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import type { ScannedSeries } from '../selection.ts';
import { includes, regionsOf, spread, toggleLeftOut, toggleSignedOff, verdictOn, withRegions } from './decisions.ts';
import type { PixelDecisions } from './decisions.ts';
import { actOfKey, nudged } from './editor-keys.ts';
import type { EditorAct } from './editor-keys.ts';
import { EditorSide } from './editor-side.tsx';
import { pictureQuery } from './fetch-picture.ts';
import { bandIn, fitted, zoomed } from './geometry.ts';
import type { View } from './geometry.ts';
import { PixelStage } from './pixel-stage.tsx';
import type { Tool } from './pixel-stage.tsx';
import { accepted, isTelling, openProposals, readingsOf } from './proposals.ts';
import { heldSeriesKey, ofOneObject } from './to-treatment.ts';
import type { FoundTexts } from './use-found-text.ts';
import { useRoom } from './use-room.ts';
import { hasPicture, kindOf, seriesName } from './words.ts';
import styles from './editor.module.css';

export interface PixelEditorProps {
  readonly scanId: string;
  readonly held: readonly HeldInstance[];
  readonly object: HeldInstance;
  readonly seriesByKey: ReadonlyMap<string, ScannedSeries>;
  readonly decisions: PixelDecisions;
  readonly found: FoundTexts;
  readonly onDecisions: (decisions: PixelDecisions) => void;
  readonly onUndo: () => void;
  readonly onGo: (object: HeldInstance) => void;
  readonly onClose: () => void;
  /** Absent for a visitor. */
  readonly onView?: (studyInstanceUid: string) => void;
}

/** One held object, large: look, draw over what identifies, see it as it will be sent, sign it off. */
export function PixelEditor(props: PixelEditorProps) {
  const { held, object, seriesByKey } = props;
  const { t } = useTranslation('pixels');
  const place = held.indexOf(object) + 1;
  const series = seriesName(seriesByKey.get(heldSeriesKey(object)), t('series.none'));
  const label = t('editor.label', { place, total: held.length, series });
  return (
    <ModalOverlay
      isOpen
      isKeyboardDismissDisabled
      onOpenChange={(isOpen) => (isOpen ? undefined : props.onClose())}
      className={cx(styles.overlay)}
    >
      <Modal className={cx(styles.modal)}>
        <Dialog aria-label={label} className={cx(styles.dialog)}>
          <Editor key={object.sopInstanceUid} {...props} label={label} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Editor(props: PixelEditorProps & { readonly label: string }) {
  const { scanId, held, object, decisions, found, onDecisions, label } = props;
  const { t } = useTranslation('pixels');
  const { columns, rows, frames, sopInstanceUid } = object;
  const size = { columns, rows };
  const isPicture = hasPicture(object);
  const box = useRef<HTMLDivElement>(null);
  const [ref, room] = useRoom();
  const [ownView, setView] = useState<View>();
  // Keys work before the size of the window's part is known.
  const space = room ?? { width: columns, height: rows };
  const view = ownView ?? fitted(size, space);
  const [tool, setTool] = useState<Tool>('draw');
  const [frame, setFrame] = useState(1);
  const [isResult, setResult] = useState(false);
  const [selected, setSelected] = useState<number>();
  const regions = regionsOf(decisions, object);
  const pixels = isResult ? ofOneObject(decisions, object) : undefined;
  const picture = useQuery(pictureQuery({ scanId, object, frame, pixels, isWanted: isPicture }));
  const open = openProposals(object, found, decisions);
  const telling = readingsOf(object, found).flatMap((each) =>
    isTelling(each) && includes(open, each.region) && each.like !== undefined
      ? [{ region: each.region, words: t(`reads.${each.like}`) }]
      : [],
  );
  const ofSeries = held.filter((one) => heldSeriesKey(one) === heldSeriesKey(object));

  // The keys work at once, wherever the pointer is.
  useEffect(() => box.current?.focus(), []);

  const draw = (next: readonly PixelRegion[], at?: number): void => {
    onDecisions(withRegions(decisions, object, next));
    setSelected(at);
  };
  const go = (by: number): void => {
    const to = held[held.indexOf(object) + by];
    if (to !== undefined) props.onGo(to);
  };
  const zoom = (factor: number): void => {
    setView(zoomed(view, factor, { x: space.width / 2, y: space.height / 2 }));
  };
  const decide = (next: PixelDecisions): void => {
    onDecisions(next);
    // On to what is still open, behind this one first.
    const at = held.indexOf(object);
    const to = [...held.slice(at + 1), ...held.slice(0, at)].find((one) => verdictOn(next, one) === 'open');
    if (to !== undefined && verdictOn(next, object) !== 'open') props.onGo(to);
  };
  const perform = (act: EditorAct): void => {
    switch (act) {
      case 'close':
        if (selected === undefined) props.onClose();
        else setSelected(undefined);
        break;
      case 'previous':
      case 'next':
        go(act === 'next' ? 1 : -1);
        break;
      case 'draw': {
        const band = isPicture ? bandIn(view, space, size) : undefined;
        if (band === undefined) break;
        setResult(false);
        draw([...regions, band], regions.length);
        break;
      }
      case 'delete':
        if (selected !== undefined) draw(regions.toSpliced(selected, 1));
        break;
      case 'select':
        if (regions.length > 0) setSelected(((selected ?? -1) + 1) % regions.length);
        break;
      case 'zoom-in':
      case 'zoom-out':
        zoom(act === 'zoom-in' ? 1.25 : 0.8);
        break;
      case 'fit':
        setView(undefined);
        break;
      case 'pan':
        setTool(tool === 'pan' ? 'draw' : 'pan');
        break;
      case 'result':
        setResult(!isResult);
        break;
      case 'accept':
        onDecisions(accepted(decisions, [object], found));
        break;
      case 'accept-series':
        onDecisions(accepted(decisions, ofSeries, found));
        break;
      case 'spread':
        onDecisions(spread(decisions, object, ofSeries));
        break;
      case 'sign-off':
        decide(toggleSignedOff(decisions, [object]));
        break;
      case 'sign-off-series':
        decide(toggleSignedOff(decisions, ofSeries));
        break;
      case 'leave-out':
        decide(toggleLeftOut(decisions, [object]));
        break;
      case 'frame-back':
      case 'frame-on':
        setFrame(Math.min(frames, Math.max(1, frame + (act === 'frame-on' ? 1 : -1))));
        break;
      case 'undo':
        props.onUndo();
        setSelected(undefined);
        break;
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const control = (event.target as Element).closest('button, input');
    const isControls =
      control !== null && [' ', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(event.key);
    if (isControls || event.altKey) return;
    const key = { key: event.key, shiftKey: event.shiftKey, isCommand: event.ctrlKey || event.metaKey };
    const region = selected === undefined ? undefined : regions[selected];
    const other = region === undefined ? undefined : nudged(region, key, size);
    const arrow = { ArrowLeft: 'previous', ArrowRight: 'next' } as const;
    const walk = event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? arrow[event.key] : undefined;
    const act = actOfKey(key) ?? (region === undefined ? walk : undefined);
    if (other !== undefined && selected !== undefined) draw(regions.toSpliced(selected, 1, other), selected);
    else if (act !== undefined) perform(act);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of all that is within
    <div ref={box} tabIndex={-1} className={styles.editor} onKeyDown={onKeyDown}>
      <div className={styles.main}>
        <div className={styles.bar}>
          <IconButton label={t('editor.previous')} icon={<ChevronLeft />} onPress={() => perform('previous')} />
          <IconButton label={t('editor.next')} icon={<ChevronRight />} onPress={() => perform('next')} />
          <h2 className={styles.title}>{label}</h2>
          {isPicture ? (
            <>
              <ToggleButton
                className={cx(styles.toggle)}
                isSelected={tool === 'draw' && !isResult}
                isDisabled={isResult}
                onChange={() => setTool('draw')}
              >
                <SquareDashed aria-hidden />
                {t('editor.tool.draw')}
              </ToggleButton>
              <ToggleButton
                className={cx(styles.toggle)}
                isSelected={tool === 'pan' || isResult}
                onChange={() => setTool('pan')}
              >
                <Hand aria-hidden />
                {t('editor.tool.pan')}
              </ToggleButton>
              <IconButton label={t('editor.zoomOut')} icon={<ZoomOut />} onPress={() => zoom(0.8)} />
              <IconButton label={t('editor.zoomIn')} icon={<ZoomIn />} onPress={() => zoom(1.25)} />
              <IconButton label={t('editor.fit')} icon={<Maximize />} onPress={() => perform('fit')} />
              <ToggleButton className={cx(styles.toggle)} isSelected={isResult} onChange={setResult}>
                {t('editor.result')}
              </ToggleButton>
            </>
          ) : null}
          <IconButton label={t('editor.close')} icon={<X />} onPress={props.onClose} />
        </div>
        {isPicture ? (
          <PixelStage
            ref={ref}
            label={t('editor.picture')}
            size={size}
            small={urlOf(api.scanInstanceThumbnail, { scanId, sopInstanceUid }, { frame })}
            picture={picture.data}
            isBroken={picture.error !== null}
            view={view}
            onView={setView}
            tool={tool}
            regions={regions}
            proposed={open}
            telling={telling}
            selected={selected}
            onSelect={setSelected}
            onRegions={draw}
            isResult={isResult}
          >
            {picture.error === null ? null : (
              <div className={styles.problem}>
                <ProblemNotice problem={picture.error} />
              </div>
            )}
          </PixelStage>
        ) : (
          <div className={styles.none}>
            {kindOf(object) === 'video' ? <Film aria-hidden /> : <FileText aria-hidden />}
            <p>{t('editor.noPicture')}</p>
          </div>
        )}
        {frames > 1 && isPicture ? (
          <label className={styles.frames}>
            <span className="tabular">{t('editor.frame', { frame, frames })}</span>
            <input
              type="range"
              aria-label={t('editor.frameLabel')}
              min={1}
              max={frames}
              value={frame}
              onChange={(event) => setFrame(event.target.valueAsNumber)}
            />
          </label>
        ) : null}
      </div>
      <EditorSide
        {...props}
        regions={regions}
        open={open}
        selected={selected}
        onSelect={setSelected}
        onRegions={draw}
        onAct={perform}
      />
    </div>
  );
}
