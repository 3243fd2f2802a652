import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScanStatus } from '../../../src/contract/events.ts';
import { Charset } from '../../../src/contract/scan.ts';
import type { CharsetPreview } from '../../../src/contract/scan.ts';
import { client, queries } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Select } from '../../ui/select.tsx';
import { WaitingRows } from '../../ui/waiting.tsx';
import { formatPersonName } from '../../ui/format.ts';
import styles from './charset-panel.module.css';

const DECLARED = 'declared';

export interface CharsetPanelProps {
  readonly status: ScanStatus;
  /** The source is read again, as another scan. */
  readonly onReadAgain: (scanId: string) => void;
  readonly onClose: () => void;
}

/** Reading the texts in another character set than the files name, tried on some of them first. */
export function CharsetPanel({ status, onReadAgain, onClose }: CharsetPanelProps) {
  const { t } = useTranslation('import');
  const cache = useQueryClient();
  const [picked, setPicked] = useState<Charset | typeof DECLARED>(status.charset ?? DECLARED);
  const charset = picked === DECLARED ? undefined : picked;
  const again = useMutation({
    mutationFn: () =>
      client.startScan({
        paths: status.sources,
        ...(charset === undefined ? {} : { charset }),
        ...(status.staging === undefined ? {} : { stage: true }),
      }),
    onSuccess: async ({ scanId }) => {
      await cache.invalidateQueries({ queryKey: ['scans'] });
      onReadAgain(scanId);
    },
  });
  return (
    <Panel
      title={t('charset.title')}
      onClose={onClose}
      footer={
        <Button
          look="primary"
          isDisabled={charset === status.charset}
          isPending={again.isPending}
          onPress={() => again.mutate()}
        >
          {charset === undefined ? t('charset.applyDeclared') : t('charset.apply')}
        </Button>
      }
    >
      <p className={styles.soft}>{t('charset.hint')}</p>
      <Select<Charset | typeof DECLARED>
        label={t('charset.choose')}
        choices={[
          { id: DECLARED, name: t('charset.declared') },
          ...Charset.options.map((id) => ({ id, name: t(`charset.name.${id}`) })),
        ]}
        value={picked}
        onChange={setPicked}
      />
      {charset === undefined ? null : <Samples scanId={status.scanId} charset={charset} />}
      <Notice tone="info" title={t('charset.sent')}>
        {t('charset.kept')}
      </Notice>
      {again.error === null ? null : <ProblemNotice problem={again.error} safe={t('charset.failed')} />}
    </Panel>
  );
}

function Samples({ scanId, charset }: { readonly scanId: string; readonly charset: Charset }) {
  const { t } = useTranslation('import');
  const preview = useQuery(queries.charsetPreview(scanId, charset));
  if (preview.error !== null) {
    return <ProblemNotice problem={preview.error} remedies={{ retry: () => void preview.refetch() }} />;
  }
  if (preview.data === undefined) return <WaitingRows rows={4} label={t('charset.waiting')} />;
  if (preview.data.texts.length === 0) return <p className={styles.soft}>{t('charset.none')}</p>;
  if (preview.data.texts.every(({ before, after }) => before === after)) {
    return <p className={styles.soft}>{t('charset.same')}</p>;
  }
  return (
    <ul className={styles.samples} aria-label={t('charset.samples')} aria-busy={preview.isPlaceholderData}>
      {preview.data.texts.map((text) => (
        <Sample key={`${text.path} ${text.keyword}`} text={text} />
      ))}
    </ul>
  );
}

function Sample({ text }: { readonly text: CharsetPreview['texts'][number] }) {
  const { t } = useTranslation('import');
  const { path, keyword, declared, before, after } = text;
  const shown = (value: string): string => (keyword.endsWith('Name') ? formatPersonName(value) : value);
  return (
    <li className={styles.sample}>
      <p className={styles.about} title={path}>
        {keyword} · {declared === undefined ? t('charset.unnamed') : t('charset.names', { declared })}
      </p>
      <dl className={styles.texts}>
        <dt>{t('charset.before')}</dt>
        <dd className={styles.soft}>{shown(before)}</dd>
        <dt>{t('charset.after')}</dt>
        <dd>{shown(after)}</dd>
      </dl>
    </li>
  );
}
