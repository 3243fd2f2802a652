import { useQuery } from '@tanstack/react-query';
import { CornerLeftUp, Folder } from 'lucide-react';
import { useEffect, useState } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { desktopBridge } from '../../src/contract/desktop.ts';
import { queries } from '../api.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import styles from './export.module.css';

export interface FolderFieldProps {
  readonly value: string | undefined;
  readonly onChange: (path: string) => void;
}

/** A folder of this computer, at first the person's own: typed, or by the system's dialog where there is one, or a list. */
export function FolderField({ value, onChange }: FolderFieldProps) {
  const { t } = useTranslation('export');
  const [isOpen, setOpen] = useState(false);
  const own = useQuery(queries.folder(undefined));
  const first = own.data?.path;
  useEffect(() => {
    if (value === undefined && first !== undefined) onChange(first);
  }, [value, first, onChange]);
  const change = async (): Promise<void> => {
    const bridge = desktopBridge();
    if (bridge === undefined) {
      setOpen(true);
      return;
    }
    const [path] = await bridge.pickFolders();
    if (path !== undefined) onChange(path);
  };
  return (
    <div className={styles.field}>
      <div className={styles.line}>
        <TextField label={t('where.label')} value={value ?? ''} onChange={onChange} />
        {isOpen ? null : <Button onPress={() => void change()}>{t('where.choose')}</Button>}
      </div>
      {isOpen ? (
        <FolderList
          start={value}
          onUse={(path) => {
            onChange(path);
            setOpen(false);
          }}
        />
      ) : null}
      {own.error === null ? null : <ProblemNotice problem={own.error} />}
    </div>
  );
}

/** Enter or a double click opens a folder; the button takes the one that is open. Above one that is not there: one's own. */
function FolderList({ start, onUse }: { readonly start: string | undefined; readonly onUse: (path: string) => void }) {
  const { t } = useTranslation('export');
  const [path, setPath] = useState(start);
  const { data, error, isPending } = useQuery(queries.folder(path));
  return (
    <div className={styles.list}>
      <div className={styles.where}>
        <IconButton
          label={t('where.up')}
          icon={<CornerLeftUp />}
          isDisabled={data !== undefined && data.parent === undefined}
          onPress={() => setPath(data?.parent)}
        />
        <span className={styles.path} title={data?.path}>
          <bdi>{data?.path}</bdi>
        </span>
        <Button
          isDisabled={data === undefined}
          onPress={() => {
            if (data !== undefined) onUse(data.path);
          }}
        >
          {t('where.use')}
        </Button>
      </div>
      {error === null ? null : <ProblemNotice problem={error} />}
      {isPending ? <WaitingRows rows={4} label={t('where.waiting')} /> : null}
      <GridList
        aria-label={data?.path ?? t('where.label')}
        className={cx(styles.folders)}
        items={data?.entries.filter(({ kind }) => kind === 'folder') ?? []}
        onAction={(key) => setPath(String(key))}
        renderEmptyState={() => (data === undefined ? null : <p className={styles.none}>{t('where.empty')}</p>)}
      >
        {(entry) => (
          <GridListItem id={entry.path} textValue={entry.name} className={cx(styles.folder)}>
            <Folder aria-hidden />
            {entry.name}
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}
