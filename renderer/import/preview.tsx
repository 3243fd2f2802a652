import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TagChange, Treatment, TreatmentPreview } from '../../src/contract/import.ts';
import { queries } from '../api.ts';
import { cx } from '../ui/cx.ts';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { useDebounced } from '../ui/use-debounced.ts';
import { VirtualList } from '../ui/virtual-list.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import styles from './preview.module.css';

export interface PreviewProps {
  readonly scanId: string;
  readonly studyInstanceUid: string;
  readonly treatment: Treatment;
}

/** Before and after on one object of the selection, and what the treatment does not reach. */
export function Preview({ scanId, studyInstanceUid, treatment }: PreviewProps) {
  const { t } = useTranslation('import');
  const settled = useDebounced(treatment, 400);
  const preview = useQuery(queries.preview({ scanId, studyInstanceUid, treatment: settled }));
  return (
    <Section
      title={t('preview.title')}
      hint={preview.data === undefined ? undefined : t('preview.on', { path: preview.data.path })}
    >
      {preview.error === null ? null : <ProblemNotice problem={preview.error} safe={t('preview.safe')} />}
      {preview.isPending ? <WaitingRows rows={5} label={t('preview.waiting')} /> : null}
      {preview.data === undefined ? null : (
        <>
          <NotCovered preview={preview.data} />
          <Changes preview={preview.data} />
        </>
      )}
    </Section>
  );
}

function NotCovered({ preview }: { readonly preview: TreatmentPreview }) {
  const { t } = useTranslation('import');
  if (preview.notCovered.length === 0) return null;
  return (
    <Notice tone="warn" title={t('preview.notCovered')}>
      <ul className={styles.notCovered}>
        {preview.notCovered.map((what) => (
          <li key={what}>{t(`preview.uncovered.${what}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Changes({ preview }: { readonly preview: TreatmentPreview }) {
  const { t } = useTranslation('import');
  const changes = preview.changes.filter(({ action }) => action !== 'keep');
  return (
    <div className={styles.table}>
      <div className={cx(styles.row, styles.header)}>
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
          {[path, `(${tag.slice(0, 4)},${tag.slice(4)})`].filter(Boolean).join(' › ')}
        </span>
      </span>
      <span className={styles.text} title={before}>
        {before ?? '–'}
      </span>
      <span className={styles.text} title={after}>
        {action === 'remove' || action === 'empty' ? <em>{t(`preview.action.${action}`)}</em> : (after ?? '–')}
      </span>
    </div>
  );
}
