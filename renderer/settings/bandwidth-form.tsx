import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../src/contract/connection.ts';
import { Bandwidth, type LimitedHours } from '../../src/contract/transfer.ts';
import { client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import styles from './settings.module.css';

export interface BandwidthFormProps {
  readonly connection: Connection;
  readonly onDone: () => void;
}

/** How much of the line to one server transfers may take, and when. */
export function BandwidthForm({ connection, onDone }: BandwidthFormProps) {
  const { t } = useTranslation('transfers');
  const stored = useQuery(queries.bandwidth(connection.id));
  if (stored.error !== null) return <ProblemNotice problem={stored.error} />;
  if (stored.data === undefined) return <WaitingRows rows={2} label={t('limit.title')} />;
  return <Form connection={connection} stored={stored.data} onDone={onDone} />;
}

/** In the order of the week. */
const days = [1, 2, 3, 4, 5, 6, 0] as const;
const usualHours: LimitedHours = { days: [1, 2, 3, 4, 5], from: '07:00', to: '18:00' };

function Form({ connection, stored, onDone }: BandwidthFormProps & { readonly stored: Bandwidth }) {
  const { t } = useTranslation('transfers');
  const cache = useQueryClient();
  const { limit } = stored;
  const [when, setWhen] = useState(limit === undefined ? 'never' : limit.hours === undefined ? 'always' : 'hours');
  const [rate, setRate] = useState(String(limit?.mbitPerSecond ?? 20));
  const [hours, setHours] = useState(limit?.hours ?? usualHours);
  const mbitPerSecond = Number(rate.trim().replace(',', '.'));
  const draft =
    when === 'never' ? {} : { limit: { mbitPerSecond, ...(when === 'hours' ? { hours: { ...hours } } : {}) } };
  const parsed = Bandwidth.safeParse(draft);
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => path.at(-1)));
  const save = useMutation({
    mutationFn: (wanted: Bandwidth) => client.setBandwidth({ connectionId: connection.id }, wanted),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['bandwidth', connection.id] });
      toast(t('limit.saved', { server: connection.name }));
      onDone();
    },
  });
  const time = (key: 'from' | 'to') => (
    <TextField
      label={t(`limit.${key}`)}
      value={hours[key]}
      onChange={(value) => setHours({ ...hours, [key]: value })}
      {...(wrong.has(key) ? { error: t('limit.wrongTime') } : {})}
    />
  );
  return (
    <form
      className={styles.form}
      aria-label={t('limit.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.success) save.mutate(parsed.data);
      }}
    >
      <p className={styles.soft}>{t('limit.hint', { server: connection.name })}</p>
      <div className={styles.pair}>
        <Select
          label={t('limit.when')}
          choices={(['never', 'always', 'hours'] as const).map((id) => ({ id, name: t(`limit.whens.${id}`) }))}
          value={when}
          onChange={setWhen}
        />
        {when === 'never' ? null : (
          <TextField
            label={t('limit.rate')}
            value={rate}
            onChange={setRate}
            {...(wrong.has('mbitPerSecond') ? { error: t('limit.wrongRate') } : {})}
          />
        )}
        {when === 'hours' ? time('from') : null}
        {when === 'hours' ? time('to') : null}
      </div>
      {when === 'hours' ? (
        <fieldset className={styles.days} aria-label={t('limit.days')}>
          {days.map((day) => (
            <Checkbox
              key={day}
              isSelected={hours.days.includes(day)}
              onChange={(on) =>
                setHours({ ...hours, days: days.filter((each) => (each === day ? on : hours.days.includes(each))) })
              }
            >
              {t(`limit.day.${day}`)}
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
      {wrong.has('days') ? <p className={styles.soft}>{t('limit.wrongDays')}</p> : null}
      {save.error === null ? null : <ProblemNotice problem={save.error} />}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isDisabled={!parsed.success} isPending={save.isPending}>
          {t('limit.save')}
        </Button>
        <Button look="quiet" onPress={onDone}>
          {t('limit.cancel')}
        </Button>
      </div>
    </form>
  );
}
