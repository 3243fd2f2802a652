import { File, FileImage, FileText, FileVideo } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { LucideIcon } from 'lucide-react';
import type { ScannedDocument } from '../../../src/contract/scan.ts';
import { cx } from '../../ui/cx.ts';
import { formatBytes } from '../../ui/format.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { documentKind } from './document-kind.ts';
import type { DocumentKind } from './document-kind.ts';
import styles from './documents.module.css';

export interface DocumentsProps {
  readonly documents: readonly ScannedDocument[];
  /** The one in the panel, by its place. */
  readonly shown: number | undefined;
  readonly onShow: (index: number) => void;
}

const icons: Record<DocumentKind, LucideIcon> = {
  image: FileImage,
  pdf: FileText,
  video: FileVideo,
  text: FileText,
  html: FileText,
  rtf: FileText,
  unknown: File,
};

/** Reports and pictures on the disc that are no DICOM objects; each can be looked at beside the list. */
export function Documents({ documents, shown, onShow }: DocumentsProps) {
  const { t } = useTranslation('import');
  if (documents.length === 0) return <p className={styles.soft}>{t('documents.none')}</p>;
  return (
    <>
      <p className={styles.soft}>{t('documents.hint')}</p>
      <div className={styles.box}>
        <VirtualList
          label={t('documents.label')}
          rows={documents.map((document, index) => ({ ...document, index }))}
          rowHeight={34}
          maxHeight={680}
          render={({ path, mediaType, bytes, index }) => {
            const kind = documentKind(mediaType);
            const Icon = icons[kind];
            return (
              <Button
                className={cx(styles.document, index === shown && styles.shown)}
                aria-pressed={index === shown}
                onPress={() => onShow(index)}
              >
                <Icon aria-hidden />
                <span className={styles.path}>{path}</span>
                <span className={styles.soft}>{t(`documents.kind.${kind}`)}</span>
                <span className={styles.bytes}>{formatBytes(bytes)}</span>
              </Button>
            );
          }}
        />
      </div>
    </>
  );
}
