import { ImageIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { formatDate, formatPersonName, formatTime } from '../../ui/format.ts';
import type { Code, ReportItem, ReportValue } from './report.ts';
import type { References } from './report-view.tsx';
import styles from './objects.module.css';

interface ReportItemsProps extends References {
  readonly items: readonly ReportItem[];
  /** Of the headings. */
  readonly level: number;
}

/** Content items, one below the other; containers are chapters. */
export function ReportItems({ items, level, ...references }: ReportItemsProps) {
  return items.map((item) =>
    item.isContainer ? (
      <Chapter key={item.place} item={item} level={level} {...references} />
    ) : (
      <Line key={item.place} item={item} level={level} {...references} />
    ),
  );
}

interface ItemProps extends References {
  readonly item: ReportItem;
  readonly level: number;
}

function Chapter({ item, level, ...references }: ItemProps) {
  const Heading = `h${Math.min(level, 6)}` as 'h3';
  return (
    <section className={styles.chapter}>
      {item.name === undefined ? null : (
        <Heading title={codeOf(item.name)}>
          <Relationship item={item} />
          {item.name.meaning}
        </Heading>
      )}
      <ReportItems items={item.items} level={level + 1} {...references} />
    </section>
  );
}

function Line({ item, level, ...references }: ItemProps) {
  return (
    <div className={styles.item}>
      <div className={styles.line}>
        <span className={styles.name} title={item.name && codeOf(item.name)}>
          <Relationship item={item} />
          {item.name?.meaning}
        </span>
        <span className={styles.value}>
          <Value value={item.value} {...references} />
        </span>
      </div>
      {item.items.length === 0 ? null : (
        <div className={styles.below}>
          <ReportItems items={item.items} level={level} {...references} />
        </div>
      )}
    </div>
  );
}

/** How an item belongs to the one above it, where that is not plain (PS3.3 C.17.3.2.4). */
const relationships = {
  'HAS OBS CONTEXT': 'context',
  'HAS ACQ CONTEXT': 'context',
  'HAS CONCEPT MOD': 'modifier',
  'INFERRED FROM': 'inferredFrom',
  'SELECTED FROM': 'selectedFrom',
} as const;

function Relationship({ item }: { readonly item: ReportItem }) {
  const { t } = useTranslation('viewer');
  const { relationship = '' } = item;
  if (!isKnown(relationship)) return null;
  return <span className={styles.relationship}>{t(`report.relationship.${relationships[relationship]}`)} </span>;
}

const isKnown = (relationship: string): relationship is keyof typeof relationships =>
  Object.hasOwn(relationships, relationship);

function Value({ value, placeOf, onGo }: References & { readonly value: ReportValue }) {
  const { t } = useTranslation('viewer');
  switch (value.kind) {
    case 'none':
      return null;
    case 'text':
      return <span className={styles.text}>{value.text}</span>;
    case 'code':
      return <span title={codeOf(value.code)}>{value.code.meaning}</span>;
    case 'number': {
      const { numbers, unit, why } = value;
      return numbers.length === 0 ? (
        <span className={styles.soft}>{why?.meaning ?? t('report.noValue')}</span>
      ) : (
        <span title={unit?.meaning}>
          <span className="tabular">{numbers.join(', ')}</span> {unit && unitOf(unit)}
          {why === undefined ? null : <span className={styles.soft}> ({why.meaning})</span>}
        </span>
      );
    }
    case 'person':
      return formatPersonName(value.name);
    case 'date':
      return [formatDate(value.date), formatTime(value.time)].filter(Boolean).join(' ');
    case 'shape':
      return <span className={styles.soft}>{t('report.shape', { type: value.type, count: value.points })}</span>;
    case 'item':
      return <span className={styles.soft}>{t('report.item', { place: value.place })}</span>;
    case 'object': {
      const frames = value.frames.length === 0 ? [1] : value.frames.slice(0, SHOWN_FRAMES);
      return frames.map((frame) => (
        <ObjectLink key={frame} frame={{ ...value, frame }} placeOf={placeOf} onGo={onGo} />
      ));
    }
  }
}

const SHOWN_FRAMES = 24;

interface ObjectLinkProps extends References {
  readonly frame: { readonly sopInstanceUid: string; readonly frame: number };
}

/** Leads to the image, where the study here has it. */
export function ObjectLink({ frame, placeOf, onGo }: ObjectLinkProps) {
  const { t } = useTranslation('viewer');
  const place = placeOf(frame);
  if (place === undefined)
    return (
      <span className={styles.soft} title={frame.sopInstanceUid}>
        {t('marks.elsewhere')}
      </span>
    );
  return (
    <Button onPress={() => onGo(frame)}>
      <ImageIcon aria-hidden />
      {place}
    </Button>
  );
}

const codeOf = ({ value, scheme }: Code): string => `${value} ${scheme}`.trim();

/** UCUM's codes are the units themselves; those in braces are remarks, and 1 is none. */
function unitOf({ meaning, value, scheme }: Code): string {
  if (scheme !== 'UCUM' || value.startsWith('{')) return meaning;
  return value === '1' ? '' : value;
}
