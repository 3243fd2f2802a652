import { Ruler, Star, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/button.tsx';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Section } from '../ui/section.tsx';
import type { Reading, SyncedAnnotation, SyncedKeyImage } from './reading.ts';
import type { FrameRef } from './stack.ts';
import styles from './marks-panel.module.css';

interface MarksPanelProps {
  readonly reading: Reading;
  /** Where a frame is found, in words: `Series 2, image 12`. */
  readonly placeOf: (frame: FrameRef) => string;
  /** A measurement's value, in words. */
  readonly valueOf: (entry: SyncedAnnotation) => string;
  readonly onGo: (frame: FrameRef) => void;
  readonly onRemoveAnnotation: (entry: SyncedAnnotation) => void;
  readonly onRemoveKeyImage: (entry: SyncedKeyImage) => void;
  readonly onClose: () => void;
}

/** All measurements and key images of the study: what, where, by whom, and whether it is saved. */
export function MarksPanel(props: MarksPanelProps) {
  const { t } = useTranslation('viewer');
  const { reading, placeOf, valueOf, onGo } = props;
  const annotations = reading.annotationEntries.filter(({ removed, state }) => !removed || state === 'failed');
  const keyImages = reading.keyImageEntries.filter(({ removed, state }) => !removed || state === 'failed');
  return (
    <Panel title={t('marks.title')} onClose={props.onClose}>
      <Section title={t('marks.measurements', { count: annotations.length })}>
        {annotations.length === 0 ? <p className={styles.empty}>{t('marks.noMeasurements')}</p> : null}
        <ul className={styles.list}>
          {annotations.map((entry) => (
            <Mark
              key={entry.id}
              icon={<Ruler aria-hidden />}
              title={valueOf(entry)}
              place={placeOf(entry.record)}
              entry={entry}
              author={entry.stored?.author}
              onGo={() => onGo(entry.record)}
              onRemove={() => props.onRemoveAnnotation(entry)}
            />
          ))}
        </ul>
      </Section>
      {reading.isKept ? (
        <Section title={t('marks.keyImages', { count: keyImages.length })}>
          {keyImages.length === 0 ? <p className={styles.empty}>{t('marks.noKeyImages')}</p> : null}
          <ul className={styles.list}>
            {keyImages.map((entry) => (
              <Mark
                key={entry.id}
                icon={<Star aria-hidden />}
                title={placeOf(entry.record)}
                entry={entry}
                onGo={() => onGo(entry.record)}
                onRemove={() => props.onRemoveKeyImage(entry)}
              />
            ))}
          </ul>
        </Section>
      ) : (
        <p className={styles.empty}>{t('marks.notKept')}</p>
      )}
    </Panel>
  );
}

interface MarkProps {
  readonly icon: React.ReactNode;
  readonly title: string;
  readonly place?: string;
  readonly author?: string | undefined;
  readonly entry: SyncedAnnotation | SyncedKeyImage;
  readonly onGo: () => void;
  readonly onRemove: () => void;
}

function Mark({ icon, title, place, author, entry, onGo, onRemove }: MarkProps) {
  const { t } = useTranslation('viewer');
  const details = [place, author, formatInstant(entry.stored?.created)].filter(Boolean).join(' · ');
  const state = entry.removed ? t('marks.notRemoved') : t(`marks.${entry.state}`);
  return (
    <li className={styles.mark}>
      <button type="button" className={styles.go} onClick={onGo}>
        {icon}
        <span className={styles.text}>
          <span>{title}</span>
          {details === '' ? null : <span className={styles.details}>{details}</span>}
          {entry.state === 'saved' ? null : (
            <span className={entry.state === 'failed' ? styles.failed : styles.details}>{state}</span>
          )}
        </span>
      </button>
      <IconButton label={t('marks.remove', { what: title })} icon={<Trash2 />} onPress={onRemove} />
    </li>
  );
}
