import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../ui/button.tsx';
import styles from './source.module.css';

export interface TogetherProps {
  readonly paths: readonly string[];
  readonly onRemove: (path: string) => void;
  readonly onRead: () => void;
  readonly isPending: boolean;
}

/** Sources that are read as one: the discs of one study, a disc and its second copy. */
export function Together({ paths, onRemove, onRead, isPending }: TogetherProps) {
  const { t } = useTranslation('import');
  if (paths.length === 0) return null;
  return (
    <section className={styles.together} aria-label={t('source.together')}>
      <h2>{t('source.together')}</h2>
      <ul className={styles.chosen}>
        {paths.map((path) => (
          <li key={path} className={styles.chosenPath}>
            <span className={styles.secondary} title={path}>
              {path}
            </span>
            <IconButton label={t('source.remove', { name: path })} icon={<X />} onPress={() => onRemove(path)} />
          </li>
        ))}
      </ul>
      <Button look="primary" isPending={isPending} onPress={onRead}>
        {t('source.readAll', { count: paths.length })}
      </Button>
    </section>
  );
}
