import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagChange, Treatment, TreatmentPreview } from '../../src/contract/import.ts';
import { queries } from '../api.ts';
import { cx } from '../ui/cx.ts';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { useDebounced } from '../ui/use-debounced.ts';
import { Select } from '../ui/select.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import { inReadingOrder } from './reading-order.ts';
import { representativesOf } from './representatives.ts';
import type { Chosen } from './selection.ts';
import styles from './preview.module.css';

export interface PreviewProps {
  readonly scanId: string;
  readonly chosen: Chosen;
  readonly treatment: Treatment;
}

/** Before and after on one object of each kind, and what the treatment does not reach in any of them. */
export function Preview({ scanId, chosen, treatment }: PreviewProps) {
  const { t } = useTranslation('import');
  const settled = useDebounced(treatment, 400);
  const kinds = representativesOf(chosen);
  const [picked, setPicked] = useState<string>();
  const previews = useQueries({
    queries: kinds.map(({ studyInstanceUid, seriesInstanceUid }) =>
      queries.preview({ scanId, studyInstanceUid, seriesInstanceUid, treatment: settled }),
    ),
  });
  const at = Math.max(
    0,
    kinds.findIndex(({ modality }) => modality === picked),
  );
  const shown = previews[at];
  const notCovered = [...new Set(previews.flatMap(({ data }) => data?.notCovered ?? []))];
  const failure = previews.map(({ error }) => error).find((error) => error !== null);
  return (
    <Section
      title={t('preview.title')}
      {...(shown?.data === undefined ? {} : { hint: t('preview.on', { path: shown.data.path }) })}
      actions={
        kinds.length < 2 ? undefined : (
          <Select
            hideLabel
            label={t('preview.series')}
            choices={kinds.map(({ modality }) => ({ id: modality, name: modality || '–' }))}
            value={kinds[at]?.modality}
            onChange={setPicked}
          />
        )
      }
    >
      {failure === undefined ? null : <ProblemNotice problem={failure} safe={t('preview.safe')} />}
      <Uncovered tone="warn" title={t('preview.leftIn')} what={notCovered.filter((what) => isLeftIn[what])} />
      <Uncovered tone="info" title={t('preview.takenOut')} what={notCovered.filter((what) => !isLeftIn[what])} />
      {shown?.isPending === true ? <WaitingRows rows={5} label={t('preview.waiting')} /> : null}
      {shown?.data === undefined ? null : <Changes preview={shown.data} />}
    </Section>
  );
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
  const { t } = useTranslation('import');
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

function Changes({ preview }: { readonly preview: TreatmentPreview }) {
  const { t } = useTranslation('import');
  const changes = inReadingOrder(preview.changes.filter(({ action }) => action !== 'keep'));
  return (
    <div className={styles.table}>
      <div className={cx(styles.row, styles.header)} aria-hidden>
        <span>{t('preview.attribute')}</span>
        <span>{t('preview.before')}</span>
        <span>{t('preview.after')}</span>
      </div>
      <VirtualList
        label={t('preview.title')}
        rows={changes}
        rowHeight={44}
        maxHeight={352}
        render={(change) => <Change change={change} />}
      />
      <p className={styles.kept}>{t('preview.kept', { count: preview.kept })}</p>
    </div>
  );
}

function Change({ change }: { readonly change: TagChange }) {
  const { t } = useTranslation('import');
  const { tag, path, name, action, before, after } = change;
  return (
    <div className={styles.row}>
      <span className={styles.attribute}>
        <span className={styles.text} title={name}>
          {name}
        </span>
        <span className={styles.tag} title={path}>
          {path === '' ? tag : `${path} › ${tag}`}
        </span>
      </span>
      <span className={styles.text} title={before}>
        <span className="unseen">{t('preview.before')}: </span>
        {before ?? '–'}
      </span>
      <span className={styles.text} title={after}>
        <span className="unseen">{t('preview.after')}: </span>
        {action === 'remove' || action === 'empty' ? <em>{t(`preview.action.${action}`)}</em> : (after ?? '–')}
      </span>
    </div>
  );
}
