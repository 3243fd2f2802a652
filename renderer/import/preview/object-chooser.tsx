import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Chosen, ScannedSeries, ScannedStudy } from '../selection.ts';
import { runAt, runsOf } from './objects.ts';
import styles from './preview.module.css';

export interface ObjectChooserProps {
  readonly chosen: Chosen;
  /** Which of all chosen objects, from 0. */
  readonly at: number;
  readonly onAt: (at: number) => void;
}

/** One of the chosen objects: by its study and series, by its number, or the next and the one before. */
export function ObjectChooser({ chosen, at, onAt }: ObjectChooserProps) {
  const { t } = useTranslation('deid');
  const runs = runsOf(chosen);
  const run = runAt(runs, at);
  if (run === undefined) return null;
  const ofStudy = runs.filter(({ study }) => study === run.study);
  return (
    <div className={styles.chooser}>
      {chosen.studies.length < 2 ? null : (
        <Select
          label={t('preview.study')}
          choices={chosen.studies.map((study) => ({ id: study.studyInstanceUid, name: nameOfStudy(study) }))}
          value={run.study.studyInstanceUid}
          onChange={(uid) => onAt(runs.find(({ study }) => study.studyInstanceUid === uid)?.start ?? 0)}
        />
      )}
      <Select
        label={t('preview.series')}
        choices={ofStudy.map(({ series, start }) => ({ id: String(start), name: nameOfSeries(series) }))}
        value={String(run.start)}
        onChange={(start) => onAt(Number(start))}
      />
      <div className={styles.steps}>
        <ObjectNumber key={at} number={at + 1} total={chosen.objects} onNumber={(number) => onAt(number - 1)} />
        <span className={styles.of}>{t('preview.of', { total: formatNumber(chosen.objects) })}</span>
        <IconButton
          label={t('preview.previous')}
          icon={<ChevronLeft />}
          isDisabled={at === 0}
          onPress={() => onAt(at - 1)}
        />
        <IconButton
          label={t('preview.following')}
          icon={<ChevronRight />}
          isDisabled={at + 1 >= chosen.objects}
          onPress={() => onAt(at + 1)}
        />
      </div>
    </div>
  );
}

interface ObjectNumberProps {
  readonly number: number;
  readonly total: number;
  readonly onNumber: (number: number) => void;
}

/** Typed, and taken when it is left or Enter is pressed; what is no number changes nothing. */
function ObjectNumber({ number, total, onNumber }: ObjectNumberProps) {
  const { t } = useTranslation('deid');
  const [typed, setTyped] = useState(String(number));
  const take = (): void => {
    const wanted = Number(typed);
    if (!/^\d+$/.test(typed.trim()) || wanted < 1) setTyped(String(number));
    else onNumber(Math.min(wanted, total));
  };
  return (
    <div className={styles.number}>
      <TextField
        label={t('preview.object')}
        value={typed}
        onChange={setTyped}
        inputMode="numeric"
        onBlur={take}
        onKeyDown={({ key }) => {
          if (key === 'Enter') take();
        }}
      />
    </div>
  );
}

function nameOfStudy({ description, studyDate, accessionNumber, studyInstanceUid }: ScannedStudy): string {
  const words = [studyDate?.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'), description ?? accessionNumber];
  return words.filter(Boolean).join(' · ') || studyInstanceUid;
}

function nameOfSeries({ number, modality, description, seriesInstanceUid }: ScannedSeries): string {
  return [number, modality, description].filter(Boolean).join(' · ') || seriesInstanceUid;
}
