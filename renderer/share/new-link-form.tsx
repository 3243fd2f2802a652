import { useQueryClient } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Link } from '../../src/contract/sharing.ts';
import { client } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useSubmit } from '../ui/use-submit.ts';
import { expiries, firstLinkForm, linkOf } from './new-link.ts';
import type { LinkField, LinkForm } from './new-link.ts';
import type { StudyRef } from './study-ref.ts';
import styles from './share.module.css';

export interface NewLinkFormProps extends StudyRef {
  readonly onMade: (link: Link) => void;
}

export function NewLinkForm({ onMade, ...study }: NewLinkFormProps) {
  const { t } = useTranslation('share');
  const cache = useQueryClient();
  const [form, setForm] = useState(firstLinkForm);
  const [wrong, setWrong] = useState<readonly LinkField[]>([]);
  const change = (part: Partial<LinkForm>): void => {
    setForm({ ...form, ...part });
    setWrong([]);
  };
  const make = useSubmit({
    mutationFn: (link: Parameters<typeof client.addLink>[1]) => client.addLink(study, link),
    onSuccess: async (link) => {
      setForm(firstLinkForm);
      onMade(link);
      await cache.invalidateQueries({ queryKey: ['links', study.connectionId, study.studyUuid] });
    },
  });
  const error = (field: LinkField) => (wrong.includes(field) ? { error: t(`links.wrong.${field}`) } : {});
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const result = linkOf(form);
        if ('link' in result) make.mutate(result.link);
        else setWrong(result.wrong);
      }}
    >
      <div className={styles.pair}>
        <Select
          label={t('links.expiry')}
          choices={expiries.map((id) => ({ id, name: t(`links.expiries.${id}`) }))}
          value={form.expiry}
          onChange={(expiry) => change({ expiry })}
        />
        <TextField
          label={t('links.maxHits')}
          placeholder={t('links.noLimit')}
          inputMode="numeric"
          value={form.maxHits}
          onChange={(maxHits) => change({ maxHits })}
          {...error('maxHits')}
        />
      </div>
      <TextField
        label={t('links.password')}
        placeholder={t('links.optional')}
        type="password"
        autoComplete="new-password"
        value={form.password}
        onChange={(password) => change({ password })}
        {...error('password')}
      />
      {make.error === null ? null : <ProblemNotice problem={make.error} safe={t('links.notMade')} />}
      <Button type="submit" look="primary" isPending={make.isPending}>
        <Link2 aria-hidden />
        {t('links.make')}
      </Button>
    </form>
  );
}
