import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sender } from '../../../src/contract/import.ts';
import { Section } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ImportDraft } from '../draft.ts';

export interface SenderSectionProps {
  readonly draft: ImportDraft;
  readonly onDraft: (change: Partial<ImportDraft>) => void;
}

/** Who sends: asked of a visitor when a rule of the destination writes it into the images. */
export function SenderSection({ draft: { sender }, onDraft }: SenderSectionProps) {
  const { t } = useTranslation('deid');
  const [left, setLeft] = useState<ReadonlySet<keyof Sender>>(new Set());
  const isWrong = (key: keyof Sender): boolean => left.has(key) && !Sender.shape[key].safeParse(sender[key]).success;
  const field = (key: keyof Sender, error: string) => (
    <TextField
      label={t(`rules.sender.${key}`)}
      type={key === 'email' ? 'email' : 'text'}
      autoComplete={key}
      maxLength={64}
      value={sender[key]}
      onChange={(value) => onDraft({ sender: { ...sender, [key]: value } })}
      onBlur={() => setLeft(new Set([...left, key]))}
      {...(isWrong(key) ? { error } : {})}
    />
  );
  return (
    <Section title={t('rules.sender.title')} hint={t('rules.sender.hint')}>
      {field('name', t('rules.sender.wrongName'))}
      {field('email', t('rules.sender.wrongEmail'))}
    </Section>
  );
}
