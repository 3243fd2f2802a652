import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.tsx';
import { problemOf } from '../../ui/problem-of.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import type { Problem } from '../../../src/contract/problem.ts';
import deid from '../../../assets/locales/en/deid.json' with { type: 'json' };

type RefusalCode = keyof typeof deid.refused.title;

/** Why an object will not be sent, in words that say what to do; the details are the server's. */
export function Refusal({ problem }: { readonly problem: Problem | Error }) {
  const { t } = useTranslation('deid');
  const { code, message } = problemOf(problem);
  if (!isRefusal(code)) return <ProblemNotice problem={problem} safe={t('refused.safe')} />;
  return (
    <Notice tone="bad" title={t(`refused.title.${code}`)}>
      <p>{message}</p>
      <p>{t(`refused.next.${code}`)}</p>
    </Notice>
  );
}

function isRefusal(code: string): code is RefusalCode {
  return Object.hasOwn(deid.refused.title, code);
}
