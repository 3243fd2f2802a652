import { ImageOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { uidName } from '../../src/dicom/dictionary.ts';
import { ApiError } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { failureOf } from './failure.ts';
import type { StackSnapshot } from './stack-session.ts';
import styles from './cover.module.css';

interface CoverProps {
  readonly snapshot: StackSnapshot | undefined;
  readonly onRetry: () => void;
}

/**
 * Hides the picture as long as it is not the one asked for: a picture that stays on screen under another's number
 * would be a lie.
 */
export function Cover({ snapshot, onRetry }: CoverProps) {
  const { t } = useTranslation('viewer');
  const state = snapshot?.states[snapshot.wanted];
  const place = (snapshot?.order.indexOf(snapshot.wanted) ?? 0) + 1;
  if (state?.kind === 'failed') return <Failed error={state.error} place={place} onRetry={onRetry} />;
  if (snapshot?.shown === undefined) return <output className={styles.cover} aria-label={t('cover.loading')} />;
  if (snapshot.shown === snapshot.wanted) return null;
  return <output className={styles.hint}>{t('cover.loadingImage', { position: place })}</output>;
}

interface FailedProps {
  readonly error: unknown;
  readonly place: number;
  readonly onRetry: () => void;
}

function Failed({ error, place, onRetry }: FailedProps) {
  const { t } = useTranslation('viewer');
  const reason = useReason(error);
  return (
    <div className={styles.cover} role="alert">
      <ImageOff aria-hidden strokeWidth={1.5} />
      <h2>{t('failure.title', { position: place })}</h2>
      <p>{reason}</p>
      {error instanceof ApiError ? <Next error={error} /> : <p>{t('failure.safe')}</p>}
      <Button onPress={onRetry}>{t('failure.retry')}</Button>
    </div>
  );
}

function Next({ error }: { readonly error: ApiError }) {
  const { t } = useTranslation('problems');
  const { next } = error.problem;
  return next === undefined ? null : <p>{t(`next.${next}`)}</p>;
}

/** Why, in a sentence. */
function useReason(error: unknown): string {
  const { t } = useTranslation('viewer');
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'problem':
      return failure.problem.message;
    case 'syntax':
      return t('failure.syntax', { name: uidName(failure.transferSyntaxUid) ?? failure.transferSyntaxUid });
    case 'no-pixels':
      return t('failure.noPixels');
    case 'pixels':
      return t('failure.pixels');
  }
}
