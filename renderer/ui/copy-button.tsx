import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

type Outcome = 'ready' | 'copied' | 'refused';

const icons = { ready: Copy, copied: Check, refused: TriangleAlert };

/** Copies `text` and says whether it worked. */
export function CopyButton({ text, quiet = false }: { readonly text: string; readonly quiet?: boolean }) {
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
  return (
    <Button look={quiet ? 'quiet' : 'plain'} onPress={() => void copy()} onBlur={() => setOutcome('ready')}>
      <Icon aria-hidden />
      <output>{t(`copy.${outcome}`)}</output>
    </Button>
  );
}
