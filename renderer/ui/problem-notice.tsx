import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { problemOf } from './problem-of.ts';
import type { NextStep, Problem } from '../../src/contract/problem.ts';

/** What a page can do itself about a next step: the button that the notice then shows. */
export type Remedies = Partial<Record<NextStep, () => void>>;

export interface ProblemNoticeProps {
  /** A thrown error, or a problem as the server described it. */
  readonly problem: Problem | Error;
  readonly remedies?: Remedies;
  /** What is not touched by the failure, when there is something to say. */
  readonly safe?: string;
}

/** What happened, what is safe, what to do. */
export function ProblemNotice({ problem, remedies, safe }: ProblemNoticeProps) {
  const { t } = useTranslation('problems');
  const { message, next } = problemOf(problem);
  const remedy = next === undefined ? undefined : remedies?.[next];
  return (
    <Notice
      tone="bad"
      title={message}
      actions={
        next === undefined || remedy === undefined ? undefined : <Button onPress={remedy}>{t(`button.${next}`)}</Button>
      }
    >
      {safe === undefined ? null : <p>{safe}</p>}
      {next === undefined ? null : <p>{t(`next.${next}`)}</p>}
    </Notice>
  );
}
