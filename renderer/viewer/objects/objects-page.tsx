import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DicomReadError } from '../../../src/dicom/read-error.ts';
import { ApiError } from '../../api.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatDate, formatPersonName, formatTime } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { WaitingRows } from '../../ui/waiting.tsx';
import type { ObjectKind } from '../object-kind.ts';
import type { OtherObject } from '../stack.ts';
import type { StudySource } from '../study-source.ts';
import { fetchObject, TooLargeError } from './fetch-object.ts';
import type { Fact, ObjectContent, ObjectOwner } from './object-content.ts';
import { ObjectLink } from './report-items.tsx';
import { ReportView, type References } from './report-view.tsx';
import styles from './objects.module.css';

// The PDF reader is large: it is fetched when the first PDF is looked at.
const PdfPages = lazy(async () => ({ default: (await import('../../ui/pdf/pdf-pages.tsx')).PdfPages }));

interface ObjectsPageProps extends References {
  readonly source: StudySource;
  /** Of one series; at least one. */
  readonly objects: readonly OtherObject[];
}

/** The objects of a series that has no pictures, one at a time. */
export function ObjectsPage({ source, objects, ...references }: ObjectsPageProps) {
  const { t } = useTranslation('viewer');
  const [wanted, setWanted] = useState(0);
  const index = Math.min(wanted, objects.length - 1);
  const object = objects[index];
  if (object === undefined) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
    <div className={styles.page} role="document" tabIndex={0} aria-label={t(`kind.${object.kind}`)}>
      <article className={styles.sheet}>
        {objects.length === 1 ? null : (
          <nav className={styles.pager} aria-label={t('object.several')}>
            <IconButton
              label={t('object.previous')}
              icon={<ChevronLeft />}
              isDisabled={index === 0}
              onPress={() => setWanted(index - 1)}
            />
            <span className="tabular">{t('object.position', { position: index + 1, count: objects.length })}</span>
            <IconButton
              label={t('object.next')}
              icon={<ChevronRight />}
              isDisabled={index === objects.length - 1}
              onPress={() => setWanted(index + 1)}
            />
          </nav>
        )}
        <OneObject key={object.sopInstanceUid} source={source} object={object} {...references} />
      </article>
    </div>
  );
}

interface OneObjectProps extends References {
  readonly source: StudySource;
  readonly object: OtherObject;
}

function OneObject({ source, object, ...references }: OneObjectProps) {
  const { t } = useTranslation('viewer');
  const { sopInstanceUid, kind } = object;
  const url = source.fileUrl(sopInstanceUid);
  const content = useQuery({
    queryKey: ['object', url],
    queryFn: async ({ signal }) => fetchObject(url, kind, signal),
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  });
  if (content.error !== null) {
    const retry = () => void content.refetch();
    if (content.error instanceof ApiError)
      return <ProblemNotice problem={content.error} remedies={{ retry, 'reinsert-disc': retry }} />;
    return <Notice tone="bad" title={t(reasonOf(content.error))} />;
  }
  if (content.data === undefined) return <WaitingRows rows={6} label={t('object.reading')} />;
  return (
    <>
      <Owner owner={content.data.owner} />
      <Content content={content.data} kind={kind} {...references} />
      <p className={styles.className}>{content.data.className}</p>
    </>
  );
}

function reasonOf(error: Error) {
  if (error instanceof TooLargeError) return 'object.tooLarge';
  return error instanceof DicomReadError ? 'object.broken' : 'object.failed';
}

/** Whose it is, in the file's own words: a report that lies in the wrong study must be seen to. */
function Owner({ owner }: { readonly owner: ObjectOwner }) {
  const { t } = useTranslation('viewer');
  const { patientName, patientId, birthDate, sex } = owner;
  return (
    <p className={styles.owner}>
      <strong>{formatPersonName(patientName) || t('page.noName')}</strong>
      {[patientId, formatDate(birthDate), sex].filter(Boolean).join(' · ')}
    </p>
  );
}

function Content({ content, kind, ...references }: References & { content: ObjectContent; kind: ObjectKind }) {
  const { t } = useTranslation('viewer');
  switch (content.kind) {
    case 'report':
      return <ReportView report={content.report} isSelection={kind === 'key-objects'} {...references} />;
    case 'pdf':
      return (
        <>
          <header className={styles.heading}>
            <h2>{content.title ?? t('kind.pdf')}</h2>
            <SaveButton bytes={content.bytes} />
          </header>
          <Suspense fallback={<WaitingRows rows={6} label={t('object.reading')} />}>
            <PdfPages bytes={content.bytes} />
          </Suspense>
        </>
      );
    case 'text':
      return (
        <>
          <header className={styles.heading}>
            <h2>{content.title ?? t('kind.document')}</h2>
            <p className={styles.soft}>{t('object.words')}</p>
          </header>
          <p className={styles.text}>{content.text}</p>
          {content.isCut ? <Notice tone="warn" title={t('report.cut')} /> : null}
        </>
      );
    case 'facts':
      return (
        <>
          <header className={styles.heading}>
            <h2>{t(`kind.${kind}`)}</h2>
            <p className={styles.soft}>{t(`object.hint.${hints[kind] ?? 'other'}`)}</p>
          </header>
          {content.facts.length === 0 ? null : (
            <Facts facts={content.facts.map((fact) => [t(`object.fact.${fact.name}`), wordsOf(fact)] as const)} />
          )}
          {content.references.length === 0 ? null : (
            <section className={styles.chapter}>
              <h3>{t('object.references', { count: content.references.length })}</h3>
              <div className={styles.links}>
                {content.references.slice(0, SHOWN_LINKS).map((sopInstanceUid) => (
                  <ObjectLink key={sopInstanceUid} frame={{ sopInstanceUid, frame: 1 }} {...references} />
                ))}
              </div>
            </section>
          )}
        </>
      );
  }
}

function wordsOf({ name, value }: Fact): string {
  if (name === 'creator') return formatPersonName(value);
  if (name !== 'created') return value;
  const [date, time] = value.split(' ');
  return [formatDate(date), formatTime(time)].filter(Boolean).join(' ');
}

const SHOWN_LINKS = 60;
const hints: Partial<Record<ObjectKind, 'presentation' | 'video' | 'waveform' | 'document'>> = {
  'presentation-state': 'presentation',
  video: 'video',
  waveform: 'waveform',
  document: 'document',
  pdf: 'document',
};

function SaveButton({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const { t } = useTranslation('viewer');
  const blob = useMemo(() => new Blob([bytes], { type: 'application/pdf' }), [bytes]);
  return (
    <Button
      onPress={() => {
        const url = URL.createObjectURL(blob);
        const link = document.createElement('a');
        link.href = url;
        link.download = 'document.pdf';
        link.click();
        URL.revokeObjectURL(url);
      }}
    >
      {t('object.save')}
    </Button>
  );
}
