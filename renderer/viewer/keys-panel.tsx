import { useTranslation } from 'react-i18next';
import { Panel } from '../ui/panel.tsx';
import { Section } from '../ui/section.tsx';
import { offered, type Ability } from './actions.ts';
import { KeyCap } from './key-cap.tsx';
import styles from './keys-panel.module.css';

const groups = ['tool', 'window', 'view', 'page', 'reading', 'panel'] as const;

interface KeysPanelProps {
  readonly abilities: ReadonlySet<Ability>;
  readonly onClose: () => void;
}

/** Every key of the viewer, from the same table that makes them work. */
export function KeysPanel({ abilities, onClose }: KeysPanelProps) {
  const { t } = useTranslation('viewer');
  return (
    <Panel title={t('keys.title')} onClose={onClose}>
      {groups.map((group) => (
        <Section key={group} title={t(`keys.group.${group}`)}>
          <dl className={styles.keys}>
            {offered({ abilities })
              .filter((action) => action.group === group)
              .map(({ id, keys }) => (
                <div key={id} className={styles.row}>
                  <dt>{t(`action.${id}`)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <KeyCap key={key} name={key} />
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </Section>
      ))}
      <p className={styles.mouse}>{t('keys.mouse')}</p>
    </Panel>
  );
}
