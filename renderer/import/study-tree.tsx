import { ChevronRight, TriangleAlert, Wrench } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ScanSummary } from '../../src/contract/scan.ts';
import { Badge } from '../ui/badge.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { cx } from '../ui/cx.ts';
import { formatBytes, formatDate, formatNumber, formatPersonName, formatTime } from '../ui/format.ts';
import { extentOf, keysOfPatient, keysOfStudy, seriesKey, withKeys } from './selection.ts';
import type { ScannedPatient, ScannedSeries, ScannedStudy, Selection } from './selection.ts';
import styles from './study-tree.module.css';

interface Choosing {
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
}

/** Patients, their studies, their series: each with a check box that takes what is below it along. */
export function StudyTree({ summary, ...choosing }: Choosing & { readonly summary: ScanSummary }) {
  return (
    <ul className={styles.tree}>
      {summary.patients.map((patient) => (
        <PatientBranch key={keysOfPatient(patient).join(' ')} patient={patient} {...choosing} />
      ))}
    </ul>
  );
}

interface TickProps extends Choosing {
  readonly keys: readonly string[];
  readonly name: string;
}

function Tick({ keys, name, selection, onSelection }: TickProps) {
  const extent = extentOf(selection, keys);
  return (
    <Checkbox
      aria-label={name}
      isSelected={extent === 'all'}
      isIndeterminate={extent === 'some'}
      onChange={(chosen) => onSelection(withKeys(selection, keys, chosen))}
    />
  );
}

function PatientBranch({ patient, ...choosing }: Choosing & { readonly patient: ScannedPatient }) {
  const { t } = useTranslation('import');
  const name = formatPersonName(patient.patientName) || t('tree.noName');
  const facts = [
    patient.patientId ?? t('tree.noId'),
    patient.birthDate === undefined ? '' : t('tree.born', { date: formatDate(patient.birthDate) }),
    patient.sex ?? '',
  ];
  return (
    <li className={styles.patient}>
      <div className={styles.patientRow}>
        <Tick keys={keysOfPatient(patient)} name={t('tree.choose', { name })} {...choosing} />
        <span className={styles.patientName}>{name}</span>
        <span className={styles.soft}>{facts.filter(Boolean).join(' · ')}</span>
      </div>
      <ul>
        {patient.studies.map((study) => (
          <StudyBranch key={study.studyInstanceUid} study={study} {...choosing} />
        ))}
      </ul>
    </li>
  );
}

/** Enough to see what is wrong; a mixed-up study may have hundreds. */
const shownConflicts = 3;

function StudyBranch({ study, ...choosing }: Choosing & { readonly study: ScannedStudy }) {
  const { t } = useTranslation('import');
  const [open, setOpen] = useState(true);
  const name = study.description ?? t('tree.noDescription');
  const objects = study.series.reduce((sum, one) => sum + one.instances, 0);
  const bytes = study.series.reduce((sum, one) => sum + one.bytes, 0);
  return (
    <li className={styles.study}>
      <div className={styles.row}>
        <Tick keys={keysOfStudy(study)} name={t('tree.choose', { name })} {...choosing} />
        <AriaButton
          className={cx(styles.toggle, open && styles.open)}
          aria-expanded={open}
          aria-label={t('tree.series', { name })}
          onPress={() => setOpen(!open)}
        >
          <ChevronRight aria-hidden />
        </AriaButton>
        <Words
          primary={name}
          secondary={[formatDate(study.studyDate), formatTime(study.studyTime), study.accessionNumber]
            .filter(Boolean)
            .join(' · ')}
        />
        <Marks conflicts={study.conflicts.length} />
        <span className={styles.modality}>{study.modalities.join(', ')}</span>
        <span className={styles.number}>{t('tree.objects', { count: objects })}</span>
        <span className={styles.number}>{formatBytes(bytes)}</span>
      </div>
      {study.conflicts.length === 0 ? null : (
        <ul className={styles.conflicts}>
          {study.conflicts.slice(0, shownConflicts).map((conflict) => (
            <li key={conflict.path + conflict.message}>
              <span className={styles.soft}>{conflict.path}</span> {conflict.message}
            </li>
          ))}
          {study.conflicts.length <= shownConflicts ? null : (
            <li>{t('tree.moreConflicts', { count: study.conflicts.length - shownConflicts })}</li>
          )}
        </ul>
      )}
      {open ? (
        <ul>
          {study.series.map((series) => (
            <SeriesLeaf key={series.seriesInstanceUid} study={study} series={series} {...choosing} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** Series of these modalities hold no pictures: reports, documents, key object notes, presentation states, plans. */
const notPictures: ReadonlySet<string> = new Set(['SR', 'DOC', 'KO', 'PR', 'REG', 'RTPLAN', 'RTSTRUCT', 'AU', 'ECG']);

interface SeriesLeafProps extends Choosing {
  readonly study: ScannedStudy;
  readonly series: ScannedSeries;
}

function SeriesLeaf({ study, series, ...choosing }: SeriesLeafProps) {
  const { t } = useTranslation('import');
  const name = series.description ?? t('tree.noDescription');
  return (
    <li className={cx(styles.row, styles.series)}>
      <Tick keys={[seriesKey(study, series)]} name={t('tree.choose', { name })} {...choosing} />
      <span className={styles.seriesNumber}>{series.number}</span>
      <Words primary={name} />
      {series.repaired === 0 ? null : (
        <Badge tone="neutral" icon={<Wrench aria-hidden />}>
          {t('tree.repaired', { count: series.repaired })}
        </Badge>
      )}
      <span className={styles.modality}>{series.modality}</span>
      <span className={styles.number}>
        {notPictures.has(series.modality ?? '')
          ? t('tree.objects', { count: series.instances })
          : series.frames === series.instances
            ? t('tree.images', { count: series.instances })
            : t('tree.imagesFrames', { count: series.instances, frames: formatNumber(series.frames) })}
      </span>
      <span className={styles.number}>{formatBytes(series.bytes)}</span>
    </li>
  );
}

function Words({ primary, secondary }: { readonly primary: ReactNode; readonly secondary?: string }) {
  return (
    <span className={styles.words}>
      {primary}
      {secondary === undefined || secondary === '' ? null : <span className={styles.soft}>{secondary}</span>}
    </span>
  );
}

function Marks({ conflicts }: { readonly conflicts: number }) {
  const { t } = useTranslation('import');
  return conflicts === 0 ? null : (
    <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
      {t('tree.conflict')}
    </Badge>
  );
}
