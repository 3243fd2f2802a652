import { useEffect, useState } from 'react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useTranslation } from 'react-i18next';
import { Notice } from '../notice.tsx';
import { WaitingRows } from '../waiting.tsx';
import { PdfPage } from './pdf-page.tsx';
import { readPdf } from './pdf-reader.ts';
import styles from './pdf.module.css';

const SHOWN_PAGES = 200;

export interface PdfPagesProps {
  /** The whole file; the reader takes a copy. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type Reading =
  | { readonly state: 'waiting' }
  | { readonly state: 'read'; readonly pdf: PDFDocumentProxy }
  | { readonly state: 'locked' }
  | { readonly state: 'broken' };

/** The pages of a PDF under each other, each drawn when it comes into sight. */
export function PdfPages({ bytes }: PdfPagesProps) {
  const { t } = useTranslation();
  const reading = useReading(bytes);
  switch (reading.state) {
    case 'waiting':
      return <WaitingRows rows={6} label={t('pdf.reading')} />;
    case 'locked':
      return <Notice tone="info" title={t('pdf.locked')} />;
    case 'broken':
      return <Notice tone="warn" title={t('pdf.broken')} />;
    case 'read': {
      const { pdf } = reading;
      const shown = Math.min(pdf.numPages, SHOWN_PAGES);
      return (
        <div className={styles.pages}>
          {Array.from({ length: shown }, (_, index) => (
            <PdfPage key={index} pdf={pdf} number={index + 1} />
          ))}
          {shown === pdf.numPages ? null : (
            <p className={styles.soft}>{t('pdf.morePages', { count: pdf.numPages - shown })}</p>
          )}
        </div>
      );
    }
  }
}

function useReading(bytes: Uint8Array<ArrayBuffer>): Reading {
  const [reading, setReading] = useState<Reading>({ state: 'waiting' });
  useEffect(() => {
    // The reader gives its bytes away to its worker.
    const task = readPdf(bytes.slice());
    let isOver = false;
    task.promise.then(
      (pdf) => setReading({ state: 'read', pdf }),
      (error: unknown) => {
        if (!isOver) setReading(failureOf(error));
      },
    );
    return () => {
      isOver = true;
      void task.destroy();
    };
  }, [bytes]);
  return reading;
}

/** What the reader throws about a document's own faults says little to a person. */
function failureOf(error: unknown): Reading {
  return { state: error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken' };
}
