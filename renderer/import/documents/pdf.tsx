import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.tsx';
import { PdfPages } from '../../ui/pdf/pdf-pages.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { WaitingRows } from '../../ui/waiting.tsx';
import { fetchDocument } from './fetch-document.ts';

/** A report is smaller by far; more would not fit well into this window's memory. */
const MAX_BYTES = 100_000_000;

export interface PdfProps {
  readonly url: string;
  readonly bytes: number;
}

export function Pdf({ url, bytes }: PdfProps) {
  const { t } = useTranslation('import');
  const isTooLarge = bytes > MAX_BYTES;
  const document = useQuery({
    queryKey: ['document-pdf', url],
    queryFn: async ({ signal }) => fetchDocument(url, MAX_BYTES, signal),
    enabled: !isTooLarge,
    // A disc's bytes do not change; they go when the panel does.
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  });
  if (isTooLarge) return <Notice tone="info" title={t('documents.tooLarge')} />;
  if (document.error !== null) return <ProblemNotice problem={document.error} />;
  if (document.data === undefined) return <WaitingRows rows={6} label={t('documents.waiting')} />;
  return <PdfPages bytes={document.data.bytes} />;
}
