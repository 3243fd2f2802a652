import { useTranslation } from 'react-i18next';
import type { StackSnapshot } from './stack-session.ts';
import styles from './stack-track.module.css';

interface StackTrackProps {
  readonly snapshot: StackSnapshot;
  readonly onGo: (index: number) => void;
}

const colours = {
  waiting: 'transparent',
  loading: 'transparent',
  ready: 'var(--line-strong)',
  failed: 'var(--bad)',
} as const;

/** The stack as a line beside the picture: where one is, what is loaded, what failed. Click or drag to go there. */
export function StackTrack({ snapshot, onGo }: StackTrackProps) {
  const { t } = useTranslation('viewer');
  const { order, states, wanted } = snapshot;
  const place = order.indexOf(wanted);
  if (order.length < 2) return null;
  const stops = order.map((index, i) => {
    const colour = colours[states[index]?.kind ?? 'waiting'];
    return `${colour} ${(i / order.length) * 100}% ${((i + 1) / order.length) * 100}%`;
  });
  return (
    <div className={styles.track}>
      <div className={styles.loaded} style={{ backgroundImage: `linear-gradient(to bottom, ${stops.join(', ')})` }} />
      <input
        type="range"
        className={styles.range}
        aria-label={t('track.label')}
        min={1}
        max={order.length}
        value={place + 1}
        onChange={(event) => {
          const index = order[event.target.valueAsNumber - 1];
          if (index !== undefined) onGo(index);
        }}
      />
    </div>
  );
}
