import { useMutation } from '@tanstack/react-query';
import { Download, Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ScanStatus } from '../../../src/contract/events.ts';
import type { ScanSummary } from '../../../src/contract/scan.ts';
import { api, client, urlOf } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { formatBytes, formatNumber } from '../../ui/format.ts';
import { Menu } from '../../ui/menu.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Staging } from './staging.tsx';
import styles from './found.module.css';

export interface SourceBarProps {
  readonly status: ScanStatus;
  readonly summary: ScanSummary;
  /** Absent for a visitor, who is not asked about letters, and keeps no reports. */
  readonly onCharset: (() => void) | undefined;
  readonly onCancelled: () => void;
}

/** What is or was read, how much of it there is, and whether the disc is still needed. */
export function SourceBar({ status, summary, onCharset, onCancelled }: SourceBarProps) {
  const { t } = useTranslation('import');
  const { scanId, sources, progress, charset } = status;
  const isReading = status.state === 'running';
  const cancel = useMutation({ mutationFn: () => client.endScan({ scanId }), onSuccess: onCancelled });
  const objects = isReading ? progress.dicom : summary.counts.dicom;
  const unreadable = isReading ? progress.unreadable : summary.counts.unreadable;
  const read = t('scan.read', {
    read: formatNumber(progress.filesRead),
    found: formatNumber(progress.filesFound),
  });
  const facts = [
    t('found.objects', { count: objects, number: formatNumber(objects) }),
    isReading ? read : t('found.files', { count: summary.counts.files, number: formatNumber(summary.counts.files) }),
    formatBytes(progress.bytesFound),
    unreadable === 0 ? '' : t('found.unreadable', { count: unreadable, number: formatNumber(unreadable) }),
    charset === undefined ? '' : t('found.charsetIs', { charset: t(`charset.name.${charset}`) }),
  ];
  return (
    <section className={styles.bar} aria-label={t('found.label')}>
      <div className={styles.line}>
        <div className={styles.about}>
          <p className={styles.sources} title={sources.join('\n')}>
            {sources.map(nameOf).join(' + ')}
          </p>
          {sources.length === 1 ? null : <EachSource status={status} />}
          <p className={styles.facts}>
            {facts.filter(Boolean).join(' · ')}
            {isReading ? <span className={styles.more}> {t('scan.more')}</span> : null}
          </p>
        </div>
        <div className={styles.actions}>
          {onCharset === undefined ? null : (
            <Button onPress={onCharset}>
              <Languages aria-hidden />
              {t('found.charset')}
            </Button>
          )}
          {isReading ? (
            <Button isPending={cancel.isPending} onPress={() => cancel.mutate()}>
              {t('scan.cancel')}
            </Button>
          ) : onCharset === undefined ? null : (
            <Menu
              label={
                <>
                  <Download aria-hidden />
                  {t('found.export')}
                </>
              }
              items={[
                { id: 'csv', name: t('found.csv'), download: urlOf(api.scanReportCsv, { scanId }) },
                { id: 'json', name: t('found.json'), download: urlOf(api.scanReportJson, { scanId }) },
              ]}
            />
          )}
        </div>
      </div>
      {/* Its place is kept: nothing below moves when the reading ends. */}
      <div className={styles.track}>
        {isReading ? (
          <Progress slim label={t('scan.reading')} value={progress.filesRead} max={progress.filesFound} text={read} />
        ) : null}
      </div>
      {cancel.error === null ? null : <ProblemNotice problem={cancel.error} />}
      {status.staging === undefined ? null : <Staging staging={status.staging} />}
    </section>
  );
}

/** How much of what was found came from where. */
function EachSource({ status: { sources, progress } }: Pick<SourceBarProps, 'status'>) {
  const { t } = useTranslation('import');
  return (
    <ul className={styles.each}>
      {sources.map((source, index) => {
        const { filesFound = 0, dicom = 0 } = progress.bySource[index] ?? {};
        return (
          <li key={source} title={source}>
            <span>{nameOf(source)}</span>{' '}
            {[
              t('found.objects', { count: dicom, number: formatNumber(dicom) }),
              t('found.files', { count: filesFound, number: formatNumber(filesFound) }),
            ].join(' · ')}
          </li>
        );
      })}
    </ul>
  );
}

/** The last folder or file of a path, in the way of any system; the whole path where there is none. */
function nameOf(path: string): string {
  return /[^/\\]+(?=[/\\]*$)/.exec(path)?.[0] ?? path;
}
