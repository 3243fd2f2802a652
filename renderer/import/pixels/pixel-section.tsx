import { Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { HeldInstance } from '../../../src/contract/pixels.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Section } from '../../ui/section.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Chosen } from '../selection.ts';
import { readDecisions, saveDecisions } from './decision-file.ts';
import { decided, toggleLeftOut, toggleSignedOff, undone } from './decisions.ts';
import type { PixelDecisions, PixelHistory } from './decisions.ts';
import { fromTreatment } from './from-treatment.ts';
import { HeldGrid } from './held-grid.tsx';
import { PixelEditor } from './pixel-editor.tsx';
import { accepted, tellingFirst } from './proposals.ts';
import { SearchProgress } from './search-progress.tsx';
import { heldSeriesKey } from './to-treatment.ts';
import { useFoundText } from './use-found-text.ts';
import type { PixelReviewState } from './use-pixel-review.ts';
import styles from './grid.module.css';

export interface PixelSectionProps {
  readonly scanId: string;
  readonly chosen: Chosen;
  readonly review: PixelReviewState;
  readonly history: PixelHistory;
  readonly onHistory: (history: PixelHistory) => void;
  /** Documents and videos are looked at there; a visitor has no such place, and is asked in fewer words. */
  readonly onView?: (studyInstanceUid: string) => void;
}

/** What may have a name written into it: looked at, blanked where it has, and signed off, before anything is sent. */
export function PixelSection({ scanId, chosen, review, history, onHistory, onView }: PixelSectionProps) {
  const { t } = useTranslation('pixels');
  const [active, setActive] = useState<HeldInstance>();
  const [isOpen, setOpen] = useState(false);
  const { isComplete, error } = review;
  const decisions = history.now;
  const search = useFoundText({ scanId, held: review.held, first: isOpen ? active?.sopInstanceUid : undefined });
  const { found } = search;
  const isSearched = isComplete && found.size === search.total;
  // Once: what is looked at is not to move with every picture that was read.
  const held = useMemo(
    () => (isSearched ? tellingFirst(review.held, found) : review.held),
    [isSearched, review.held, found],
  );
  const change = (next: PixelDecisions): void => onHistory(decided(history, next));
  const undo = (): void => onHistory(undone(history));
  const seriesByKey = useMemo(
    () =>
      new Map(
        chosen.studies.flatMap(({ studyInstanceUid, series }) =>
          series.map((one) => [heldSeriesKey({ studyInstanceUid, ...one }), one]),
        ),
      ),
    [chosen],
  );
  const isVisit = onView === undefined;
  const shown = isOpen ? held.find(({ sopInstanceUid }) => sopInstanceUid === active?.sopInstanceUid) : undefined;

  return (
    <Section
      title={t('title')}
      hint={t(isVisit ? 'visit.hint' : 'hint')}
      actions={
        held.length === 0 || isVisit ? undefined : (
          <DecisionActions review={review} history={history} onChange={change} onUndo={undo} />
        )
      }
    >
      {error === null ? null : (
        <ProblemNotice
          problem={error}
          safe={t('safe')}
          remedies={{ retry: review.retry, 'reinsert-disc': review.retry }}
        />
      )}
      {isComplete || error !== null ? null : (
        <Progress
          label={t('checking')}
          value={review.checked}
          max={chosen.objects}
          text={t('checked', { checked: formatNumber(review.checked), total: formatNumber(chosen.objects) })}
        />
      )}
      {review.unreadable === 0 ? null : <Notice tone="warn" title={t('unreadable', { count: review.unreadable })} />}
      {held.length === 0 ? (
        isComplete && <Notice tone="ok" title={t('none')} />
      ) : (
        <>
          <Progress
            label={t('progress')}
            value={review.decided}
            max={held.length}
            text={t('reviewed', { done: formatNumber(review.decided), total: formatNumber(held.length) })}
            tone={review.decided === held.length ? 'ok' : 'accent'}
          />
          <SearchProgress {...search} />
          <HeldGrid
            scanId={scanId}
            held={held}
            seriesByKey={seriesByKey}
            decisions={decisions}
            found={found}
            active={active}
            onActive={setActive}
            onOpen={(object) => {
              setActive(object);
              setOpen(true);
            }}
            onAccept={(objects) => change(accepted(decisions, objects, found))}
            onSignOff={(objects) => change(toggleSignedOff(decisions, objects))}
            onLeaveOut={(objects) => change(toggleLeftOut(decisions, objects))}
            onUndo={undo}
          />
          {isVisit ? null : <p className={styles.keys}>{t('keys')}</p>}
        </>
      )}
      {shown === undefined ? null : (
        <PixelEditor
          scanId={scanId}
          held={held}
          object={shown}
          seriesByKey={seriesByKey}
          decisions={decisions}
          found={found}
          onDecisions={change}
          onUndo={undo}
          onGo={setActive}
          onClose={() => setOpen(false)}
          {...(onView === undefined ? {} : { onView })}
        />
      )}
    </Section>
  );
}

interface DecisionActionsProps extends Pick<PixelSectionProps, 'review' | 'history'> {
  readonly onChange: (decisions: PixelDecisions) => void;
  readonly onUndo: () => void;
}

/** The decisions as a file, to be used again or by `fileroom deid --pixels`; and the last of them taken back. */
function DecisionActions({ review, history, onChange, onUndo }: DecisionActionsProps) {
  const { t } = useTranslation('pixels');
  const [wrongAt, setWrongAt] = useState<string>();
  const read = async (file: File): Promise<void> => {
    const found = await readDecisions(file);
    if ('wrongAt' in found) {
      setWrongAt(found.wrongAt);
      return;
    }
    const { decisions, unmatched } = fromTreatment(history.now, found.treatment, review.held);
    setWrongAt(undefined);
    onChange(decisions);
    toast(unmatched === 0 ? t('file.taken') : t('file.unmatched', { count: unmatched }));
  };
  return (
    <>
      {wrongAt === undefined ? null : (
        <span role="alert" className={styles.wrong}>
          {t('file.wrong', { where: wrongAt || 'JSON' })}
        </span>
      )}
      <Button look="quiet" isDisabled={history.past.length === 0} onPress={onUndo}>
        <Undo2 aria-hidden />
        {t('undo')}
      </Button>
      <FileTrigger
        acceptedFileTypes={['application/json', '.json']}
        onSelect={(files) => {
          const file = files?.[0];
          if (file !== undefined) void read(file);
        }}
      >
        <Button>{t('file.read')}</Button>
      </FileTrigger>
      <Button
        isDisabled={review.treatment === undefined}
        onPress={() => {
          if (review.treatment !== undefined) saveDecisions(review.treatment);
        }}
      >
        {t('file.save')}
      </Button>
    </>
  );
}
