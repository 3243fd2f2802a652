import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Treatment, TreatmentPreview } from '../../../src/contract/import.ts';
import type { Charset } from '../../../src/contract/scan.ts';
import { queries } from '../../api.ts';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { WaitingRows } from '../../ui/waiting.tsx';
import type { Chosen } from '../selection.ts';
import { Changes } from './changes.tsx';
import { ObjectChooser } from './object-chooser.tsx';
import { runAt, runsOf } from './objects.ts';
import { Refusal } from './refusal.tsx';
import { representativesOf } from './representatives.ts';
import styles from './preview.module.css';

export interface PreviewProps {
  readonly scanId: string;
  readonly chosen: Chosen;
  readonly treatment: Treatment;
  /** What somebody decided the texts are in. */
  readonly charset: Charset | undefined;
}

/** What will leave of any chosen object, attribute by attribute, and what is refused or not reached in any kind of them. */
export function Preview({ scanId, chosen, treatment, charset }: PreviewProps) {
  const { t } = useTranslation('deid');
  const { t: tImport } = useTranslation('import');
  const settled = useDebounced(treatment, 400);
  const [wanted, setWanted] = useState(0);
  const at = Math.min(wanted, Math.max(0, chosen.objects - 1));
  const shown = useObject(scanId, chosen, at, settled);
  const others = useQueries({
    queries: representativesOf(chosen).map(({ studyInstanceUid, seriesInstanceUid }) =>
      queries.preview({ scanId, studyInstanceUid, seriesInstanceUid, treatment: settled }),
    ),
  });
  const notCovered = [...new Set(others.flatMap(({ data }) => data?.notCovered ?? []))];
  const refusal = [shown, ...others].map(({ error }) => error).find((error) => error !== null);
  return (
    <Section
      title={t('preview.title')}
      hint={
        <>
          {shown.data?.path}
          {charset === undefined ? null : <> {t('preview.charset', { charset: tImport(`charset.name.${charset}`) })}</>}
        </>
      }
    >
      {refusal === undefined ? null : <Refusal problem={refusal} />}
      <Uncovered tone="warn" title={t('preview.leftIn')} what={notCovered.filter((what) => isLeftIn[what])} />
      <Uncovered tone="info" title={t('preview.takenOut')} what={notCovered.filter((what) => !isLeftIn[what])} />
      <ObjectChooser chosen={chosen} at={at} onAt={setWanted} />
      {shown.isPending ? <WaitingRows rows={5} label={t('preview.waiting')} /> : null}
      {shown.data === undefined ? null : <Changes preview={shown.data} treatment={settled} />}
    </Section>
  );
}

/** The preview of one of the chosen objects, counted through all series. */
function useObject(scanId: string, chosen: Chosen, at: number, treatment: Treatment) {
  const run = runAt(runsOf(chosen), at);
  const studyInstanceUid = run?.study.studyInstanceUid ?? '';
  const seriesInstanceUid = run?.series.seriesInstanceUid ?? '';
  const instances = useQuery({
    ...queries.scanSeries(scanId, studyInstanceUid, seriesInstanceUid),
    enabled: run !== undefined,
  });
  const sopInstanceUid = instances.data?.[at - (run?.start ?? 0)]?.sopInstanceUid;
  const preview = useQuery({
    ...queries.preview({ scanId, studyInstanceUid, seriesInstanceUid, sopInstanceUid, treatment, withKept: true }),
    enabled: sopInstanceUid !== undefined,
  });
  return { data: preview.data, isPending: preview.isPending, error: instances.error ?? preview.error };
}

type NotCovered = TreatmentPreview['notCovered'][number];

/** De-identification changes no pixels; reports and documents it does not clean but takes away. */
const isLeftIn: Record<NotCovered, boolean> = {
  'burned-in-pixels': true,
  'recognizable-features': true,
  'structured-content': false,
  'encapsulated-documents': false,
};

interface UncoveredProps {
  readonly tone: 'warn' | 'info';
  readonly title: string;
  readonly what: readonly NotCovered[];
}

function Uncovered({ tone, title, what }: UncoveredProps) {
  const { t } = useTranslation('deid');
  if (what.length === 0) return null;
  return (
    <Notice tone={tone} title={title}>
      <ul className={styles.notCovered}>
        {what.map((each) => (
          <li key={each}>{t(`preview.uncovered.${each}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}
