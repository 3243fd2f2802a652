import { Download } from 'lucide-react';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScannedDocument } from '../../../src/contract/scan.ts';
import { api, urlOf } from '../../api.ts';
import { formatBytes } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { WaitingRows } from '../../ui/waiting.tsx';
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
  readonly document: ScannedDocument | undefined;
  readonly onClose: () => void;
}

/**
 * One document of a disc. A disc is a stranger's: what is on it is drawn or shown as plain text by this window, never
 * opened as a page, run, or allowed to load anything.
 */
export function DocumentPanel({ scanId, index, document, onClose }: DocumentPanelProps) {
  const { t } = useTranslation('import');
  if (document === undefined) return null;
  const { path, mediaType, bytes } = document;
  const url = urlOf(api.scanDocument, { scanId, index: String(index) }, { path });
  const kind = documentKind(mediaType);
  const name = path.slice(path.lastIndexOf('/') + 1);
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
          <a className={styles.save} href={url} download>
            <Download aria-hidden />
            {t('documents.save')}
          </a>
        }
      >
        <Suspense fallback={<WaitingRows rows={6} label={t('documents.waiting')} />}>
          {kind === 'image' ? <Picture url={url} name={path} /> : null}
          {kind === 'video' ? <Video url={url} name={path} /> : null}
          {kind === 'pdf' ? <Pdf url={url} bytes={bytes} /> : null}
          {kind === 'text' || kind === 'html' || kind === 'rtf' ? (
            <InertText url={url} kind={kind} mediaType={mediaType} />
          ) : null}
          {kind === 'unknown' ? <p className={styles.soft}>{t('documents.unknown')}</p> : null}
        </Suspense>
      </Panel>
    </div>
  );
}
