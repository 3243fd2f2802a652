import { Check } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui/cx.ts';
import { steps } from './draft.ts';
import type { Step } from './draft.ts';
import styles from './step-bar.module.css';

export interface StepBarProps {
  readonly current: Step;
  /** Steps that can be gone to now. */
  readonly open: readonly Step[];
  readonly onStep: (step: Step) => void;
}

/** The way from the disc to the server, and where one is on it. */
export function StepBar({ current, open, onStep }: StepBarProps) {
  const { t } = useTranslation('import');
  const at = steps.indexOf(current);
  return (
    <ol className={styles.steps} aria-label={t('steps.label')}>
      {steps.map((step, index) => (
        <li key={step} className={styles.item}>
          <Button
            className={cx(styles.step, step === current && styles.current, index < at && styles.past)}
            {...(step === current ? { 'aria-current': 'step' as const } : {})}
            isDisabled={step !== current && !open.includes(step)}
            onPress={() => onStep(step)}
          >
            <span className={styles.number}>{index < at ? <Check aria-hidden /> : index + 1}</span>
            {t(`steps.${step}`)}
          </Button>
        </li>
      ))}
    </ol>
  );
}
