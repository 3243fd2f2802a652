import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, queries, urlOf } from '../api.ts';
import { DownloadButton } from '../ui/button.tsx';
import { formatBytes } from '../ui/format.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import styles from './worklist.module.css';

export interface StudyDocumentsProps {
  readonly connectionId: string;
  readonly studyUuid: string;
}

/** Reports and pictures that go with a study; they are saved, not opened here: they are a stranger's. */
export function StudyDocuments({ connectionId, studyUuid }: StudyDocumentsProps) {
  const { t } = useTranslation('worklist');
  const documents = useQuery(queries.attachments(connectionId, studyUuid));
  if (documents.error !== null) return <ProblemNotice problem={documents.error} />;
  if (documents.data === undefined || documents.data.length === 0) return null;
  return (
    <Section title={t('documents.title')}>
      <ul className={styles.documents}>
        {documents.data.map(({ id, fileName, bytes }) => (
          <li key={id}>
            <span>
              <bdi>{fileName ?? t('documents.unnamed')}</bdi> {bytes === undefined ? null : formatBytes(bytes)}
            </span>
            <DownloadButton href={urlOf(api.attachmentFile, { connectionId, studyUuid, attachmentId: id })}>
              <Download aria-hidden />
              {t('documents.save')}
            </DownloadButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
