import { useQuery } from '@tanstack/react-query';
import { ChevronUp, Download, FileText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../src/contract/attachment.ts';
import { ProblemBody } from '../../src/contract/problem-schema.ts';
import { ApiError, api, queries, urlOf } from '../api.ts';
import { Button, DownloadButton } from '../ui/button.tsx';
import { formatBytes } from '../ui/format.ts';
import { PdfPages } from '../ui/pdf/pdf-pages.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import styles from './worklist.module.css';

export interface StudyDocumentsProps {
  readonly connectionId: string;
  readonly studyUuid: string;
}

/** Reports and pictures that go with a study: they are a stranger's, so PDFs are drawn here, and all else is saved only. */
export function StudyDocuments({ connectionId, studyUuid }: StudyDocumentsProps) {
  const { t } = useTranslation('worklist');
  const documents = useQuery(queries.attachments(connectionId, studyUuid));
  const [shown, setShown] = useState<string>();
  if (documents.error !== null) return <ProblemNotice problem={documents.error} />;
  if (documents.data === undefined || documents.data.length === 0) return null;
  return (
    <Section title={t('documents.title')}>
      <ul className={styles.documents}>
        {documents.data.map((document) => {
          const { id, fileName, bytes } = document;
          const url = urlOf(api.attachmentFile, { connectionId, studyUuid, attachmentId: id });
          const name = fileName ?? t('documents.unnamed');
          const isShown = shown === id;
          return (
            <li key={id}>
              <span>
                <bdi>{name}</bdi> {bytes === undefined ? null : formatBytes(bytes)}
              </span>
              {isReadable(document) ? (
                <Button
                  aria-expanded={isShown}
                  aria-label={t(isShown ? 'documents.closeNamed' : 'documents.readNamed', { name })}
                  onPress={() => setShown(isShown ? undefined : id)}
                >
                  {isShown ? <ChevronUp aria-hidden /> : <FileText aria-hidden />}
                  {t(isShown ? 'documents.close' : 'documents.read')}
                </Button>
              ) : null}
              <DownloadButton href={url}>
                <Download aria-hidden />
                {t('documents.save')}
              </DownloadButton>
              {isShown ? (
                <div className={styles.pages}>
                  <Pdf url={url} />
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** More would not fit well into this window's memory. */
const MOST_BYTES = 100_000_000;

function isReadable({ fileName = '', mediaType, bytes = 0 }: Attachment): boolean {
  return (mediaType === 'application/pdf' || /\.pdf$/i.test(fileName)) && bytes <= MOST_BYTES;
}

function Pdf({ url }: { readonly url: string }) {
  const { t } = useTranslation('worklist');
  const pdf = useQuery({
    queryKey: ['attachment', url],
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new ApiError(ProblemBody.parse(await response.json()).error, response.status);
      return new Uint8Array(await response.arrayBuffer());
    },
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  });
  if (pdf.error !== null) return <ProblemNotice problem={pdf.error} remedies={{ retry: () => void pdf.refetch() }} />;
  if (pdf.data === undefined) return <WaitingRows rows={6} label={t('documents.waiting')} />;
  return <PdfPages bytes={pdf.data} />;
}
