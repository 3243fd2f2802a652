import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { formatDate, formatPersonName } from '../ui/format.ts';
import { fieldValue, identitiesOf } from './identity.ts';
import type { IdentityForm } from './identity.ts';
import type { Chosen } from './selection.ts';
import styles from './import.module.css';

export interface IdentityPicksProps {
  readonly chosen: Chosen;
  readonly onPick: (form: IdentityForm) => void;
}

/** Enough to find the right one among; who is not here is typed in. */
const SHOWN = 6;

/** The patients that contradicting files name: one of them may be the right one. */
export function IdentityPicks({ chosen, onPick }: IdentityPicksProps) {
  const { t } = useTranslation('import');
  const identities = identitiesOf(chosen).slice(0, SHOWN);
  if (identities.length === 0) return null;
  return (
    <div className={styles.picks}>
      <span className={styles.soft}>{t('identities.pick')}</span>
      {identities.map((identity) => {
        const { patientName = '', patientId = '', birthDate = '', sex = '' } = identity;
        const name = formatPersonName(patientName) || t('tree.noName');
        const who = [name, patientId || t('tree.noId'), formatDate(birthDate), sex].filter(Boolean).join(' · ');
        return (
          <Button
            key={JSON.stringify(identity)}
            aria-label={t('identities.take', { who })}
            onPress={() =>
              onPick({
                PatientName: fieldValue('PatientName', patientName),
                PatientID: patientId,
                PatientBirthDate: fieldValue('PatientBirthDate', birthDate),
                PatientSex: sex,
              })
            }
          >
            {who}
          </Button>
        );
      })}
    </div>
  );
}
