import { useQuery } from '@tanstack/react-query';
import { CornerLeftUp, Disc3, File, Folder, Plus } from 'lucide-react';
import { useState } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { queries } from '../api.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import styles from './source.module.css';

export interface FolderBrowserProps {
  /** Undefined starts at the person's own folder. */
  readonly path: string | undefined;
  readonly onPath: (path: string) => void;
  readonly onRead: (path: string) => void;
  /** To be read together with others. */
  readonly onAdd: (path: string) => void;
  readonly isPending: boolean;
}

/** Walks this machine's folders. Enter or a double click opens one; the button reads what is open or marked. */
export function FolderBrowser({ path, onPath, onRead, onAdd, isPending }: FolderBrowserProps) {
  const { t } = useTranslation('import');
  const [marked, setMarked] = useState<string>();
  const folder = useQuery(queries.folder(path));
  const open = (next: string): void => {
    setMarked(undefined);
    onPath(next);
  };
  const listing = folder.data;
  const target = listing?.entries.find((entry) => entry.path === marked);
  return (
    <section className={styles.browser} aria-label={t('folder.label')}>
      <header className={styles.where}>
        <IconButton
          label={t('folder.up')}
          icon={<CornerLeftUp />}
          isDisabled={listing?.parent === undefined}
          onPress={() => {
            if (listing?.parent !== undefined) open(listing.parent);
          }}
        />
        <span className={styles.path} title={listing?.path}>
          <bdi>{listing?.path}</bdi>
        </span>
        {listing?.hasDicomdir === true ? (
          <span className={styles.isDisc}>
            <Disc3 aria-hidden />
            {t('folder.isDisc')}
          </span>
        ) : null}
      </header>
      {folder.error === null ? null : (
        <ProblemNotice problem={folder.error} remedies={{ retry: () => void folder.refetch() }} />
      )}
      {folder.isPending ? <WaitingRows rows={6} label={t('folder.waiting')} /> : null}
      <GridList
        aria-label={listing?.path ?? t('folder.label')}
        className={cx(styles.entries)}
        items={listing?.entries ?? []}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={marked === undefined ? [] : [marked]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          setMarked(key === undefined ? undefined : String(key));
        }}
        onAction={(key) => {
          const entry = listing?.entries.find((one) => one.path === key);
          if (entry?.kind === 'folder') open(entry.path);
          else if (entry !== undefined) onRead(entry.path);
        }}
        renderEmptyState={() => (listing === undefined ? null : <p className={styles.none}>{t('folder.empty')}</p>)}
      >
        {(entry) => (
          <GridListItem id={entry.path} textValue={entry.name} className={cx(styles.entry)}>
            {entry.kind === 'folder' ? <Folder aria-hidden /> : <File aria-hidden />}
            {entry.name}
          </GridListItem>
        )}
      </GridList>
      <footer className={styles.browserFooter}>
        <Button
          isDisabled={listing === undefined}
          aria-label={t('source.addNamed', { name: target?.name ?? listing?.path ?? '' })}
          onPress={() => {
            if (listing !== undefined) onAdd(target?.path ?? listing.path);
          }}
        >
          <Plus aria-hidden />
          {t('source.add')}
        </Button>
        <Button
          look={listing?.hasDicomdir === true || target !== undefined ? 'primary' : 'plain'}
          isPending={isPending}
          isDisabled={listing === undefined}
          onPress={() => {
            if (listing !== undefined) onRead(target?.path ?? listing.path);
          }}
        >
          {target === undefined ? t('folder.readThis') : t('folder.readNamed', { name: target.name })}
        </Button>
      </footer>
    </section>
  );
}
