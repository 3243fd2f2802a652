import { useTranslation } from 'react-i18next';
import type { DestinationRules } from '../../../src/contract/connection.ts';
import type { IngressRules } from '../../../src/contract/ingress-rules.ts';
import deid from '../../../assets/locales/en/deid.json' with { type: 'json' };
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { hasRules } from './obey.ts';
import type { ImportDraft } from '../draft.ts';
import type { Chosen } from '../selection.ts';
import { attributeName, onDisc } from './attribute-words.ts';
import { ruleWords } from './rule-words.ts';
import styles from './rules.module.css';

export interface RulesSectionProps {
  readonly rules: DestinationRules;
  readonly draft: ImportDraft;
  readonly onDraft: (change: Partial<ImportDraft>) => void;
  /** What of the disc is beside what the destination takes. */
  readonly chosen?: Chosen;
  /** For a visitor: what happens, and not in which language it is written down. */
  readonly isVisit?: boolean;
}

/** What the destination demands, in words and as it wrote it; where it asks, the answer. Nothing when it demands nothing. */
export function RulesSection({ rules, draft, onDraft, chosen, isVisit = false }: RulesSectionProps) {
  const { t } = useTranslation('deid');
  const { ingress, unreadable, promptForAnonymize, oneStudyOnly } = rules;
  const takes = <Takes ingress={ingress} oneStudyOnly={oneStudyOnly} chosen={chosen} />;
  const hasGuard = ingress !== undefined && ingress.match.length + ingress.filters.length > 0;
  if (!hasRules(rules))
    return unreadable !== undefined || hasGuard || oneStudyOnly ? (
      <Section title={t('rules.takes.title')}>
        <Unreadable rules={rules} />
        {takes}
      </Section>
    ) : null;
  return (
    <Section
      title={t(isVisit ? 'rules.visitTitle' : 'rules.title')}
      hint={t(isVisit ? 'rules.visitHint' : 'rules.hint', { destination: rules.destination })}
    >
      <Unreadable rules={rules} />
      <ul className={styles.rules} aria-label={t('rules.title')}>
        {numbered(substitutionsOf(rules)).map(({ key, field, expression }) => (
          <li key={key} className={styles.rule}>
            <FieldName field={field} count={ingress?.tags[field]?.length ?? 0} />
            <RuleText field={field} expression={expression} />
            {isVisit ? null : <code title={t('rules.asWritten')}>{expression}</code>}
          </li>
        ))}
      </ul>
      {takes}
      {ingress === undefined || ingress.originalsAskedFor.length === 0 ? null : (
        <p className={styles.soft}>{t('rules.originals', { names: ingress.originalsAskedFor.join(', ') })}</p>
      )}
      {promptForAnonymize && unreadable === undefined ? (
        <ChoiceCards
          label={t('rules.accept.title')}
          choices={(['yes', 'no'] as const).map((id) => ({
            id,
            name: t(`rules.accept.${id}`),
            description: t(`rules.accept.${id}Hint`),
          }))}
          value={draft.declineRules ? 'no' : 'yes'}
          onChange={(answer) => onDraft({ declineRules: answer === 'no' })}
        />
      ) : null}
    </Section>
  );
}

function substitutionsOf({ ingress, anonymizeRules }: DestinationRules): IngressRules['substitutions'] {
  return ingress?.substitutions ?? Object.entries(anonymizeRules).map(([field, expression]) => ({ field, expression }));
}

/** Two may be alike, the namespace's and the link's; their order never changes. */
function numbered<T extends object>(all: readonly T[]): readonly (T & { readonly key: string })[] {
  return all.map((each, index) => ({ ...each, key: String(index) }));
}

function Unreadable({ rules: { unreadable } }: Pick<RulesSectionProps, 'rules'>) {
  const { t } = useTranslation('deid');
  if (unreadable === undefined) return null;
  return (
    <Notice tone="bad" title={t('rules.unreadable')}>
      <p>{unreadable.message}</p>
      <p>{t('refused.next.rule-unreadable')}</p>
    </Notice>
  );
}

function FieldName({ field, count }: { readonly field: string; readonly count: number }) {
  const { t } = useTranslation('deid');
  if (field === 'OTHER_INGRESS_TAGS') return <span>{t('rules.field.OTHER_INGRESS_TAGS', { count })}</span>;
  return <span>{isNamed(field) ? t(`rules.field.${field}`) : field}</span>;
}

type NamedField = Exclude<keyof typeof deid.rules.field, `OTHER_${string}`>;

function isNamed(field: string): field is NamedField {
  return Object.hasOwn(deid.rules.field, field);
}

function RuleText({ field, expression }: { readonly field: string; readonly expression: string }) {
  const { t } = useTranslation('deid');
  const words = ruleWords(expression);
  // Of private attributes nothing is left, not even an empty one.
  if (words.does === 'empties' && field === 'ALL_PRIVATE_TAGS')
    return <span className={styles.soft}>{t('rules.does.removes')}</span>;
  if (words.does !== 'sets') return <span className={styles.soft}>{t(`rules.does.${words.does}`)}</span>;
  const value = words.parts
    .map((part) => (part.kind === 'text' ? `“${part.text}”` : t(`rules.special.${part.special}`)))
    .join(' + ');
  return <span className={styles.soft}>{t('rules.does.sets', { value })}</span>;
}

interface TakesProps {
  readonly ingress: IngressRules | undefined;
  readonly oneStudyOnly: boolean;
  readonly chosen: Chosen | undefined;
}

/** What is expected of an attribute is not shown: it may be a patient's birth date. */
function Takes({ ingress, oneStudyOnly, chosen }: TakesProps) {
  const { t } = useTranslation('deid');
  const { match = [], filters = [] } = ingress ?? {};
  if (match.length + filters.length === 0 && !oneStudyOnly) return null;
  return (
    <Notice tone="info" title={t('rules.takes.title')}>
      <ul className={styles.takes}>
        {oneStudyOnly ? <li>{t('rules.takes.one')}</li> : null}
        {numbered(match).map(({ key, tests }) => (
          <li key={`match ${key}`}>
            {t('rules.takes.match', {
              count: tests.length,
              tags: tests.map(({ tag }) => attributeName(tag)).join(', '),
            })}
            {chosen === undefined ? null : <DiscSays chosen={chosen} tags={tests.map(({ tag }) => tag)} />}
          </li>
        ))}
        {numbered(filters).map(({ key, ...filter }) => (
          <li key={`filter ${key}`}>{t('rules.takes.filter', { ...filter, tag: attributeName(filter.tag) })}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** What the disc has in the attributes that must be as expected, as far as the scan has read them. */
function DiscSays({ chosen, tags }: { readonly chosen: Chosen; readonly tags: readonly string[] }) {
  const { t } = useTranslation('deid');
  const said = tags.flatMap((tag) => {
    const values = onDisc(chosen, tag);
    return values === undefined
      ? []
      : [t('rules.takes.said', { name: attributeName(tag), values: values.join(', ') || '–' })];
  });
  return said.length === 0 ? null : (
    <span className={styles.soft}> {t('rules.takes.disc', { said: said.join('; ') })}</span>
  );
}
