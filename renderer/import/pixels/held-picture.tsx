import { FileText, Film } from 'lucide-react';
import type { HeldInstance, PixelRegion } from '../../../src/contract/pixels.ts';
import { api, urlOf } from '../../api.ts';
import { hasPicture, kindOf } from './words.ts';
import styles from './grid.module.css';

export interface HeldPictureProps {
  readonly scanId: string;
  readonly object: HeldInstance;
  readonly regions: readonly PixelRegion[];
}

/** The object small, with what is blanked black in it; documents and videos by their kind. */
export function HeldPicture({ scanId, object, regions }: HeldPictureProps) {
  const { sopInstanceUid, columns, rows } = object;
  const kind = kindOf(object);
  if (!hasPicture(object))
    return (
      <span className={styles.picture}>{kind === 'document' ? <FileText aria-hidden /> : <Film aria-hidden />}</span>
    );
  return (
    <span className={styles.picture}>
      <img
        src={urlOf(api.scanInstanceThumbnail, { scanId, sopInstanceUid })}
        alt=""
        loading="lazy"
        draggable={false}
        className={styles.image}
      />
      <svg viewBox={`0 0 ${columns} ${rows}`} className={styles.image} aria-hidden>
        {regions.map(({ left, top, right, bottom }) => (
          <rect
            key={`${left} ${top} ${right} ${bottom}`}
            x={left}
            y={top}
            width={right - left}
            height={bottom - top}
            className={styles.region}
          />
        ))}
      </svg>
    </span>
  );
}
