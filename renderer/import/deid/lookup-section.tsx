import { useMutation } from '@tanstack/react-query';
import { FileSpreadsheet } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { LookupError, LookupPatient } from '../../../src/contract/lookup.ts';
import { client } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber, formatPersonName } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Section } from '../../ui/section.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import type { LookupTable } from './deid-draft.ts';
import type { Chosen } from '../selection.ts';
import styles from './deid.module.css';

/** What the server takes, in characters. */
const MAX_LENGTH = 4_000_000;
/** The server names no more. */
const MAX_ERRORS = 100;
const SAMPLE = 5;

export interface LookupSectionProps {
  readonly chosen: Chosen;
  readonly table: LookupTable | undefined;
  readonly onTable: (table: LookupTable | undefined) => void;
}

/** A table that says as whom patients leave. With any error none of it is used. */
export function LookupSection({ chosen, table, onTable }: LookupSectionProps) {
  const { t } = useTranslation('deid');
  const read = useMutation({
    mutationFn: readTable,
    gcTime: 0,
    onSuccess: ({ name, patients }) => onTable(patients.length === 0 ? undefined : { fileName: name, patients }),
    onError: () => onTable(undefined),
  });
  const drop = (): void => {
    read.reset();
    onTable(undefined);
  };
  return (
    <Section
      title={t('lookup.title')}
      hint={t('lookup.hint')}
      actions={
        <>
          {table === undefined ? null : (
            <Button look="quiet" onPress={drop}>
              {t('lookup.remove')}
            </Button>
          )}
          <FileTrigger
            acceptedFileTypes={['.csv', '.tsv', '.txt', 'text/csv']}
            onSelect={(files) => {
              const file = files?.[0];
              if (file !== undefined) read.mutate(file);
            }}
          >
            <Button isPending={read.isPending}>
              <FileSpreadsheet aria-hidden />
              {t(table === undefined && read.data === undefined ? 'lookup.choose' : 'lookup.another')}
            </Button>
          </FileTrigger>
        </>
      }
    >
      {read.error === null ? null : read.error instanceof TableError ? (
        <Notice tone="bad" title={t(`lookup.${read.error.reason}`, { name: read.error.message })} />
      ) : (
        <ProblemNotice problem={read.error} />
      )}
      {table === undefined && (read.data?.errors.length ?? 0) > 0 ? (
        <Errors name={read.data?.name ?? ''} errors={read.data?.errors ?? []} />
      ) : null}
      {table === undefined ? null : <Mapping chosen={chosen} table={table} />}
    </Section>
  );
}

/** The file is no table that the server could look at. */
class TableError extends Error {
  override readonly name = 'TableError';
  readonly reason: 'tooLarge' | 'unreadable';

  constructor(reason: 'tooLarge' | 'unreadable', fileName: string, cause?: unknown) {
    super(fileName, { cause });
    this.reason = reason;
  }
}

async function readTable(file: File) {
  // A character of UTF-8 has up to four bytes, in a table mostly one.
  if (file.size > MAX_LENGTH * 2) throw new TableError('tooLarge', file.name);
  const csv = await file.text().catch((cause: unknown) => {
    throw new TableError('unreadable', file.name, cause);
  });
  if (csv.length > MAX_LENGTH) throw new TableError('tooLarge', file.name);
  return { name: file.name, ...(await client.readLookupTable({ csv })) };
}

function Errors({ name, errors }: { readonly name: string; readonly errors: readonly LookupError[] }) {
  const { t } = useTranslation('deid');
  return (
    <>
      <Notice tone="bad" title={t('lookup.wrong', { name })}>
        <p>{t('lookup.wrongHint', { count: new Set(errors.map(({ line }) => line)).size })}</p>
        {errors.length < MAX_ERRORS ? null : <p>{t('lookup.many', { count: MAX_ERRORS })}</p>}
      </Notice>
      <div className={styles.errors}>
        <VirtualList
          label={t('lookup.errors')}
          rows={errors}
          rowHeight={32}
          maxHeight={192}
          render={({ line, message }) => (
            <div className={styles.error}>
              <span className={styles.soft}>{t('lookup.line', { line: formatNumber(line) })}</span>
              <span title={message}>{message}</span>
            </div>
          )}
        />
      </div>
    </>
  );
}

/** The chosen patients first: they are what matters now. */
function Mapping({ chosen, table }: { readonly chosen: Chosen; readonly table: LookupTable }) {
  const { t } = useTranslation('deid');
  const ids = new Set(chosen.patients.map(({ patientId }) => patientId));
  const { patients } = table;
  const sample = [...patients.filter(({ id }) => ids.has(id)), ...patients.filter(({ id }) => !ids.has(id))];
  const known = new Set(patients.map(({ id }) => id));
  const missing = chosen.patients.filter(({ patientId }) => patientId === undefined || !known.has(patientId));
  return (
    <>
      <p>
        {t('lookup.ready', { name: table.fileName, count: patients.length, number: formatNumber(patients.length) })}
      </p>
      {missing.length === 0 ? null : (
        <Notice tone="warn" title={t('lookup.missing', { count: missing.length })}>
          <p>
            {missing
              .map(({ patientName, patientId }) =>
                [formatPersonName(patientName), patientId].filter(Boolean).join(' · '),
              )
              .join('; ')}
          </p>
        </Notice>
      )}
      <div className={styles.sample}>
        <div className={cx(styles.pair, styles.head)} aria-hidden>
          <span>{t('lookup.old')}</span>
          <span>{t('lookup.new')}</span>
        </div>
        <ul aria-label={t('lookup.sample')}>
          {sample.slice(0, SAMPLE).map((row) => (
            <li key={`${row.id} ${row.issuer ?? ''}`} className={styles.pair}>
              <span>{[row.id, row.issuer].filter(Boolean).join(' · ')}</span>
              <span>{newIdentity(row)}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function newIdentity({ newId, newName, newBirthDate, newSex }: LookupPatient): string {
  return [newId, formatPersonName(newName), newBirthDate, newSex].filter(Boolean).join(' · ');
}
