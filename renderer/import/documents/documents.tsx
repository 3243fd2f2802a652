import { File, FileImage, FileText, FileVideo, Paperclip } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { LucideIcon } from 'lucide-react';
import { cx } from '../../ui/cx.ts';
import { formatBytes } from '../../ui/format.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import type { FileFacts } from '../../../src/contract/files.ts';
import type { Chosen } from '../selection.ts';
import { AddDocument } from './add-document.tsx';
import { useStudyNames } from './along.tsx';
import { documentKind } from './document-kind.ts';
import type { DocumentKind } from './document-kind.ts';
import { documentKey } from './wishes.ts';
import type { DocumentsDraft, OfferedDocument } from './wishes.ts';
import styles from './documents.module.css';

export interface DocumentsProps {
  readonly documents: readonly OfferedDocument[];
  /** What was decided; absent where documents stay on the disc. */
  readonly along?: {
    readonly wishes: DocumentsDraft['wishes'];
    readonly chosen: Chosen;
    readonly onAdd: (files: readonly FileFacts[]) => void;
  };
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
export function Documents({ documents, along, shown, onShow }: DocumentsProps) {
  const { t } = useTranslation('import');
  if (documents.length === 0) {
    return (
      <>
        <p className={styles.soft}>{t('documents.none')}</p>
        {along === undefined ? null : <AddDocument onAdd={along.onAdd} />}
      </>
    );
  }
  return (
    <>
      <p className={styles.soft}>{t(along === undefined ? 'documents.hint' : 'documents.alongHint')}</p>
      <div className={styles.box}>
        <VirtualList
          label={t('documents.label')}
          rows={documents.map((document, index) => ({ ...document, index }))}
          rowHeight={34}
          maxHeight={680}
          render={({ index, ...document }) => {
            const { path, mediaType, bytes } = document;
            const kind = documentKind(mediaType);
            const Icon = icons[kind];
            return (
              <Button
                className={cx(styles.document, along !== undefined && styles.goes, index === shown && styles.shown)}
                aria-pressed={index === shown}
                onPress={() => onShow(index)}
              >
                <Icon aria-hidden />
                <span className={styles.path} title={path}>
                  {document.source === undefined ? document.name : path}
                </span>
                {along === undefined ? null : <GoesWith document={document} {...along} />}
                <span className={styles.soft}>{t(`documents.kind.${kind}`)}</span>
                <span className={styles.bytes}>{formatBytes(bytes)}</span>
              </Button>
            );
          }}
        />
      </div>
      {along === undefined ? null : <AddDocument onAdd={along.onAdd} />}
    </>
  );
}

/** With which study, of those that will be sent. */
function GoesWith({
  document,
  wishes,
  chosen,
}: Pick<NonNullable<DocumentsProps['along']>, 'wishes' | 'chosen'> & { readonly document: OfferedDocument }) {
  const { t } = useTranslation('import');
  const wish = wishes.get(documentKey(document));
  const name = useStudyNames(chosen).find(({ id }) => id === wish?.studyInstanceUid)?.name;
  if (wish === undefined) return <span />;
  return (
    <span className={styles.along}>
      <Paperclip aria-hidden />
      <span>{name ?? t('documents.along.notChosen')}</span>
    </span>
  );
}
