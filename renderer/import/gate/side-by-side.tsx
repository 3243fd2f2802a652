import { useTranslation } from 'react-i18next';
import type { ComparedIdentity } from '../../../src/contract/identity-comparison.ts';
import type { IdentityMatch } from '../../../src/contract/identity-record.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { wayOf } from '../../ui/difference-words.ts';
import { formatDate, formatPersonName } from '../../ui/format.ts';
import { LikenessBadge } from './likeness.tsx';
import { whatIs, whoIs } from './who-is.ts';
import styles from './gate.module.css';

export interface SideBySideProps {
  readonly disc: ComparedIdentity;
  readonly match: IdentityMatch;
  readonly onTake: () => void;
  readonly onBack: () => void;
}

/** The disc's patient beside one of the house, field by field, and what is between the two. */
export function SideBySide({ disc, match, onTake, onBack }: SideBySideProps) {
  const { t } = useTranslation('gate');
  const { record, comparison } = match;
  return (
    <div className={styles.beside}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          <strong>{`${t(`kind.${record.kind}`)}: ${whoIs(record, t)}`}</strong>
          <span className={styles.soft}>{whatIs(record, t)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('beside.field')}</th>
            <th scope="col">{t('beside.disc')}</th>
            <th scope="col">{t('beside.house')}</th>
            <th scope="col">{t('beside.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.fields.map((each) => (
            <tr key={each.field} className={cx(styles[each.likeness])}>
              <th scope="row">{t(`field.${each.field}`)}</th>
              <td>{shown(each.field, disc) || t('beside.none')}</td>
              <td>{shown(each.field, record) || t('beside.none')}</td>
              <td>
                <LikenessBadge likeness={each.likeness}>{t(`likeness.${each.likeness}`)}</LikenessBadge>
                <span className={styles.way}>{wayOf(each, t)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.buttons}>
        <Button look="primary" onPress={onTake}>
          {t('beside.take')}
        </Button>
        <Button onPress={onBack}>{t('beside.back')}</Button>
      </div>
    </div>
  );
}

function shown(field: keyof ComparedIdentity, identity: ComparedIdentity): string {
  const value = identity[field] ?? '';
  if (field === 'patientName') return formatPersonName(value);
  return field === 'birthDate' ? formatDate(value) : value;
}
