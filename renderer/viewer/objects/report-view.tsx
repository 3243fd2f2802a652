import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';
import { formatDate, formatPersonName, formatTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import type { FrameRef } from '../stack.ts';
import type { Report } from './report.ts';
import { ReportItems } from './report-items.tsx';
import styles from './objects.module.css';

/** Where references lead. */
export interface References {
  /** Where a frame is, in words; undefined when the study here has no such image. */
  readonly placeOf: (frame: FrameRef) => string | undefined;
  readonly onGo: (frame: FrameRef) => void;
}

interface ReportViewProps extends References {
  readonly report: Report;
  /** A key object selection is signed by nobody: its flags say nothing. */
  readonly isSelection: boolean;
}

/** A structured report as it is read: its state first, then its content. */
export function ReportView({ report, isSelection, ...references }: ReportViewProps) {
  const { t } = useTranslation('viewer');
  const { root, date, time, isCut } = report;
  const title = root.name?.meaning ?? t(isSelection ? 'kind.key-objects' : 'kind.structured-report');
  const written = [formatDate(date), formatTime(time)].filter(Boolean).join(' ');
  return (
    <>
      <header className={styles.heading}>
        <h2>{title}</h2>
        {written === '' ? null : <p className={styles.soft}>{written}</p>}
        {isSelection ? null : <State report={report} />}
      </header>
      {isSelection || report.verification === 'VERIFIED' ? null : (
        <Notice tone="warn" title={t('report.unverified')}>
          {t('report.unverifiedHint')}
        </Notice>
      )}
      <div className={styles.chapter}>
        <ReportItems items={root.items} level={3} {...references} />
      </div>
      {root.items.length === 0 ? <p className={styles.soft}>{t('report.empty')}</p> : null}
      {isCut ? <Notice tone="warn" title={t('report.cut')} /> : null}
    </>
  );
}

function State({ report }: { readonly report: Report }) {
  const { t } = useTranslation('viewer');
  const { completion, verification, preliminary, verifiedBy } = report;
  return (
    <>
      <p className={styles.badges}>
        {completion === 'COMPLETE' ? (
          <Badge tone="neutral" icon={<CircleCheck aria-hidden />}>
            {t('report.complete')}
          </Badge>
        ) : (
          <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
            {t(completion === 'PARTIAL' ? 'report.partial' : 'report.unknownCompletion')}
          </Badge>
        )}
        {verification === 'VERIFIED' ? (
          <Badge tone="ok" icon={<CircleCheck aria-hidden />}>
            {t('report.verified')}
          </Badge>
        ) : null}
        {preliminary === 'PRELIMINARY' ? (
          <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
            {t('report.preliminary')}
          </Badge>
        ) : null}
      </p>
      {verifiedBy.map(({ name, organization, at }) => {
        const who = [formatPersonName(name), organization].filter(Boolean).join(', ');
        const when = [formatDate(at?.slice(0, 8)), formatTime(at?.slice(8))].filter(Boolean).join(' ');
        return (
          <p key={`${who} ${when}`} className={styles.soft}>
            {t('report.verifiedBy', { who, when })}
          </p>
        );
      })}
    </>
  );
}
