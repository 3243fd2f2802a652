import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { desktopBridge } from '../../../src/contract/desktop.ts';
import type { DesktopBridge } from '../../../src/contract/desktop.ts';
import type { FileFacts } from '../../../src/contract/files.ts';
import { client } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './along.module.css';

export interface AddDocumentProps {
  readonly onAdd: (files: readonly FileFacts[]) => void;
}

/** A file of this computer: by the system's dialog where there is one, else by its path. */
export function AddDocument({ onAdd }: AddDocumentProps) {
  const { t } = useTranslation('import');
  const bridge = desktopBridge();
  const [path, setPath] = useState('');
  const add = useMutation({
    mutationFn: async (paths: readonly string[]) =>
      Promise.all(paths.map(async (each) => client.fileFacts({ path: each }))),
    onSuccess: (files) => {
      onAdd(files);
      setPath('');
    },
  });
  const pick = async (from: DesktopBridge): Promise<void> => {
    const paths = await from.pickFiles();
    if (paths.length > 0) add.mutate(paths);
  };
  const label = (
    <>
      <Plus aria-hidden />
      {t('documents.add')}
    </>
  );
  return (
    <>
      {bridge === undefined ? (
        <form
          className={styles.add}
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim() !== '') add.mutate([path.trim()]);
          }}
        >
          <TextField label={t('documents.addPath')} value={path} onChange={setPath} />
          <Button type="submit" isDisabled={path.trim() === ''} isPending={add.isPending}>
            {label}
          </Button>
        </form>
      ) : (
        <div className={styles.add}>
          <Button isPending={add.isPending} onPress={() => void pick(bridge)}>
            {label}
          </Button>
        </div>
      )}
      {add.error === null ? null : <ProblemNotice problem={add.error} />}
    </>
  );
}
