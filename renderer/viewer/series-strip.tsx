import { useTranslation } from 'react-i18next';
import { SeriesButton } from './series-button.tsx';
import type { Stack, StackFrame } from './stack.ts';
import styles from './series-strip.module.css';

interface SeriesStripProps {
  readonly stacks: readonly Stack[];
  readonly current: number;
  readonly thumbnailOf: (frame: StackFrame) => string;
  readonly keyImagesIn: (stack: Stack) => number;
  readonly onChoose: (index: number) => void;
}

/** The study's series, top to bottom, each with a picture from its middle. */
export function SeriesStrip({ stacks, current, thumbnailOf, keyImagesIn, onChoose }: SeriesStripProps) {
  const { t } = useTranslation('viewer');
  return (
    <nav className={styles.strip} aria-label={t('series.list')}>
      <ol className={styles.list}>
        {stacks.map((stack, index) => (
          <li key={stack.series.seriesInstanceUid}>
            <SeriesButton
              stack={stack}
              isCurrent={index === current}
              thumbnailOf={thumbnailOf}
              keyImages={keyImagesIn(stack)}
              onChoose={() => onChoose(index)}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}
