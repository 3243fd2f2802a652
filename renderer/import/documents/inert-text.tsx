import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { WaitingRows } from '../../ui/waiting.tsx';
import { fetchDocument } from './fetch-document.ts';
import { plainText } from './plain-text.ts';
import styles from './document-panel.module.css';

/** Reports are short; of a longer text the beginning is shown. */
const SHOWN_BYTES = 1_000_000;

export interface InertTextProps {
  readonly url: string;
  readonly kind: 'text' | 'html' | 'rtf';
  readonly mediaType: string;
}

/** The words of a document and nothing else of it. */
export function InertText({ url, kind, mediaType }: InertTextProps) {
  const { t } = useTranslation('import');
  const text = useQuery({
    queryKey: ['document-text', url],
    queryFn: async ({ signal }) => {
      const { bytes, isWhole } = await fetchDocument(url, SHOWN_BYTES, signal);
      return { text: plainText(bytes, kind, mediaType), isWhole };
    },
  });
  if (text.error !== null) {
    return <ProblemNotice problem={text.error} remedies={{ retry: () => void text.refetch() }} />;
  }
  if (text.data === undefined) return <WaitingRows rows={6} label={t('documents.waiting')} />;
  return (
    <>
      <pre className={styles.text}>{text.data.text}</pre>
      {text.data.isWhole ? null : <p className={styles.soft}>{t('documents.cut')}</p>}
    </>
  );
}
