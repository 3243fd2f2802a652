import { Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatPersonName, formatTime } from '../ui/format.ts';
import type { FrameHeader } from './image-header.ts';
import type { ViewState } from './stack-view.ts';
import styles from './overlays.module.css';

interface OverlaysProps {
  readonly header: FrameHeader;
  readonly view: ViewState;
  /** From 1. */
  readonly position: number;
  readonly count: number;
  readonly isKeyImage: boolean;
}

/** What the file itself says of patient, study and image, in the four corners and at the edges of the picture. */
export function Overlays({ header, view, position, count, isKeyImage }: OverlaysProps) {
  const { t } = useTranslation('viewer');
  const { object, edges } = header;
  const born = [formatDate(object.birthDate), object.sex].filter(Boolean).join('  ');
  return (
    <div className={styles.overlays}>
      <Corner at="topLeft" lines={[formatPersonName(object.patientName), object.patientId, born]} />
      <Corner
        at="topRight"
        lines={[
          object.studyDescription,
          `${formatDate(object.studyDate)}  ${formatTime(object.studyTime)}`.trim(),
          object.seriesDescription,
          object.lossy ? t('overlay.lossy') : undefined,
        ]}
      />
      <Corner
        at="bottomLeft"
        lines={[
          t('overlay.image', { position, count }),
          header.sliceLocation === undefined
            ? undefined
            : t('overlay.location', { value: header.sliceLocation.toFixed(1) }),
        ]}
      />
      <Corner
        at="bottomRight"
        lines={[
          view.window === undefined
            ? undefined
            : t('overlay.window', { width: round(view.window.width), center: round(view.window.center) }),
          view.zoom === undefined ? undefined : t('overlay.zoom', { percent: Math.round(view.zoom * 100) }),
          view.inverted ? t('overlay.inverted') : undefined,
        ]}
      />
      {edges === undefined ? null : (
        <div aria-hidden>
          <span className={styles.left}>{edges.left}</span>
          <span className={styles.right}>{edges.right}</span>
          <span className={styles.top}>{edges.top}</span>
          <span className={styles.bottom}>{edges.bottom}</span>
        </div>
      )}
      {isKeyImage ? (
        <p className={styles.star}>
          <Star aria-hidden />
          {t('overlay.keyImage')}
        </p>
      ) : null}
    </div>
  );
}

interface CornerProps {
  readonly at: 'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight';
  readonly lines: readonly (string | undefined)[];
}

function Corner({ at, lines }: CornerProps) {
  return (
    <div className={styles[at]}>
      {lines.map((line, i) =>
        // oxlint-disable-next-line react/no-array-index-key -- a line is known by its place alone
        line === undefined || line === '' ? null : <p key={i}>{line}</p>,
      )}
    </div>
  );
}

/** Windows of float images (PET, dose) are small numbers. */
function round(value: number): string {
  return Math.abs(value) < 10 && !Number.isInteger(value) ? value.toFixed(2) : value.toFixed(0);
}
