import { Links } from './links.tsx';
import { Shares } from './shares.tsx';
import type { StudyRef } from './study-ref.ts';
import styles from './share.module.css';

/** Everything about handing a study out: people above, links below. */
export function SharePanel(study: StudyRef) {
  return (
    <div className={styles.panel}>
      <Shares {...study} />
      <Links {...study} />
    </div>
  );
}
