import { Star } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui/cx.ts';
import { KindIcon } from './kind-icon.tsx';
import type { Stack, StackFrame } from './stack.ts';
import styles from './series-strip.module.css';

interface SeriesButtonProps {
  readonly stack: Stack;
  readonly isCurrent: boolean;
  readonly keyImages: number;
  readonly thumbnailOf: (frame: StackFrame) => string;
  readonly onChoose: () => void;
}

/** One series of the strip: its picture, or what it is instead. */
export function SeriesButton({ stack, isCurrent, keyImages, thumbnailOf, onChoose }: SeriesButtonProps) {
  const { t } = useTranslation('viewer');
  const button = useRef<HTMLButtonElement>(null);
  const { series, frames, others } = stack;
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const count =
    frames.length > 0
      ? t('series.images', { count: frames.length })
      : [t(`kind.${others[0]?.kind ?? 'other'}`), others.length > 1 ? `× ${others.length}` : ''].join(' ').trim();
  return (
    <button
      ref={button}
      type="button"
      className={cx(styles.series, isCurrent && styles.current)}
      aria-current={isCurrent}
      onClick={onChoose}
    >
      <span className={styles.picture}>
        <Picture stack={stack} thumbnailOf={thumbnailOf} />
        <span className={styles.modality}>{series.modality ?? '–'}</span>
        {keyImages === 0 ? null : (
          <span className={styles.stars} title={t('series.keyImages', { count: keyImages })}>
            <Star aria-hidden />
            {keyImages}
          </span>
        )}
      </span>
      <span className={styles.name}>
        {series.number === undefined ? null : <span className={styles.number}>{series.number}</span>}{' '}
        {series.description ?? t('series.unnamed')}
      </span>
      <span className={styles.count}>{count}</span>
    </button>
  );
}

function Picture({ stack, thumbnailOf }: Pick<SeriesButtonProps, 'stack' | 'thumbnailOf'>) {
  const [broken, setBroken] = useState(false);
  // The first choice stays: of a series that grows, each step would fetch another.
  const [first] = useState(() => middleOf(stack));
  const middle = first ?? middleOf(stack);
  if (middle === undefined || broken) return <KindIcon kind={stack.others[0]?.kind ?? 'image'} />;
  return (
    <img className={styles.image} src={thumbnailOf(middle)} alt="" draggable={false} onError={() => setBroken(true)} />
  );
}

function middleOf({ frames, order }: Stack): StackFrame | undefined {
  return frames[order[Math.floor(order.length / 2)] ?? 0];
}
