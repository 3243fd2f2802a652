import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import styles from './settings.module.css';

/** A file chosen now, `null` to take away what is set, undefined for what is set. */
export type Given = File | null | undefined;

export interface FileRowProps {
  readonly label: string;
  readonly hint: string;
  readonly types: readonly string[];
  /** What is set now; empty for nothing. */
  readonly current: string;
  /** A file chosen here, `null` to take away what is set. */
  readonly given: Given;
  readonly onGive: (given: Given) => void;
}

/** A file that a setting is read from. */
export function FileRow({ label, hint, types, current, given, onGive }: FileRowProps) {
  const { t } = useTranslation('settings');
  const shown = given === undefined ? current : (given?.name ?? '');
  return (
    <div className={styles.cardRow}>
      <div className={styles.words}>
        <p className={styles.primary}>{label}</p>
        <p className={styles.soft}>{shown === '' ? hint : shown}</p>
      </div>
      <FileTrigger acceptedFileTypes={types} onSelect={(files) => onGive(files?.[0])}>
        <Button aria-label={`${label}: ${t('network.choose')}`}>{t('network.choose')}</Button>
      </FileTrigger>
      {shown === '' ? null : (
        <Button look="quiet" onPress={() => onGive(current === '' ? undefined : null)}>
          {t('network.takeAway')}
        </Button>
      )}
    </div>
  );
}
