import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderOpen, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { desktopBridge } from '../../src/contract/desktop.ts';
import { client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useSubmit } from '../ui/use-submit.ts';
import { FolderBrowser } from './folder-browser.tsx';
import { RecentScans } from './recent-scans.tsx';
import { Together } from './together.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { Volumes } from './volumes.tsx';
import styles from './source.module.css';

export interface SourceStepProps {
  readonly onScan: (scanId: string) => void;
  /** A visitor is not shown what others have read on this machine. */
  readonly isVisit?: boolean;
}

/** Where the images are: a disc, a drive, a folder, or what was read before. */
export function SourceStep({ onScan, isVisit = false }: SourceStepProps) {
  const { t } = useTranslation('import');
  const cache = useQueryClient();
  const [typed, setTyped] = useState('');
  const [browsed, setBrowsed] = useState<string>();
  const volumes = useQuery(queries.volumes());
  const [together, setTogether] = useState<readonly string[]>([]);
  const [copies, setCopies] = useState<boolean>();
  const opticals = volumes.data?.filter(({ kind }) => kind === 'optical') ?? [];
  const start = useSubmit({
    mutationFn: (paths: readonly string[]) => {
      const isDisc = paths.some((path) => opticals.some((disc) => path.startsWith(disc.path)));
      return client.startScan({ paths: [...paths], ...((copies ?? isDisc) ? { stage: true } : {}) });
    },
    onSuccess: async ({ scanId }) => {
      await cache.invalidateQueries({ queryKey: ['scans'] });
      onScan(scanId);
    },
  });
  /** What is read together already, and these. */
  const read = (paths: readonly string[]): void => {
    const all = [...new Set([...together, ...paths])];
    if (all.length > 0) start.mutate(all);
  };
  const add = (path: string): void => setTogether([...new Set([...together, path])]);
  const isOver = useFileDrop(read);
  const bridge = desktopBridge();
  return (
    <div className={styles.source}>
      {start.error === null ? null : <ProblemNotice problem={start.error} safe={t('source.safe')} />}
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          read([typed.trim()].filter(Boolean));
        }}
      >
        <TextField
          hideLabel
          label={t('source.path')}
          placeholder={t('source.pathHint')}
          value={typed}
          onChange={setTyped}
        />
        <Button type="submit" look="primary" isPending={start.isPending} isDisabled={typed.trim() === ''}>
          {t('source.read')}
        </Button>
        <Button
          isDisabled={typed.trim() === ''}
          onPress={() => {
            add(typed.trim());
            setTyped('');
          }}
        >
          <Plus aria-hidden />
          {t('source.add')}
        </Button>
        {bridge === undefined ? null : (
          <Button onPress={() => void bridge.pickFolders().then(read)}>
            <FolderOpen aria-hidden />
            {t('source.pick')}
          </Button>
        )}
      </form>
      <Together
        paths={together}
        onRemove={(path) => setTogether(together.filter((one) => one !== path))}
        onRead={() => read([])}
        isPending={start.isPending}
      />
      <div className={styles.columns}>
        <div className={styles.side}>
          <Section title={t('source.volumes')}>
            {volumes.error === null ? null : <ProblemNotice problem={volumes.error} />}
            <Volumes volumes={volumes.data ?? []} onRead={(path) => read([path])} onBrowse={setBrowsed} onAdd={add} />
            <div>
              <Checkbox isSelected={copies ?? opticals.length > 0} onChange={setCopies}>
                {t('staging.choose')}
              </Checkbox>
              <p className={styles.hint}>{t('staging.chooseHint')}</p>
            </div>
          </Section>
          {isVisit ? null : <RecentScans onScan={onScan} />}
        </div>
        <FolderBrowser
          path={browsed}
          onPath={setBrowsed}
          onRead={(path) => read([path])}
          onAdd={add}
          isPending={start.isPending}
        />
      </div>
      {isOver ? <div className={styles.drop}>{t('source.drop')}</div> : null}
    </div>
  );
}
