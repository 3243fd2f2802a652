import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './shell.module.css';

export interface StartProblemProps {
  readonly problem: Error;
  readonly onRetry: () => void;
}

/** The window is there, the program behind it is not. */
export function StartProblem({ problem, onRetry }: StartProblemProps) {
  const { t } = useTranslation();
  return (
    <main className={styles.start}>
      <ProblemNotice problem={problem} safe={t('start.safe')} remedies={{ retry: onRetry, 'report-bug': onRetry }} />
    </main>
  );
}
