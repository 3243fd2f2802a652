import { UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/cx.ts';
import { formatDate, formatPersonName } from '../../ui/format.ts';
import { Cell } from './grid.tsx';
import type { TreeRow } from './tree-rows.ts';
import styles from './tree.module.css';

type IdentityRow = Extract<TreeRow, { kind: 'identity' }>;

/** One of the patients that the files of a study name, under the others; what differs from the first stands out. */
export function IdentityCells({ identity, first }: Pick<IdentityRow, 'identity' | 'first'>) {
  const { t } = useTranslation('import');
  const { patientName, patientId, birthDate, sex, objects, path } = identity;
  const differs = (what: 'patientName' | 'patientId' | 'birthDate' | 'sex'): string =>
    cx(styles.fact, identity[what] !== first[what] && styles.differs);
  return (
    <Cell column="line" className={styles.identityLine}>
      <UserRound aria-hidden />
      <span className={differs('patientName')} title={patientName}>
        {formatPersonName(patientName) || t('tree.noName')}
      </span>
      <span className={differs('patientId')}>{patientId ?? t('tree.noId')}</span>
      <span className={differs('birthDate')}>
        {birthDate === undefined ? t('tree.noBirthDate') : t('tree.born', { date: formatDate(birthDate) })}
      </span>
      <span className={differs('sex')}>{sex ?? '–'}</span>
      <span className={styles.number}>{t('tree.objects', { count: objects })}</span>
      <span className={styles.path} title={path}>
        {path}
      </span>
    </Cell>
  );
}
