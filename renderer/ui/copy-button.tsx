import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';

export interface CopyButtonProps {
  readonly text: string;
  /** Only the icon: in rows of a list. */
  readonly compact?: boolean;
}

type Outcome = 'ready' | 'copied' | 'refused';

const icons = { ready: Copy, copied: Check, refused: TriangleAlert };

/** Copies `text` and says whether it worked. */
export function CopyButton({ text, compact = false }: CopyButtonProps) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<Outcome>('ready');
  const Icon = icons[outcome];
  const copy = async (): Promise<void> => {
    const worked = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setOutcome(worked ? 'copied' : 'refused');
  };
  const actions = { onPress: () => void copy(), onBlur: () => setOutcome('ready') };
  if (compact) return <IconButton {...actions} label={t(`copy.${outcome}`)} icon={<Icon aria-hidden />} />;
  return (
    <Button {...actions}>
      <Icon aria-hidden />
      <span aria-live="polite">{t(`copy.${outcome}`)}</span>
    </Button>
  );
}
