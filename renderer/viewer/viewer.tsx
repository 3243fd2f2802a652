import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewAnnotation } from '../../src/contract/reading.ts';
import type { Study } from '../../src/contract/study.ts';
import { formatDate, formatPersonName } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import type { Ability, ViewerCommands, ViewerStatus } from './actions.ts';
import { headerOf } from './images.ts';
import { KeysPanel } from './keys-panel.tsx';
import { MarksPanel } from './marks-panel.tsx';
import { ObjectsPage } from './objects/objects-page.tsx';
import { keyImageId, useReading, type SyncedAnnotation } from './reading.ts';
import { SeriesStrip } from './series-strip.tsx';
import type { PointerTool } from './stack-view.ts';
import type { FrameRef, Stack, StackFrame } from './stack.ts';
import { Stage } from './stage.tsx';
import type { StudySource } from './study-source.ts';
import { StatusLine } from './status-line.tsx';
import { ToolBar } from './tool-bar.tsx';
import { useAnnotationLayer } from './use-annotation-layer.ts';
import { useKeys } from './use-keys.ts';
import { findFrame, useMarkWords } from './use-mark-words.ts';
import { usePaging } from './use-paging.ts';
import { useReturn, useSnapshot, useStackSession, useStackView, useViewState } from './use-stack.ts';
import { useLengthWords } from './use-words.ts';
import styles from './viewer.module.css';

export interface ViewerProps {
  readonly source: StudySource;
  readonly study: Pick<Study, 'patientName' | 'description' | 'studyDate'>;
  /** At least one. They may grow. */
  readonly stacks: readonly Stack[];
  /** Files read so far, while the source is still being read. */
  readonly stillReading?: number | undefined;
  /** What is to be known of where the study lies. */
  readonly about?: ReactNode;
  /** What the share feature offers for this study; shown in a panel on demand. */
  readonly sharePanel?: ReactNode;
  /** Where closing leads, in words. */
  readonly back: string;
  readonly onClose: () => void;
}

/** The open study. Everything that is on, chosen or shown is held here; the parts only draw it. */
export function Viewer({ source, study, stacks, stillReading, about, sharePanel, back, onClose }: ViewerProps) {
  const { t } = useTranslation('viewer');
  // By its UID: a study that grows gains series before it.
  const [currentUid, setCurrentUid] = useState(stacks[0]?.series.seriesInstanceUid);
  const [tool, setTool] = useState<PointerTool>('window');
  const [overlays, setOverlays] = useState(true);
  const [onlyKeyImages, setOnlyKeyImages] = useState(false);
  const [panel, setPanel] = useState<ViewerStatus['panel']>();
  const [deleted, setDeleted] = useState<NewAnnotation>();
  const current = Math.max(
    0,
    stacks.findIndex(({ series }) => series.seriesInstanceUid === currentUid),
  );
  const stack = stacks[current];
  const setCurrent = (index: number) => setCurrentUid(stacks[index]?.series.seriesInstanceUid);

  const words = useLengthWords();
  const element = useRef<HTMLDivElement>(null);
  const view = useStackView(element, words);
  const viewState = useViewState(view);
  const { session, openAt } = useStackSession(view, stack, source.concurrency);
  const snapshot = useSnapshot(session);
  useReturn(session, snapshot);
  const shown = snapshot?.shown === undefined ? undefined : session?.frames[snapshot.shown];
  const header = shown && headerOf(shown.imageId);
  usePaging(element, session, tool);
  useEffect(() => view?.setTool(tool), [view, tool]);

  const reading = useReading(source.marks);
  const frames = useMemo(
    () => new Map(stacks.flatMap((one) => one.frames.map((frame) => [frame.imageId, frame]))),
    [stacks],
  );
  const layer = useAnnotationLayer(view, reading, frames, shown);
  const { valueOf, placeOf } = useMarkWords(stacks, words, { stack: current, order: snapshot?.order });

  const keyImages = useMemo(
    () => new Set(reading.keyImageEntries.filter(({ removed }) => !removed).map(({ id }) => id)),
    [reading.keyImageEntries],
  );
  const isKeyImage = (frame: StackFrame) => keyImages.has(keyImageId(frame));
  const keyFrames = useMemo(
    () => new Set(stack?.frames.flatMap((frame, i) => (keyImages.has(keyImageId(frame)) ? [i] : []))),
    [stack, keyImages],
  );
  useEffect(() => session?.filter(onlyKeyImages ? keyFrames : undefined), [session, onlyKeyImages, keyFrames]);

  const hasShares = sharePanel !== undefined;
  const abilities = useMemo(() => {
    const all: [Ability, boolean][] = [
      ['key-images', reading.isKept],
      ['share', hasShares],
    ];
    return new Set(all.flatMap(([ability, has]) => (has ? [ability] : [])));
  }, [reading.isKept, hasShares]);
  const status: ViewerStatus = {
    abilities,
    tool,
    inverted: viewState.inverted,
    window: viewState.window,
    hounsfield: header?.hounsfield === true,
    hasStack: session !== undefined,
    hasImage: shown !== undefined,
    keyImage: shown !== undefined && isKeyImage(shown),
    keyFilter: onlyKeyImages,
    hasKeyImages: keyFrames.size > 0,
    overlays,
    panel,
  };
  const remove = (entry: SyncedAnnotation) => {
    setDeleted(entry.record);
    layer?.remove(entry.id);
  };
  const toggleKeyImage = () => {
    if (shown === undefined) return;
    const { seriesInstanceUid, sopInstanceUid, frame } = shown;
    if (isKeyImage(shown)) reading.keyImages.remove(keyImageId(shown));
    else reading.keyImages.save(keyImageId(shown), { seriesInstanceUid, sopInstanceUid, frame });
  };
  const goTo = (frame: FrameRef) => {
    const found = findFrame(stacks, frame);
    const series = found && stacks[found.stack]?.series;
    if (found === undefined || series === undefined) return;
    if (found.stack === current) session?.go(found.index);
    else openAt(series.seriesInstanceUid, found.index);
    setCurrent(found.stack);
  };
  const commands: ViewerCommands = {
    setTool,
    setWindow: (window) => view?.setWindow(window),
    invert: () => view?.invert(),
    zoomBy: (factor) => view?.zoomBy(factor),
    fit: () => view?.fit(),
    reset: () => view?.reset(),
    step: (by) => session?.step(by),
    stepSeries: (by) => setCurrent(Math.min(Math.max(current + by, 0), stacks.length - 1)),
    toggleKeyImage,
    toggleKeyFilter: () => setOnlyKeyImages(!onlyKeyImages),
    removeSelected: () => {
      for (const id of layer?.selected() ?? []) {
        const entry = reading.annotations.find(id);
        if (entry !== undefined) remove(entry);
      }
    },
    toggleOverlays: () => setOverlays(!overlays),
    togglePanel: (which) => setPanel(panel === which ? undefined : which),
  };
  const closePanel = () => setPanel(undefined);
  useKeys(commands, status, closePanel);

  return (
    <div className={styles.viewer}>
      <ToolBar
        title={formatPersonName(study.patientName) || t('page.noName')}
        subtitle={[study.description, formatDate(study.studyDate)].filter(Boolean).join(' · ')}
        back={back}
        about={about}
        commands={commands}
        status={status}
        onClose={onClose}
      />
      <div className={styles.body}>
        <SeriesStrip
          stacks={stacks}
          current={current}
          thumbnailOf={(frame) => source.thumbnailUrl(frame)}
          keyImagesIn={(one) => (keyImages.size === 0 ? 0 : one.frames.filter(isKeyImage).length)}
          onChoose={setCurrent}
        />
        <main className={styles.main}>
          {stack === undefined ? null : (
            <Stage
              element={element}
              instead={
                stack.frames.length > 0 ? undefined : (
                  <ObjectsPage
                    key={stack.series.seriesInstanceUid}
                    source={source}
                    objects={stack.others}
                    placeOf={(frame) => (findFrame(stacks, frame) === undefined ? undefined : placeOf(frame))}
                    onGo={goTo}
                  />
                )
              }
              session={session}
              snapshot={snapshot}
              view={viewState}
              tool={tool}
              overlays={overlays}
              isKeyImage={status.keyImage}
            />
          )}
          <StatusLine
            snapshot={snapshot}
            reading={reading}
            stillReading={stillReading}
            deleted={deleted && valueOf(deleted)}
            onRetryImages={() => session?.retry()}
            onUndo={() => {
              if (deleted !== undefined) reading.annotations.save(crypto.randomUUID(), deleted);
              setDeleted(undefined);
            }}
          />
        </main>
        {panel === 'marks' ? (
          <MarksPanel
            reading={reading}
            placeOf={placeOf}
            valueOf={({ record }) => valueOf(record)}
            onGo={goTo}
            onRemoveAnnotation={remove}
            onRemoveKeyImage={({ id }) => reading.keyImages.remove(id)}
            onClose={closePanel}
          />
        ) : null}
        {panel === 'keys' ? <KeysPanel abilities={abilities} onClose={closePanel} /> : null}
        {panel === 'share' ? (
          <Panel title={t('share')} onClose={closePanel}>
            {sharePanel}
          </Panel>
        ) : null}
      </div>
    </div>
  );
}
