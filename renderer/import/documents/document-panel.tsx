import { Download } from 'lucide-react';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '../../api.ts';
import { formatBytes } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { WaitingRows } from '../../ui/waiting.tsx';
import type { OfferedDocument } from './wishes.ts';
import { documentKind } from './document-kind.ts';
import { Picture, Video } from './picture.tsx';
import { InertText } from './inert-text.tsx';
import styles from './document-panel.module.css';

// The PDF reader is large: it is fetched when the first PDF is looked at.
const Pdf = lazy(async () => ({ default: (await import('./pdf.tsx')).Pdf }));

export interface DocumentPanelProps {
  readonly scanId: string;
  /** Its place among the documents of the scan. */
  readonly index: number;
  readonly document: OfferedDocument | undefined;
  /** What shall become of it, above what it shows. */
  readonly along?: ReactNode;
  readonly onClose: () => void;
}

/**
 * One document of a disc. A disc is a stranger's: what is on it is drawn or shown as plain text by this window, never
 * opened as a page, run, or allowed to load anything.
 */
export function DocumentPanel({ scanId, index, document, along, onClose }: DocumentPanelProps) {
  const { t } = useTranslation('import');
  if (document === undefined) return null;
  const { path, name, mediaType, bytes } = document;
  // A file of this computer is not a disc's: its own program shows it.
  const isAdded = document.source === undefined;
  const url = urlOf(api.scanDocument, { scanId, index: String(index) }, { path });
  const kind = documentKind(mediaType);
  return (
    <div className={styles.beside}>
      <Panel
        title={name}
        subtitle={
          <>
            {path === name ? null : <span className={styles.path}>{path}</span>}
            {[t(`documents.kind.${kind}`), mediaType, formatBytes(bytes)].join(' · ')}
          </>
        }
        onClose={onClose}
        footer={
          isAdded ? undefined : (
            <a className={styles.save} href={url} download>
              <Download aria-hidden />
              {t('documents.save')}
            </a>
          )
        }
      >
        {along}
        {isAdded ? (
          <p className={styles.soft}>{t('documents.added')}</p>
        ) : (
          <Suspense fallback={<WaitingRows rows={6} label={t('documents.waiting')} />}>
            {kind === 'image' ? <Picture url={url} name={path} /> : null}
            {kind === 'video' ? <Video url={url} name={path} /> : null}
            {kind === 'pdf' ? <Pdf url={url} bytes={bytes} /> : null}
            {kind === 'text' || kind === 'html' || kind === 'rtf' ? (
              <InertText url={url} kind={kind} mediaType={mediaType} />
            ) : null}
            {kind === 'unknown' ? <p className={styles.soft}>{t('documents.unknown')}</p> : null}
          </Suspense>
        )}
      </Panel>
    </div>
  );
}
