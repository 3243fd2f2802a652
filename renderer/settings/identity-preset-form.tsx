import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../src/contract/connection.ts';
import { IdentityPreset } from '../../src/contract/identity-preset.ts';
import { client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import styles from './settings.module.css';

export interface IdentityPresetFormProps {
  readonly connection: Connection;
  readonly onDone: () => void;
}

/** What the house behind a connection usually does with identities from outside. */
export function IdentityPresetForm({ connection, onDone }: IdentityPresetFormProps) {
  const { t } = useTranslation('gate');
  const stored = useQuery(queries.identityPreset(connection.id));
  if (stored.error !== null) return <ProblemNotice problem={stored.error} />;
  if (stored.data === undefined) return <WaitingRows rows={3} label={t('preset.title')} />;
  return <Form connection={connection} stored={stored.data} onDone={onDone} />;
}

const texts = ['issuerOfPatientId', 'institutionName', 'accessionPrefix', 'outsideIssuer'] as const;

function Form({ connection, stored, onDone }: IdentityPresetFormProps & { readonly stored: IdentityPreset }) {
  const { t } = useTranslation('gate');
  const cache = useQueryClient();
  const [preset, setPreset] = useState(stored);
  const parsed = IdentityPreset.safeParse(withoutEmpty(preset));
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0]));
  const save = useMutation({
    mutationFn: (wanted: IdentityPreset) => client.setIdentityPreset({ connectionId: connection.id }, wanted),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['identity-preset', connection.id] });
      toast(t('preset.saved', { server: connection.name }));
      onDone();
    },
  });
  const field = (key: (typeof texts)[number], label: string, description?: string) => (
    <TextField
      label={label}
      value={preset[key] ?? ''}
      onChange={(value) => setPreset({ ...preset, [key]: value })}
      {...(wrong.has(key) ? { error: t('preset.wrong') } : description === undefined ? {} : { description })}
    />
  );
  return (
    <form
      className={styles.form}
      aria-label={t('preset.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.success) save.mutate(parsed.data);
      }}
    >
      <p className={styles.soft}>{t('preset.hint', { server: connection.name })}</p>
      <div className={styles.pair}>
        {field('issuerOfPatientId', t('preset.issuer'))}
        {field('institutionName', t('preset.institution'), t('preset.institutionHint'))}
        {field('accessionPrefix', t('preset.prefix'), t('preset.prefixHint'))}
        <Select
          label={t('preset.physician')}
          choices={IdentityPreset.shape.referringPhysician.options.map((id) => ({
            id,
            name: t(`preset.physicians.${id}`),
          }))}
          value={preset.referringPhysician}
          onChange={(referringPhysician) => setPreset({ ...preset, referringPhysician })}
        />
      </div>
      <Checkbox isSelected={preset.keepOutsideId} onChange={(keepOutsideId) => setPreset({ ...preset, keepOutsideId })}>
        {t('preset.keepId')}
      </Checkbox>
      {preset.keepOutsideId ? field('outsideIssuer', t('preset.outsideIssuer')) : null}
      {save.error === null ? null : <ProblemNotice problem={save.error} />}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isDisabled={!parsed.success} isPending={save.isPending}>
          {t('preset.save')}
        </Button>
        <Button look="quiet" onPress={onDone}>
          {t('preset.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** An empty field says nothing. */
function withoutEmpty(preset: IdentityPreset): IdentityPreset {
  const said = Object.entries(preset).filter(([key, value]) => !isText(key) || String(value).trim() !== '');
  return Object.fromEntries(said) as IdentityPreset;
}

function isText(key: string): boolean {
  return texts.some((each) => each === key);
}
