import { Disc3, HardDrive, House, Network, Plus, Usb } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LucideIcon } from 'lucide-react';
import type { Volume } from '../../src/contract/files.ts';
import { Button, IconButton } from '../ui/button.tsx';
import styles from './source.module.css';

const icons: Record<Volume['kind'], LucideIcon> = {
  optical: Disc3,
  removable: Usb,
  fixed: HardDrive,
  network: Network,
  home: House,
};

export interface VolumesProps {
  readonly volumes: readonly Volume[];
  readonly onRead: (path: string) => void;
  readonly onBrowse: (path: string) => void;
  /** To be read together with others. */
  readonly onAdd: (path: string) => void;
}

/** Discs are read at once; on large drives one looks for the folder first. */
export function Volumes({ volumes, onRead, onBrowse, onAdd }: VolumesProps) {
  const { t } = useTranslation('import');
  if (volumes.length === 0) return <p className={styles.none}>{t('source.noVolumes')}</p>;
  return (
    <ul className={styles.list}>
      {volumes.map(({ path, label, kind }) => {
        const Icon = icons[kind];
        const isDisc = kind === 'optical' || kind === 'removable';
        return (
          <li key={path} className={styles.item}>
            <Icon aria-hidden />
            <div className={styles.words}>
              <p className={styles.primary}>{label}</p>
              <p className={styles.secondary} title={path}>
                {path}
              </p>
            </div>
            {isDisc ? (
              <IconButton label={t('source.addNamed', { name: label })} icon={<Plus />} onPress={() => onAdd(path)} />
            ) : null}
            <Button
              look={isDisc ? 'primary' : 'plain'}
              aria-label={t(isDisc ? 'source.readNamed' : 'source.browseNamed', { name: label })}
              onPress={() => (isDisc ? onRead(path) : onBrowse(path))}
            >
              {isDisc ? t('source.read') : t('source.browse')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
