import { useTranslation } from 'react-i18next';
import type { FrameState } from './stack-loader.ts';
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
  const stops = runsOf(order.map((index) => states[index]?.kind ?? 'waiting')).map(
    ({ kind, from, to }) => `${colours[kind]} ${(from / order.length) * 100}% ${(to / order.length) * 100}%`,
  );
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

interface Run {
  readonly kind: FrameState['kind'];
  readonly from: number;
  to: number;
}

/** Neighbours in the same state are drawn as one: a stack may have thousands of frames. */
function runsOf(kinds: readonly FrameState['kind'][]): readonly Run[] {
  const runs: Run[] = [];
  for (const [from, kind] of kinds.entries()) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.to = from + 1;
    else runs.push({ kind, from, to: from + 1 });
  }
  return runs;
}
