import { useTranslation } from 'react-i18next';
import type { DecisionSource, IdentityDecision } from '../../src/contract/identity-decision.ts';
import { whyOf } from '../ui/difference-words.ts';
import { Facts } from '../ui/facts.tsx';
import { formatInstant } from '../ui/format.ts';
import { Section } from '../ui/section.tsx';

/** As whom the images left: who decided, from what, what differed, and why it is right. */
export function Decision({ decision }: { readonly decision: IdentityDecision }) {
  const { t } = useTranslation('gate');
  const { source, by, at, comparison, reason, contested } = decision;
  const from = t(`source.${sourceKey(source)}`, { id: source.kind === 'record' ? source.id : '' });
  const differences = [contested === true ? t('receipt.contested') : '', whyOf(comparison.fields, t)].filter(Boolean);
  return (
    <Section title={t('receipt.title')}>
      <Facts
        facts={[
          [
            t('receipt.from'),
            source.kind === 'record' && source.edited === true ? t('source.edited', { source: from }) : from,
          ],
          [t('receipt.by'), by ?? t('receipt.thisComputer')],
          [t('receipt.at'), formatInstant(at)],
          [t('receipt.differences'), differences.join(' · ') || t('receipt.noDifferences')],
          ...(reason === undefined ? [] : [[t('receipt.reason'), reason] as const]),
        ]}
      />
    </Section>
  );
}

function sourceKey(source: DecisionSource): 'order' | 'patient' | 'scheduled' | 'typed' | 'commandLine' {
  if (source.kind === 'record') return source.record;
  return source.kind === 'typed' ? 'typed' : 'commandLine';
}
