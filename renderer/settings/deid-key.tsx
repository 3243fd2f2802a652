import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { MIN_PASSPHRASE } from '../../src/contract/deid-key.ts';
import { ApiError, client } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import { Reveal } from './reveal.tsx';
import { saveText } from './save-text.ts';
import { strengthOf } from './passphrase.ts';
import styles from './settings.module.css';

/** The key of the pseudonyms: out, in, and what it stands for. Passphrases are forgotten with their form. */
export function DeidKeySection() {
  const { t } = useTranslation('deid');
  const [open, setOpen] = useState<'export' | File>();
  const close = (): void => setOpen(undefined);
  return (
    <Section
      title={t('key.title')}
      hint={t('key.hint')}
      actions={
        <>
          <FileTrigger acceptedFileTypes={['.json', 'application/json']} onSelect={(files) => setOpen(files?.[0])}>
            <Button>{t('key.import')}</Button>
          </FileTrigger>
          <Button onPress={() => setOpen('export')}>{t('key.export')}</Button>
        </>
      }
    >
      {open === 'export' ? <ExportForm onClose={close} /> : null}
      {open instanceof File ? <ImportForm key={open.name} file={open} onClose={close} /> : null}
      <Reveal />
    </Section>
  );
}

function ExportForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('deid');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const save = useMutation({
    gcTime: 0,
    mutationFn: async () => client.exportDeidKey({ passphrase }),
    onSuccess: ({ file, pairs }) => {
      saveText(file, 'fileroom-deid-key.json');
      toast(t('key.saved', { count: pairs }));
      onClose();
    },
  });
  const isReady = passphrase.length >= MIN_PASSPHRASE && passphrase === again;
  const differs = again !== '' && !passphrase.startsWith(again);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) save.mutate();
      }}
    >
      <Notice tone="warn" title={t('key.warning')}>
        {t('key.warningHint')}
      </Notice>
      <TextField
        type="password"
        autoComplete="new-password"
        label={t('key.passphrase')}
        description={t(`key.strength.${strengthOf(passphrase)}`, { count: MIN_PASSPHRASE })}
        value={passphrase}
        onChange={setPassphrase}
      />
      <TextField
        type="password"
        autoComplete="new-password"
        label={t('key.again')}
        value={again}
        onChange={setAgain}
        {...(differs ? { error: t('key.differ') } : {})}
      />
      {save.error === null ? null : <ProblemNotice problem={save.error} />}
      <div className={styles.cardRow}>
        <Button type="submit" look="primary" isDisabled={!isReady} isPending={save.isPending}>
          {t('key.exportNow')}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {t('key.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** More than any key with its map; what is larger is not read. */
const MAX_BYTES = 100_000_000;

function ImportForm({ file, onClose }: { readonly file: File; readonly onClose: () => void }) {
  const { t } = useTranslation('deid');
  const [passphrase, setPassphrase] = useState('');
  const take = useMutation({
    gcTime: 0,
    mutationFn: async (replace: boolean) =>
      client.importDeidKey({ file: await file.text(), passphrase, ...(replace ? { replace } : {}) }),
    onSuccess: ({ pairs }) => {
      toast(t('key.taken', { count: pairs }));
      onClose();
    },
  });
  if (file.size > MAX_BYTES) return <Notice tone="bad" title={t('key.tooLarge')} />;
  const hasKey = take.error instanceof ApiError && take.error.problem.code === 'has-key';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') take.mutate(false);
      }}
    >
      <p>{t('key.fileIs', { name: file.name })}</p>
      <TextField
        type="password"
        autoComplete="off"
        label={t('key.passphrase')}
        value={passphrase}
        onChange={(typed) => {
          setPassphrase(typed);
          take.reset();
        }}
      />
      {take.error === null || hasKey ? null : <ProblemNotice problem={take.error} />}
      {hasKey ? (
        <Confirm
          question={t('key.replaceQuestion')}
          consequence={t('key.replaceConsequence')}
          action={t('key.replace')}
          isPending={take.isPending}
          onConfirm={() => take.mutate(true)}
          onCancel={onClose}
        />
      ) : (
        <div className={styles.cardRow}>
          <Button type="submit" look="primary" isDisabled={passphrase === ''} isPending={take.isPending}>
            {t('key.importNow')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('key.cancel')}
          </Button>
        </div>
      )}
    </form>
  );
}
