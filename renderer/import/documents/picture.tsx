import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './document-panel.module.css';

export interface PictureProps {
  readonly url: string;
  /** Its path on the disc. */
  readonly name: string;
}

export function Picture({ url, name }: PictureProps) {
  const { t } = useTranslation('import');
  const [failed, setFailed] = useState(false);
  if (failed) return <p className={styles.soft}>{t('documents.unshowable')}</p>;
  return <img src={url} alt={name} className={styles.picture} onError={() => setFailed(true)} />;
}

/** Played by this window alone, and only what it knows how to play; sound is not captioned on discs. */
export function Video({ url, name }: PictureProps) {
  const { t } = useTranslation('import');
  const [failed, setFailed] = useState(false);
  if (failed) return <p className={styles.soft}>{t('documents.unplayable')}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- a disc brings none
    <video
      controls
      disablePictureInPicture
      preload="metadata"
      src={url}
      aria-label={name}
      className={styles.picture}
      onError={() => setFailed(true)}
    />
  );
}
