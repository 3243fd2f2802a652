import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/checkbox.tsx';
import { formatDate, formatPersonName } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import type { Chosen } from '../selection.ts';
import { mayWrap } from './wishes.ts';
import type { DocumentWish, OfferedDocument } from './wishes.ts';
import styles from './along.module.css';

export interface AlongProps {
  readonly document: OfferedDocument;
  readonly wish: DocumentWish | undefined;
  readonly chosen: Chosen;
  readonly onWish: (wish: DocumentWish | undefined) => void;
}

const NONE = 'none';

/** With which study a document goes, and how; it goes with none unless somebody says so. */
export function Along({ document, wish, chosen, onWish }: AlongProps) {
  const { t } = useTranslation('import');
  const studies = useStudyNames(chosen);
  if (studies.length === 0) return <p className={styles.soft}>{t('documents.along.noStudy')}</p>;
  return (
    <div className={styles.along}>
      <Select
        label={t('documents.along.with')}
        choices={[{ id: NONE, name: t('documents.along.none') }, ...studies]}
        value={studies.some(({ id }) => id === wish?.studyInstanceUid) ? wish?.studyInstanceUid : NONE}
        onChange={(studyInstanceUid) =>
          onWish(
            studyInstanceUid === NONE
              ? undefined
              : { as: 'file', reviewed: false, ...wish, document, studyInstanceUid },
          )
        }
      />
      {wish === undefined ? null : (
        <>
          {mayWrap(document) ? (
            <Select
              label={t('documents.along.how')}
              choices={[
                { id: 'file', name: t('documents.along.file'), description: t('documents.along.fileHint') },
                { id: 'dicom', name: t('documents.along.dicom'), description: t('documents.along.dicomHint') },
              ]}
              value={wish.as}
              onChange={(as) => onWish({ ...wish, as })}
            />
          ) : null}
          <Checkbox isSelected={wish.reviewed} onChange={(reviewed) => onWish({ ...wish, reviewed })}>
            {t('documents.along.read')}
          </Checkbox>
          <p className={styles.soft}>{t('documents.along.readHint')}</p>
        </>
      )}
    </div>
  );
}

/** The chosen studies as a person knows them. */
export function useStudyNames({ patients }: Chosen): readonly { readonly id: string; readonly name: string }[] {
  const { t } = useTranslation('import');
  return patients.flatMap((patient) =>
    patient.studies.map(({ studyInstanceUid, studyDate, description }) => ({
      id: studyInstanceUid,
      name: [
        patients.length > 1 ? formatPersonName(patient.patientName) || t('tree.noName') : '',
        formatDate(studyDate),
        description ?? t('documents.along.unnamedStudy'),
      ]
        .filter(Boolean)
        .join(' · '),
    })),
  );
}
