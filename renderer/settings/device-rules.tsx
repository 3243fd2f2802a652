import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ScanText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptDeviceRule } from '../../src/contract/pixels.ts';
import { client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { toast } from '../ui/toast.tsx';
import styles from './settings.module.css';

/** Where devices write into their images, as reviews have taught this computer. */
export function DeviceRules() {
  const { t } = useTranslation('pixels');
  const kept = useQuery(queries.deviceRules());
  return (
    <Section title={t('rules.title')} hint={t('rules.hint')}>
      {kept.error === null ? null : <ProblemNotice problem={kept.error} />}
      {kept.data?.length === 0 ? <p className={styles.soft}>{t('rules.none')}</p> : null}
      <ul className={styles.list}>
        {kept.data?.map((one) => (
          <Rule key={one.id} kept={one} />
        ))}
      </ul>
    </Section>
  );
}

function Rule({ kept: { id, rule } }: { readonly kept: KeptDeviceRule }) {
  const { t } = useTranslation('pixels');
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { manufacturer = '', model = '', rows, columns } = rule.when;
  const device = t('rules.device', { manufacturer, model });
  const forget = useMutation({
    mutationFn: () => client.forgetDeviceRule({ ruleId: id }),
    onSuccess: async () => {
      toast(t('rules.deleted'));
      await cache.invalidateQueries({ queryKey: ['device-rules'] });
    },
  });
  const count = rule.blank?.length ?? 0;
  const about = [
    ...(rows === undefined || columns === undefined ? [] : [t('rules.size', { columns, rows })]),
    ...(count === 0 ? [] : [t('regions', { count })]),
    ...(rule.blankOutsideUltrasoundRegions === true ? [t('editor.ultrasound-regions')] : []),
  ];
  return (
    <li className={styles.card}>
      <div className={styles.cardRow}>
        <ScanText aria-hidden />
        <div className={styles.words}>
          <p className={styles.primary}>{device}</p>
          <p className={styles.soft}>{about.join(' · ')}</p>
        </div>
        <Button look="danger" isDisabled={asking} onPress={() => setAsking(true)}>
          {t('rules.delete')}
        </Button>
      </div>
      {forget.error === null ? null : <ProblemNotice problem={forget.error} />}
      {asking ? (
        <Confirm
          question={t('rules.question', { device })}
          consequence={t('rules.consequence')}
          action={t('rules.action')}
          isPending={forget.isPending}
          onConfirm={() => forget.mutate()}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </li>
  );
}
