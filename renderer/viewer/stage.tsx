import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Cover } from './cover.tsx';
import { headerOf } from './images.ts';
import { Overlays } from './overlays.tsx';
import type { StackSession, StackSnapshot } from './stack-session.ts';
import { StackTrack } from './stack-track.tsx';
import type { PointerTool, ViewState } from './stack-view.ts';
import styles from './viewer.module.css';

interface StageProps {
  /** Where Cornerstone draws. */
  readonly element: RefObject<HTMLDivElement | null>;
  /** Shown in the place of pictures, of a series that has none. */
  readonly instead: ReactNode;
  readonly session: StackSession | undefined;
  readonly snapshot: StackSnapshot | undefined;
  readonly view: ViewState;
  readonly tool: PointerTool;
  readonly overlays: boolean;
  readonly isKeyImage: boolean;
}

/** The picture with all that lies over it. */
export function Stage({ element, instead, session, snapshot, view, tool, overlays, isKeyImage }: StageProps) {
  const { t } = useTranslation('viewer');
  const count = snapshot?.order.length ?? 0;
  const position = snapshot === undefined ? 0 : placeOf(snapshot);
  const shown = snapshot?.shown === undefined ? undefined : session?.frames[snapshot.shown];
  const header = shown && headerOf(shown.imageId);
  return (
    <section
      className={styles.stage}
      aria-label={count === 0 ? t('stage.label') : t('stage.position', { position, count })}
    >
      <div
        ref={element}
        className={styles.viewport}
        data-tool={tool}
        onContextMenu={(event) => event.preventDefault()}
      />
      {overlays && header !== undefined ? (
        <Overlays header={header} view={view} position={position} count={count} isKeyImage={isKeyImage} />
      ) : null}
      {instead ?? <Cover snapshot={snapshot} onRetry={() => session?.retry()} />}
      {session === undefined || snapshot === undefined ? null : (
        <StackTrack snapshot={snapshot} onGo={(index) => session.go(index)} />
      )}
    </section>
  );
}

/** Of what one sees, from 1: the picture on screen, or the one that cannot be shown. */
function placeOf({ order, states, shown, wanted }: StackSnapshot): number {
  return order.indexOf(states[wanted]?.kind === 'failed' ? wanted : (shown ?? wanted)) + 1;
}
