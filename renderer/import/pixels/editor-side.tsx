import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, Trash2, TriangleAlert } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldInstance, PixelRegion } from '../../../src/contract/pixels.ts';
import { client } from '../../api.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { includes, isSameSize, regionsOf, spread, union, verdictOn } from './decisions.ts';
import type { EditorAct } from './editor-keys.ts';
import type { PixelEditorProps } from './pixel-editor.tsx';
import { isTelling, openProposals, proposalsFor, readingsOf } from './proposals.ts';
import { heldSeriesKey } from './to-treatment.ts';
import { deviceName, hasPicture, kindOf } from './words.ts';
import styles from './editor.module.css';

interface EditorSideProps extends PixelEditorProps {
  readonly regions: readonly PixelRegion[];
  /** Proposed, and not blanked yet. */
  readonly open: readonly PixelRegion[];
  readonly selected: number | undefined;
  readonly onSelect: (index: number | undefined) => void;
  readonly onRegions: (regions: readonly PixelRegion[]) => void;
  readonly onAct: (act: EditorAct) => void;
}

/** Beside the picture: why it is held, what is blanked, and the decision. */
export function EditorSide(props: EditorSideProps) {
  const { object, decisions, onAct, onView } = props;
  const isPicture = hasPicture(object);
  const { t } = useTranslation('pixels');
  const verdict = verdictOn(decisions, object);
  const ofSeries = props.held.filter((one) => heldSeriesKey(one) === heldSeriesKey(object));
  return (
    <aside className={styles.side}>
      <div className={styles.parts}>
        <section className={styles.part}>
          <h3>{t('editor.why')}</h3>
          <ul className={styles.reasons}>
            {object.reasons.map((reason) => (
              <li key={reason}>{t(`why.${reason}`)}</li>
            ))}
          </ul>
          {kindOf(object) === 'image' || onView === undefined ? null : (
            <div>
              <Button onPress={() => onView(object.studyInstanceUid)}>{t('editor.view')}</Button>
            </div>
          )}
        </section>
        {isPicture ? (
          <>
            <Proposals {...props} />
            <Blanked {...props} />
          </>
        ) : null}
        <About object={object} />
        {isPicture ? <Keys /> : null}
      </div>
      <footer className={styles.decide}>
        <Button look={verdict === 'open' ? 'primary' : 'plain'} onPress={() => onAct('sign-off')}>
          {verdict === 'signed-off'
            ? t('editor.takeBack')
            : t(kindOf(object) === 'image' ? 'editor.signOff' : 'editor.readAndSend')}
        </Button>
        {ofSeries.length > 1 ? (
          <Button onPress={() => onAct('sign-off-series')}>
            {t('editor.signOffSeries', { count: ofSeries.length })}
          </Button>
        ) : null}
        <Button look="quiet" onPress={() => onAct('leave-out')}>
          {t(verdict === 'left-out' ? 'editor.takeIn' : 'editor.leaveOut')}
        </Button>
      </footer>
    </aside>
  );
}

function Proposals({ held, object, found, decisions, regions, open, onRegions, onAct }: EditorSideProps) {
  const { t } = useTranslation('pixels');
  const proposals = proposalsFor(object, found);
  const inSeries = held.filter(
    (one) =>
      one !== object && heldSeriesKey(one) === heldSeriesKey(object) && openProposals(one, found, decisions).length > 0,
  );
  const names = { 'ultrasound-regions': t('editor.ultrasound-regions'), found: t('editor.found') } as const;
  return (
    <section className={styles.part}>
      <h3>{t('editor.proposals')}</h3>
      {proposals.length === 0 ? null : (
        <ul className={styles.list}>
          {proposals.map(({ from, name, blank }) => {
            const missing = blank.filter((each) => includes(open, each));
            return (
              <li key={`${from} ${name ?? ''}`} className={styles.line}>
                <span>
                  {from === 'rule' ? t('editor.rule', { name: name ?? '' }) : names[from]}
                  {from === 'found' ? (
                    <span className={styles.soft}> {t('regions', { count: blank.length })}</span>
                  ) : null}
                </span>
                {missing.length > 0 ? (
                  <Button onPress={() => onRegions(union(regions, missing))}>{t('editor.accept')}</Button>
                ) : (
                  <span className={styles.accepted}>
                    <Check aria-hidden />
                    {t('editor.accepted')}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {inSeries.length === 0 ? null : (
        <div className={styles.buttons}>
          <Button onPress={() => onAct('accept-series')}>
            {t('editor.acceptSeries', { count: open.length > 0 ? inSeries.length + 1 : inSeries.length })}
          </Button>
        </div>
      )}
      <Readings object={object} found={found} />
      <p className={styles.soft} aria-live="polite">
        <SearchState object={object} found={found} />
      </p>
    </section>
  );
}

/** What stands in what was found, as well as it can be read: what says whose it is comes first. */
function Readings({ object, found }: Pick<EditorSideProps, 'object' | 'found'>) {
  const { t } = useTranslation('pixels');
  const readings = readingsOf(object, found);
  const read = readings.filter(({ text }) => text !== undefined);
  const sorted = [...read.filter(isTelling), ...read.filter((each) => !isTelling(each))];
  const unread = readings.length - read.length;
  if (readings.length === 0) return null;
  return (
    <div className={styles.readings}>
      <h4>{t('editor.reads')}</h4>
      <ul>
        {sorted.map((each) => (
          <li key={`${each.region.left} ${each.region.top}`}>
            <q>{each.text}</q>
            {each.like === undefined ? null : (
              <span className={isTelling(each) ? styles.telling : styles.soft}>
                {isTelling(each) ? <TriangleAlert aria-hidden /> : null}
                {t(`reads.${each.like}`)}
              </span>
            )}
          </li>
        ))}
        {unread === 0 ? null : <li className={styles.soft}>{t('editor.unread', { count: unread })}</li>}
      </ul>
    </div>
  );
}

/** What the program looked at. Never that there is no text: it cannot know. */
function SearchState({ object, found }: Pick<EditorSideProps, 'object' | 'found'>) {
  const { t } = useTranslation('pixels');
  const text = found.get(object.sopInstanceUid);
  if (text === undefined) return t('editor.searching');
  if (text === 'failed') return t('editor.searchFailed');
  const said = t(text.regions.length === 0 ? 'editor.foundNothing' : 'editor.foundSome');
  if (text.frames >= object.frames) return said;
  return `${said} ${t('editor.someFrames', { count: text.frames, frames: object.frames })}`;
}

function Blanked(props: EditorSideProps) {
  const { held, object, decisions, onDecisions, regions, selected, onSelect, onRegions } = props;
  const { t } = useTranslation('pixels');
  const others = held.filter(
    (one) =>
      isSameSize(one, object) &&
      hasPicture(one) &&
      regions.some((region) => !includes(regionsOf(decisions, one), region)),
  );
  const inSeries = others.filter((one) => heldSeriesKey(one) === heldSeriesKey(object));
  const inStudy = others.filter(({ studyInstanceUid }) => studyInstanceUid === object.studyInstanceUid);
  const spreadTo = (objects: readonly HeldInstance[]): void => {
    onDecisions(spread(decisions, object, objects));
    toast(t('editor.spreadDone', { columns: object.columns, rows: object.rows }));
  };
  return (
    <section className={styles.part}>
      <h3>{t('editor.regions')}</h3>
      {regions.length === 0 ? <p className={styles.soft}>{t('editor.noRegions')}</p> : null}
      {object.frames > 1 && regions.length > 0 ? (
        <p className={styles.soft}>{t('editor.allFrames', { count: object.frames })}</p>
      ) : null}
      <ul className={styles.list}>
        {regions.map(({ left, top, right, bottom }, index) => (
          <li
            key={`${left} ${top} ${right} ${bottom}`}
            className={cx(styles.line, index === selected && styles.chosen)}
          >
            <button
              type="button"
              className={cx(styles.pick, 'tabular')}
              aria-label={t('editor.select', { place: index + 1 })}
              aria-pressed={index === selected}
              onClick={() => onSelect(index === selected ? undefined : index)}
            >
              {t('editor.region', { columns: right - left, rows: bottom - top, left, top })}
            </button>
            <IconButton
              label={t('editor.delete', { place: index + 1 })}
              icon={<Trash2 />}
              onPress={() => onRegions(regions.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ul>
      {regions.length === 0 || inStudy.length === 0 ? null : (
        <div className={styles.buttons}>
          <span className={styles.soft}>{t('editor.spread')}</span>
          {inSeries.length === 0 ? null : (
            <Button onPress={() => spreadTo(inSeries)}>{t('editor.spreadSeries', { count: inSeries.length })}</Button>
          )}
          {inStudy.length === inSeries.length ? null : (
            <Button onPress={() => spreadTo(inStudy)}>{t('editor.spreadStudy', { count: inStudy.length })}</Button>
          )}
        </div>
      )}
      {regions.length === 0 || props.onView === undefined ? null : <Remember object={object} regions={regions} />}
    </section>
  );
}

function Remember({ object, regions }: { readonly object: HeldInstance; readonly regions: readonly PixelRegion[] }) {
  const { t } = useTranslation('pixels');
  const cache = useQueryClient();
  const { manufacturer, model, rows, columns } = object;
  const device = deviceName(object);
  const keep = useMutation({
    mutationFn: () =>
      client.keepDeviceRule({
        name: device.slice(0, 64),
        when: { manufacturer, model, rows, columns },
        blank: [...regions],
        certain: false,
      }),
    onSuccess: async () => {
      toast(t('editor.remembered', { device }));
      await cache.invalidateQueries({ queryKey: ['device-rules'] });
    },
  });
  // A rule is for one manufacturer and model.
  if (manufacturer === undefined || model === undefined) return null;
  return (
    <div className={styles.buttons}>
      <Button look="quiet" isPending={keep.isPending} onPress={() => keep.mutate()}>
        {t('editor.remember')}
      </Button>
      {keep.error === null ? null : <ProblemNotice problem={keep.error} />}
    </div>
  );
}

function About({ object }: { readonly object: HeldInstance }) {
  const { t } = useTranslation('pixels');
  const { columns, rows, frames, path } = object;
  const size = columns === 0 ? '' : t('size', { columns, rows });
  const facts: [string, string][] = [
    [t('editor.device'), deviceName(object)],
    [t('editor.sizeLabel'), frames > 1 ? `${size} · ${t('frames', { count: frames })}` : size],
    [t('editor.path'), path],
  ];
  return (
    <section className={styles.part}>
      <h3>{t('editor.about')}</h3>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
      </dl>
    </section>
  );
}

const keys = [
  ['draw', 'R'],
  ['move', '← ↑ → ↓'],
  ['resize', 'Shift ← ↑ → ↓'],
  ['select', ']'],
  ['delete', 'Del'],
  ['accept', 'A'],
  ['acceptSeries', 'Shift A'],
  ['spread', 'E'],
  ['result', 'B'],
  ['zoom', '+ − 0'],
  ['pan', 'H'],
  ['frame', ', .'],
  ['signOff', 'S'],
  ['series', 'Shift S'],
  ['leaveOut', 'X'],
  ['go', 'PgUp PgDn'],
  ['undo', 'Ctrl Z'],
] as const;

function Keys() {
  const { t } = useTranslation('pixels');
  return (
    <details className={styles.part}>
      <summary>{t('editor.keysTitle')}</summary>
      <dl className={styles.facts}>
        {keys.map(([act, key]) => (
          <Fragment key={act}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`editor.key.${act}`)}</dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}
