import { useQueryClient } from '@tanstack/react-query';
import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DiscSize, ExportFormat } from '../../src/contract/export.ts';
import type { ExportStatus } from '../../src/contract/export.ts';
import { client } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Select } from '../ui/select.tsx';
import type { ExportProps } from '../ui/slots.ts';
import { TextField } from '../ui/text-field.tsx';
import { useSubmit } from '../ui/use-submit.ts';
import { ExportProgress } from './export-progress.tsx';
import { FolderField } from './folder-field.tsx';
import { exportsOf } from './wanted.ts';
import styles from './export.module.css';

const formats = ExportFormat.options.toReversed();
const discSizes = ['one', ...DiscSize.options] as const;
const treatments = ['as-is', 'deidentify'] as const;

/** What is handed over as which kind of file, where to; then how far it is, and what became of it. */
export function ExportForm({ wanted, mayTreat = false }: ExportProps) {
  const { t } = useTranslation('export');
  const cache = useQueryClient();
  const [format, setFormat] = useState<ExportFormat>('zip');
  const [discs, setDiscs] = useState<(typeof discSizes)[number]>('one');
  const [treatment, setTreatment] = useState<(typeof treatments)[number]>('as-is');
  const [folder, setFolder] = useState<string>();
  const [name, setName] = useState(t('usualName'));
  const [begun, setBegun] = useState<readonly string[]>([]);
  const treated = mayTreat ? wanted.map((one) => ({ ...one, treatment: chosenTreatment(treatment) })) : wanted;
  const ready = exportsOf(treated, {
    format,
    discs: format === 'iso' && discs !== 'one' ? discs : undefined,
    folder: folder ?? '',
    name: name.trim(),
    nameOf: (number) => t('numbered', { name: name.trim(), number }),
  });
  const start = useSubmit({
    mutationFn: async () => {
      const ids: string[] = [];
      // Those that began are shown, also when a later one is refused.
      setBegun(ids);
      for (const one of ready ?? []) {
        const status = await client.startExport(one);
        ids.push(status.exportId);
        cache.setQueryData<ExportStatus[]>(['exports'], (list = []) =>
          list.some(({ exportId }) => exportId === status.exportId) ? list : [status, ...list],
        );
        setBegun([...ids]);
      }
    },
  });
  if (ready === undefined) return <Notice tone="info" title={t('rulesOnly')} />;
  return (
    <div className={styles.form}>
      <ChoiceCards
        label={t('format.label')}
        choices={formats.map((id) => ({ id, name: t(`format.${id}.name`), description: t(`format.${id}.hint`) }))}
        value={format}
        onChange={setFormat}
      />
      {format === 'iso' ? (
        <Select
          label={t('discs.label')}
          choices={discSizes.map((id) => ({ id, name: t(`discs.${id}`) }))}
          value={discs}
          onChange={setDiscs}
        />
      ) : null}
      {mayTreat ? (
        <ChoiceCards
          label={t('treat.label')}
          choices={treatments.map((id) => ({ id, name: t(`treat.${id}.name`), description: t(`treat.${id}.hint`) }))}
          value={treatment}
          onChange={setTreatment}
        />
      ) : null}
      <FolderField value={folder} onChange={setFolder} />
      <TextField
        label={t('name')}
        value={name}
        onChange={setName}
        maxLength={120}
        {...(name.trim() === '' ? { error: t('nameMissing') } : {})}
      />
      {start.error === null ? null : <ProblemNotice problem={start.error} safe={t('safe')} />}
      <div>
        <Button
          look="primary"
          isPending={start.isPending}
          isDisabled={(folder ?? '').trim() === '' || name.trim() === '' || ready.length === 0}
          onPress={() => start.mutate()}
        >
          <FileOutput aria-hidden />
          {t('start')}
        </Button>
      </div>
      {begun.map((exportId) => (
        <ExportProgress key={exportId} exportId={exportId} />
      ))}
    </div>
  );
}

function chosenTreatment(kind: (typeof treatments)[number]): ExportProps['wanted'][number]['treatment'] {
  return kind === 'as-is' ? { kind } : { kind, profile: 'basic' };
}
