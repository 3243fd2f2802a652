import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../src/contract/connection.ts';
import { ModalityWorklist } from '../../src/contract/modality-worklist.ts';
import { client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import { FileRow } from './file-row.tsx';
import styles from './settings.module.css';

export interface ModalityWorklistFormProps {
  readonly connection: Connection;
  readonly onDone: () => void;
}

/** The modality worklist of the house behind a connection: where it is, and as whom it is called. */
export function ModalityWorklistForm({ connection, onDone }: ModalityWorklistFormProps) {
  const { t } = useTranslation('gate');
  const stored = useQuery(queries.modalityWorklist(connection.id));
  if (stored.error !== null) return <ProblemNotice problem={stored.error} />;
  if (stored.data === undefined) return <WaitingRows rows={3} label={t('worklist.title')} />;
  return <Form connection={connection} stored={stored.data.worklist} onDone={onDone} />;
}

type Stored = ModalityWorklist | undefined;

function Form({ connection, stored, onDone }: ModalityWorklistFormProps & { readonly stored: Stored }) {
  const { t } = useTranslation('gate');
  const cache = useQueryClient();
  const [texts, setTexts] = useState({
    host: stored?.host ?? '',
    port: String(stored?.port ?? 104),
    calledAe: stored?.calledAe ?? '',
    callingAe: stored?.callingAe ?? 'FILEROOM',
    days: stored?.days === undefined ? '' : String(stored.days),
  });
  const [tls, setTls] = useState(stored?.tls ?? false);
  const [authority, setAuthority] = useState<File | null>();
  const [isTried, setIsTried] = useState(false);
  const [wrong, setWrong] = useState<ReadonlySet<PropertyKey | undefined>>(new Set());

  async function worklist(): Promise<ModalityWorklist | undefined> {
    const { days, port, ...rest } = texts;
    const kept = authority === undefined ? stored?.authority : ((await authority?.text()) ?? undefined);
    const parsed = ModalityWorklist.safeParse({
      ...rest,
      port: numberIn(port),
      tls,
      ...(days.trim() === '' ? {} : { days: numberIn(days) }),
      ...(tls && kept !== undefined ? { authority: kept } : {}),
    });
    setIsTried(true);
    setWrong(new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0])));
    return parsed.data;
  }

  const check = useMutation({
    mutationFn: async () => {
      const wanted = await worklist();
      return wanted === undefined ? undefined : client.checkModalityWorklist(wanted);
    },
  });
  const save = useMutation({
    mutationFn: async (wanted: Stored) => {
      await client.setModalityWorklist(
        { connectionId: connection.id },
        wanted === undefined ? {} : { worklist: wanted },
      );
      await cache.invalidateQueries({ queryKey: ['modality-worklist', connection.id] });
      await cache.invalidateQueries({ queryKey: ['identities', connection.id] });
      toast(t(wanted === undefined ? 'worklist.removed' : 'worklist.saved', { server: connection.name }));
      onDone();
    },
  });
  const field = (key: keyof typeof texts, label: string, description?: string) => (
    <TextField
      label={label}
      value={texts[key]}
      onChange={(value) => {
        setTexts({ ...texts, [key]: value });
        setWrong(new Set([...wrong].filter((each) => each !== key)));
        check.reset();
      }}
      {...(key === 'port' || key === 'days' ? { inputMode: 'numeric' as const } : {})}
      {...(isTried && wrong.has(key)
        ? { error: t(`worklist.wrong.${key}`) }
        : description === undefined
          ? {}
          : { description })}
    />
  );
  return (
    <form
      className={styles.form}
      aria-label={t('worklist.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void worklist().then((wanted) => (wanted === undefined ? undefined : save.mutate(wanted)));
      }}
    >
      <p className={styles.soft}>{t('worklist.hint', { server: connection.name })}</p>
      <div className={styles.halves}>
        {field('host', t('worklist.host'), t('worklist.hostHint'))}
        {field('port', t('worklist.port'))}
        {field('calledAe', t('worklist.called'))}
        {field('callingAe', t('worklist.calling'), t('worklist.callingHint'))}
        {field('days', t('worklist.days'), t('worklist.daysHint'))}
      </div>
      <Checkbox
        isSelected={tls}
        onChange={(isOn) => {
          setTls(isOn);
          check.reset();
        }}
      >
        {t('worklist.tls')}
      </Checkbox>
      {tls ? (
        <FileRow
          label={t('worklist.authority')}
          hint={t('worklist.authorityHint')}
          types={['.pem', '.crt', '.cer']}
          current={stored?.authority === undefined ? '' : t('worklist.hasAuthority')}
          given={authority}
          onGive={setAuthority}
        />
      ) : null}
      {wrong.has('authority') ? <Notice tone="bad" title={t('worklist.wrong.authority')} /> : null}
      {check.data?.ok === true ? (
        <Notice
          tone="ok"
          title={t('worklist.answers', { calling: texts.callingAe, ms: formatNumber(check.data.latencyMs) })}
        />
      ) : null}
      {check.data?.ok === false ? (
        <ProblemNotice problem={check.data.problem} remedies={{ retry: () => check.mutate() }} />
      ) : null}
      {check.error === null ? null : <ProblemNotice problem={check.error} />}
      {save.error === null ? null : <ProblemNotice problem={save.error} />}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('worklist.save')}
        </Button>
        <Button isPending={check.isPending} onPress={() => check.mutate()}>
          {t('worklist.check')}
        </Button>
        {stored === undefined ? null : (
          <Button isDisabled={save.isPending} onPress={() => save.mutate(undefined)}>
            {t('worklist.remove')}
          </Button>
        )}
        <Button look="quiet" onPress={onDone}>
          {t('worklist.cancel')}
        </Button>
      </div>
    </form>
  );
}

function numberIn(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
}
