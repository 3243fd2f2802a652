import { useEffect, useState } from 'react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { WaitingRows } from '../../ui/waiting.tsx';
import { fetchDocument } from './fetch-document.ts';
import { PdfPage } from './pdf-page.tsx';
import { readPdf } from './pdf-reader.ts';
import styles from './document-panel.module.css';

/** A report is smaller by far; more would not fit well into this window's memory. */
const MAX_BYTES = 100_000_000;
const SHOWN_PAGES = 200;

export interface PdfProps {
  readonly url: string;
  readonly bytes: number;
}

type Reading =
  | { readonly state: 'waiting' }
  | { readonly state: 'read'; readonly pdf: PDFDocumentProxy }
  | { readonly state: 'refused'; readonly error: ApiError }
  | { readonly state: 'locked' }
  | { readonly state: 'broken' };

/** The pages of a PDF under each other, each drawn when it comes into sight. */
export function Pdf({ url, bytes }: PdfProps) {
  const { t } = useTranslation('import');
  const isTooLarge = bytes > MAX_BYTES;
  const reading = useReading(isTooLarge ? undefined : url);
  if (isTooLarge) return <Notice tone="info" title={t('documents.tooLarge')} />;
  switch (reading.state) {
    case 'waiting':
      return <WaitingRows rows={6} label={t('documents.waiting')} />;
    case 'refused':
      return <ProblemNotice problem={reading.error} />;
    case 'locked':
      return <Notice tone="info" title={t('documents.locked')} />;
    case 'broken':
      return <Notice tone="warn" title={t('documents.brokenPdf')} />;
    case 'read': {
      const { pdf } = reading;
      const shown = Math.min(pdf.numPages, SHOWN_PAGES);
      return (
        <div className={styles.pages}>
          {Array.from({ length: shown }, (_, index) => (
            <PdfPage key={index} pdf={pdf} number={index + 1} />
          ))}
          {shown === pdf.numPages ? null : (
            <p className={styles.soft}>{t('documents.morePages', { count: pdf.numPages - shown })}</p>
          )}
        </div>
      );
    }
  }
}

function useReading(url: string | undefined): Reading {
  const [reading, setReading] = useState<Reading>({ state: 'waiting' });
  useEffect(() => {
    if (url === undefined) return undefined;
    const abort = new AbortController();
    let close = async (): Promise<void> => undefined;
    const read = async (): Promise<void> => {
      const { bytes } = await fetchDocument(url, MAX_BYTES, abort.signal);
      const task = readPdf(bytes);
      close = () => task.destroy();
      setReading({ state: 'read', pdf: await task.promise });
    };
    read().catch((error: unknown) => {
      if (!abort.signal.aborted) setReading(failureOf(error));
    });
    return () => {
      abort.abort();
      void close();
    };
  }, [url]);
  return reading;
}

/** What the reader throws about a document's own faults says little to a person. */
function failureOf(error: unknown): Reading {
  if (error instanceof ApiError) return { state: 'refused', error };
  return { state: error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken' };
}
