import { useEffect, useRef, useState } from 'react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useTranslation } from 'react-i18next';
import { annotationMode } from './pdf-reader.ts';
import styles from './pdf.module.css';

/** Of a canvas: a page may claim to be as large as a house. */
const MAX_PIXELS = 8_000_000;
/** A4, until the page has said its own. */
const A4 = 210 / 297;

export interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
}

export function PdfPage({ pdf, number }: PdfPageProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLCanvasElement>(null);
  const [isNear, setIsNear] = useState(false);
  const [ratio, setRatio] = useState(A4);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (box.current === null) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) setIsNear(true);
      },
      { rootMargin: '600px 0px' },
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (!isNear || box.current === null) return undefined;
    const canvas = box.current;
    let cancel = (): void => undefined;
    let isOver = false;
    const draw = async (): Promise<void> => {
      const page = await pdf.getPage(number);
      const natural = page.getViewport({ scale: 1 });
      setRatio(natural.width / natural.height);
      const wanted = (canvas.clientWidth * devicePixelRatio) / natural.width;
      const scale = Math.min(wanted, Math.sqrt(MAX_PIXELS / (natural.width * natural.height)));
      const viewport = page.getViewport({ scale });
      if (isOver) return;
      canvas.width = Math.max(1, Math.floor(viewport.width));
      canvas.height = Math.max(1, Math.floor(viewport.height));
      const task = page.render({ canvas, viewport, annotationMode });
      cancel = () => task.cancel();
      await task.promise;
    };
    draw().catch(() => {
      // A page that was scrolled or closed away is not broken.
      if (!isOver) setFailed(true);
    });
    return () => {
      isOver = true;
      cancel();
    };
  }, [isNear, pdf, number]);
  if (failed) return <p className={styles.soft}>{t('pdf.brokenPage', { number })}</p>;
  return (
    <canvas ref={box} aria-label={t('pdf.page', { number })} className={styles.page} style={{ aspectRatio: ratio }} />
  );
}
