import { FileText, Film } from 'lucide-react';
import type { HeldInstance, PixelRegion } from '../../../src/contract/pixels.ts';
import { api, urlOf } from '../../api.ts';
import { hasPicture, kindOf } from './words.ts';
import styles from './grid.module.css';

export interface HeldPictureProps {
  readonly scanId: string;
  readonly object: HeldInstance;
  readonly regions: readonly PixelRegion[];
  /** Only outlined: somebody has to accept them. */
  readonly proposed: readonly PixelRegion[];
}

/** The object small, with what is blanked black in it, and what is proposed in outline; documents and videos by their kind. */
export function HeldPicture({ scanId, object, regions, proposed }: HeldPictureProps) {
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
        {regions.map((region) => (
          <Box key={keyOf(region)} region={region} className={styles.region} />
        ))}
        {proposed.map((region) => (
          <Box key={`proposed ${keyOf(region)}`} region={region} className={styles.proposed} />
        ))}
      </svg>
    </span>
  );
}

function Box({ region, className }: { readonly region: PixelRegion; readonly className: string | undefined }) {
  const { left, top, right, bottom } = region;
  return <rect x={left} y={top} width={right - left} height={bottom - top} className={className} />;
}

const keyOf = ({ left, top, right, bottom }: PixelRegion): string => `${left} ${top} ${right} ${bottom}`;
