import { useQuery } from '@tanstack/react-query';
import { CalendarClock, ClipboardList, Search, UserRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../src/contract/connection.ts';
import { needsReason } from '../../../src/contract/identity-decision.ts';
import type { IdentityMatch, IdentityMatches, IdentityRecord } from '../../../src/contract/identity-record.ts';
import { queries } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { whyOf } from '../../ui/difference-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Section } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { WaitingRows } from '../../ui/waiting.tsx';
import type { Chosen } from '../selection.ts';
import { LikenessBadge } from './likeness.tsx';
import { comparedOnDisc, searchTexts } from './patient-identity.ts';
import { SideBySide } from './side-by-side.tsx';
import { whatIs, whoIs } from './who-is.ts';
import styles from './gate.module.css';

export interface HouseSearchProps {
  readonly house: Connection;
  readonly chosen: Chosen;
  readonly taken: IdentityRecord | undefined;
  /** Undefined gives back what was taken. */
  readonly onTake: (record: IdentityRecord | undefined) => void;
}

const icons = { order: ClipboardList, scheduled: CalendarClock, patient: UserRound } as const;

/** As many as a person looks through. */
const SHOWN = 20;

/** The house's patients and orders beside the disc's patient; one of them is taken, or none. */
export function HouseSearch({ house, chosen, taken, onTake }: HouseSearchProps) {
  const { t } = useTranslation('gate');
  const first = searchTexts(chosen);
  const disc = comparedOnDisc(chosen);
  const [typed, setTyped] = useState(first[0] ?? '');
  const [texts, setTexts] = useState(first);
  const [picked, setPicked] = useState<IdentityMatch>();
  const search = useQuery({ ...queries.identities(house.id, texts, disc), enabled: texts.length > 0 });
  const isShort = typed.trim().length < 2;
  const panel = useFocusOnChange([picked, taken]);
  if (taken !== undefined) {
    return (
      <div ref={panel} tabIndex={-1} className={styles.panel}>
        <Notice
          tone="ok"
          title={t(`taken.${taken.kind}`, { who: whoIs(taken, t) })}
          actions={<Button onPress={() => onTake(undefined)}>{t('taken.another')}</Button>}
        >
          {t('taken.hint')}
        </Notice>
      </div>
    );
  }
  return (
    <Section title={t('search.title')} hint={t('search.hint', { server: house.name })}>
      <search>
        <form
          className={styles.search}
          onSubmit={(event) => {
            event.preventDefault();
            setPicked(undefined);
            if (!isShort) setTexts([typed.trim()]);
          }}
        >
          <TextField label={t('search.field')} value={typed} onChange={setTyped} maxLength={200} />
          <Button type="submit" isDisabled={isShort} isPending={search.isFetching}>
            <Search aria-hidden />
            {t('search.go')}
          </Button>
        </form>
      </search>
      {search.error === null ? null : (
        <ProblemNotice
          problem={search.error}
          safe={t('search.safe')}
          remedies={{ retry: () => void search.refetch() }}
        />
      )}
      {texts.length === 0 ? <p className={styles.soft}>{t('search.nothingToGoOn')}</p> : null}
      {search.isLoading ? <WaitingRows rows={3} label={t('search.waiting')} /> : null}
      <div ref={panel} tabIndex={-1} className={styles.panel}>
        {search.data === undefined ? null : picked === undefined ? (
          <Results {...search.data} onPick={setPicked} />
        ) : (
          <SideBySide
            disc={disc}
            match={picked}
            onTake={() => {
              setPicked(undefined);
              onTake(picked.record);
            }}
            onBack={() => setPicked(undefined)}
          />
        )}
      </div>
    </Section>
  );
}

/** What was pressed is gone when the view changes: the keyboard goes on at what has come. */
function useFocusOnChange([picked, taken]: readonly [unknown, unknown]) {
  const panel = useRef<HTMLDivElement>(null);
  const before = useRef([picked, taken]);
  useEffect(() => {
    if (before.current[0] !== picked || before.current[1] !== taken) panel.current?.focus();
    before.current = [picked, taken];
  }, [picked, taken]);
  return panel;
}

interface ResultsProps {
  readonly unanswered: IdentityMatches['unanswered'];
  /** What was looked for. */
  readonly texts: readonly string[];
  readonly matches: readonly IdentityMatch[];
  readonly onPick: (match: IdentityMatch) => void;
}

function Results({ texts, matches, unanswered, onPick }: ResultsProps) {
  const { t, i18n } = useTranslation('gate');
  const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' });
  const asked = list.format(texts.map((text) => t('search.quoted', { text })));
  const more = matches.length - SHOWN;
  return (
    <>
      <output className={styles.soft}>
        {matches.length === 0 ? t('search.none', { asked }) : t('search.found', { count: matches.length, asked })}
      </output>
      {unanswered.map(({ by, problem }) => (
        <Notice key={by} tone="warn" title={t(`unanswered.${by}`)}>
          {problem.message}
        </Notice>
      ))}
      {matches.length === 0 ? null : (
        <ListBox
          aria-label={t('search.results')}
          className={cx(styles.results)}
          selectionMode="none"
          onAction={(key) => {
            const match = matches.find((each) => keyOf(each) === key);
            if (match !== undefined) onPick(match);
          }}
        >
          {matches.slice(0, SHOWN).map((match) => (
            <Result key={keyOf(match)} match={match} />
          ))}
        </ListBox>
      )}
      {more > 0 ? <p className={styles.soft}>{t('search.more', { count: more })}</p> : null}
    </>
  );
}

function Result({ match }: { readonly match: IdentityMatch }) {
  const { t } = useTranslation('gate');
  const { record, comparison } = match;
  const Icon = icons[record.kind];
  const order = whatIs(record, t);
  // What every outside disc has: the same person under the number of another house.
  const isOtherNumber = comparison.likeness === 'different' && !needsReason(comparison, false);
  const name = `${t(`kind.${record.kind}`)}: ${whoIs(record, t)}`;
  return (
    <ListBoxItem id={keyOf(match)} textValue={name} className={cx(styles.result)}>
      <Icon aria-hidden className={styles.kind} />
      <div className={styles.words}>
        <Text slot="label" className={cx(styles.who)}>
          {name}
        </Text>
        {order === '' ? null : <span className={styles.soft}>{order}</span>}
        <Text slot="description" className={cx(styles.soft)}>
          {whyOf(comparison.fields, t)}
        </Text>
      </div>
      {isOtherNumber ? (
        <LikenessBadge likeness="alike">{t('overall.otherNumber')}</LikenessBadge>
      ) : (
        <LikenessBadge likeness={comparison.likeness}>{t(`overall.${comparison.likeness}`)}</LikenessBadge>
      )}
    </ListBoxItem>
  );
}

function keyOf({ record }: IdentityMatch): string {
  return `${record.kind} ${record.id}`;
}
