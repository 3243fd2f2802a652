import { Eye, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Section } from '../../ui/section.tsx';
import type { Chosen } from '../selection.ts';
import { useStudyNames } from './along.tsx';
import { documentKey, withWish, wishesFor } from './wishes.ts';
import type { DocumentsDraft } from './wishes.ts';
import styles from './along.module.css';

export interface DocumentsSectionProps {
  readonly draft: DocumentsDraft;
  readonly onDraft: (draft: DocumentsDraft) => void;
  /** What will be sent. */
  readonly leaving: Chosen;
  /** The images lose their identity: each document waits until somebody has read it. */
  readonly isHeld: boolean;
  /** Back to where documents are looked at. */
  readonly onLook: () => void;
}

/** The documents that go along, before they do. */
export function DocumentsSection({ draft, onDraft, leaving, isHeld, onLook }: DocumentsSectionProps) {
  const { t } = useTranslation('import');
  const names = new Map(useStudyNames(leaving).map(({ id, name }) => [id, name]));
  const wishes = wishesFor(draft, leaving.studies);
  if (wishes.length === 0) return null;
  return (
    <Section
      title={t('documents.going', { count: wishes.length })}
      hint={isHeld ? t('documents.heldHint') : t('documents.goingHint')}
      actions={
        <Button look="quiet" onPress={onLook}>
          <Eye aria-hidden />
          {t('documents.look')}
        </Button>
      }
    >
      <ul className={styles.list}>
        {wishes.map((wish) => {
          const { document, studyInstanceUid, as, reviewed } = wish;
          return (
            <li key={documentKey(document)} className={styles.item}>
              <span className={styles.name} title={document.path}>
                <bdi>{document.name}</bdi>
              </span>
              <span className={styles.buttons}>
                <IconButton
                  label={t('documents.leave', { name: document.name })}
                  icon={<X />}
                  onPress={() => onDraft(withWish(draft, document, undefined))}
                />
              </span>
              <span className={styles.soft}>
                {[names.get(studyInstanceUid) ?? '', t(`documents.along.${as}`)].filter(Boolean).join(' · ')}
              </span>
              {isHeld ? (
                <span className={styles.read}>
                  <Checkbox
                    isSelected={reviewed}
                    onChange={(next) => onDraft(withWish(draft, document, { ...wish, reviewed: next }))}
                  >
                    {t('documents.along.read')}
                  </Checkbox>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
