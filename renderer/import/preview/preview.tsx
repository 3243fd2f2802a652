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
      <Uncovered treatment={settled} what={notCovered} />
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
const leftByProfile: ReadonlySet<NotCovered> = new Set(['burned-in-pixels', 'recognizable-features']);

interface UncoveredProps {
  readonly treatment: Treatment;
  readonly what: readonly NotCovered[];
}

/** What nobody has looked into, in any kind of the chosen objects: left in, or gone as a whole. Rules take nothing whole. */
function Uncovered({ treatment, what }: UncoveredProps) {
  const { t } = useTranslation('deid');
  const isByRules = treatment.kind === 'rules';
  const left = what.filter((each) => isByRules || leftByProfile.has(each));
  const gone = (['structured-content', 'encapsulated-documents'] as const).filter(
    (each) => what.includes(each) && !left.includes(each),
  );
  return (
    <>
      {left.length === 0 ? null : (
        <Notice tone="warn" title={t('preview.leftIn')}>
          <ul className={styles.notCovered}>
            {left.map((each) => (
              <li key={each}>{t(`preview.left.${each}`)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {gone.length === 0 ? null : (
        <Notice tone="info" title={t('preview.takenOut')}>
          <ul className={styles.notCovered}>
            {gone.map((each) => (
              <li key={each}>{t(`preview.gone.${each}`)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
