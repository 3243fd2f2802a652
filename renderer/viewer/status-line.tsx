import { CircleAlert, CircleCheck, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import type { Reading } from './reading.ts';
import type { StackSnapshot } from './stack-session.ts';
import styles from './status-line.module.css';

interface StatusLineProps {
  readonly snapshot: StackSnapshot | undefined;
  readonly reading: Reading;
  /** Files read so far, of a disc that is still being read: more images may come. */
  readonly stillReading: number | undefined;
  /** What was deleted last, in words, as long as it can be brought back. */
  readonly deleted: string | undefined;
  readonly onRetryImages: () => void;
  readonly onUndo: () => void;
}

/** The standing line below the picture: that this is no diagnostic device, what is loaded, what is saved. */
export function StatusLine({ snapshot, reading, stillReading, deleted, onRetryImages, onUndo }: StatusLineProps) {
  const { t } = useTranslation('viewer');
  return (
    <footer className={styles.line}>
      <span className={styles.notice}>{t('notDiagnostic')}</span>
      {snapshot === undefined ? null : (
        <Completeness snapshot={snapshot} isWhole={stillReading === undefined} onRetry={onRetryImages} />
      )}
      {stillReading === undefined ? null : (
        <output className={styles.item}>
          <LoaderCircle aria-hidden />
          {t('stack.stillReading', { count: stillReading })}
        </output>
      )}
      <div className={styles.end}>
        {deleted === undefined ? null : (
          <span className={styles.item}>
            {t('saving.deleted', { what: deleted })}
            <Button look="quiet" onPress={onUndo}>
              {t('saving.undo')}
            </Button>
          </span>
        )}
        <Saving reading={reading} />
      </div>
    </footer>
  );
}

interface CompletenessProps {
  readonly snapshot: StackSnapshot;
  /** All of the stack is known. */
  readonly isWhole: boolean;
  readonly onRetry: () => void;
}

/** "N of M loaded" and every known hole, always: an incomplete stack is never silent. */
function Completeness({ snapshot, isWhole, onRetry }: CompletenessProps) {
  const { t } = useTranslation('viewer');
  const { ready, states, failed, order } = snapshot;
  // Of a stack that is still growing nobody can say what is missing.
  const gaps = isWhole ? snapshot.gaps : [];
  const incomplete = failed.length > 0 || gaps.length > 0;
  const [gap] = gaps;
  return (
    <output className={cx(styles.item, incomplete && styles.warn)}>
      {incomplete ? <TriangleAlert aria-hidden /> : null}
      <span>{t('stack.loaded', { ready, count: states.length })}</span>
      {order.length === states.length ? null : <span>{t('stack.filtered', { count: order.length })}</span>}
      {failed.length === 0 ? null : (
        <>
          <span>{t('stack.failed', { count: failed.length })}</span>
          <Button look="quiet" onPress={onRetry}>
            {t('stack.retry')}
          </Button>
        </>
      )}
      {gap === undefined ? null : (
        <span>
          {t('stack.gap', { after: gap.after, count: gap.missing })}
          {gaps.length > 1 ? ` ${t('stack.moreGaps', { count: gaps.length - 1 })}` : ''}
        </span>
      )}
    </output>
  );
}

function Saving({ reading }: { readonly reading: Reading }) {
  const { t } = useTranslation('viewer');
  const entries = [...reading.annotationEntries, ...reading.keyImageEntries];
  const failed = entries.filter(({ state }) => state === 'failed').length;
  const retry = () => {
    reading.annotations.retry();
    reading.keyImages.retry();
  };
  if (reading.error !== null) {
    return (
      <span className={cx(styles.item, styles.bad)} role="alert">
        <CircleAlert aria-hidden />
        {t('saving.unread')}
        <Button look="quiet" onPress={() => reading.reload()}>
          {t('saving.retry')}
        </Button>
      </span>
    );
  }
  if (failed > 0) {
    return (
      <span className={cx(styles.item, styles.bad)} role="alert">
        <CircleAlert aria-hidden />
        {t('saving.failed', { count: failed })}
        <Button look="quiet" onPress={retry}>
          {t('saving.retry')}
        </Button>
      </span>
    );
  }
  const saving = entries.some(({ state }) => state === 'saving');
  if (!saving && entries.length === 0) return null;
  if (!reading.isKept) return <output className={cx(styles.item, styles.warn)}>{t('saving.notKept')}</output>;
  return (
    <output className={styles.item}>
      {saving ? <LoaderCircle aria-hidden /> : <CircleCheck aria-hidden />}
      {saving ? t('saving.saving') : t('saving.saved')}
    </output>
  );
}
