import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagChange, TreatmentPreview, Treatment } from '../../../src/contract/import.ts';
import { cx } from '../../ui/cx.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { fateOf, fates, rowsOf } from './change-rows.ts';
import type { Fate, PreviewRow, Shown } from './change-rows.ts';
import { inReadingOrder } from './reading-order.ts';
import styles from './preview.module.css';

export interface ChangesProps {
  readonly preview: TreatmentPreview;
  readonly treatment: Treatment;
}

/** Every attribute of one object, before → after and why, to filter and to search. */
export function Changes({ preview, treatment }: ChangesProps) {
  const { t } = useTranslation('deid');
  const [shown, setShown] = useState<Shown>();
  const [text, setText] = useState('');
  const { changes, kept } = preview;
  const count = (fate: Fate): number =>
    fate === 'kept' ? kept : changes.filter((change) => fateOf(change) === fate).length;
  const chips = fates.map((id) => ({ id, name: t(`preview.${id}`), count: count(id) }));
  const everything = chips.reduce((sum, each) => sum + each.count, 0);
  const rows = rowsOf(inReadingOrder(changes), { shown, text });
  return (
    <>
      <div className={styles.filters}>
        <FilterChips
          label={t('preview.shown')}
          all={t('preview.all')}
          chips={[...chips, { id: 'everything' as const, name: t('preview.everything'), count: everything }]}
          value={shown}
          onChange={setShown}
        />
        <div className={styles.search}>
          <TextField
            hideLabel
            type="search"
            label={t('preview.find')}
            placeholder={t('preview.find')}
            value={text}
            onChange={setText}
          />
        </div>
      </div>
      <div className={styles.table}>
        <div className={cx(styles.row, styles.header)} aria-hidden>
          <span>{t('preview.attribute')}</span>
          <span>{t('preview.before')}</span>
          <span>{t('preview.after')}</span>
          <span>{t('preview.why')}</span>
        </div>
        {rows.length === 0 ? <p className={styles.none}>{t('preview.none')}</p> : null}
        <VirtualList
          label={t('preview.title')}
          rows={rows}
          rowHeight={44}
          maxHeight={440}
          render={(row) => <Row row={row} treatment={treatment} />}
        />
      </div>
    </>
  );
}

function Row({ row, treatment }: { readonly row: PreviewRow; readonly treatment: Treatment }) {
  const { t } = useTranslation('deid');
  if (row.kind === 'attribute') return <Attribute change={row.change} treatment={treatment} depth={row.depth} />;
  return (
    <div className={cx(styles.row, styles.above)}>
      {row.kind === 'item' ? (
        <span className={styles.item} style={indentOf(row.depth)}>
          {t('preview.item', { number: row.number })}
        </span>
      ) : (
        <Name name={row.name} tag={row.tag} path="" depth={row.depth} />
      )}
    </div>
  );
}

/** The columns beside the names stay where they are. */
function indentOf(depth: number): { readonly paddingInlineStart: number } {
  return { paddingInlineStart: Math.min(depth, 10) * 10 };
}

interface AttributeProps {
  readonly change: TagChange;
  readonly treatment: Treatment;
  readonly depth: number;
}

function Attribute({ change, treatment, depth }: AttributeProps) {
  const { t } = useTranslation('deid');
  const { tag, path, name, action, before, after } = change;
  const why = useReason(change, treatment);
  const fate = fateOf(change);
  return (
    <div className={styles.row} data-fate={fate}>
      <Name name={name} tag={tag} path={path} depth={depth} />
      <span className={styles.text} title={before}>
        <span className="unseen">{t('preview.before')}: </span>
        {before ?? <Unshown change={change} />}
      </span>
      <span className={styles.text} title={after}>
        <span className="unseen">{t('preview.after')}: </span>
        {action === 'remove' ? (
          <em>{t('preview.removedValue')}</em>
        ) : action === 'empty' ? (
          <em>{t('preview.emptied')}</em>
        ) : action === 'keep' ? (
          <em>{t('preview.same')}</em>
        ) : (
          <strong>{after ?? <Unshown change={change} />}</strong>
        )}
      </span>
      <span className={styles.why} title={why}>
        {why}
      </span>
    </div>
  );
}

interface NameProps extends Pick<TagChange, 'name' | 'tag' | 'path'> {
  readonly depth: number;
}

function Name({ name, tag, path, depth }: NameProps) {
  return (
    <span className={styles.attribute} style={indentOf(depth)}>
      <span className={styles.text} title={name}>
        {name}
      </span>
      <span className={styles.tag} title={path + tag}>
        {tag}
      </span>
    </span>
  );
}

const binary = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);

/** What has no text of its own. */
function Unshown({ change: { vr, action } }: { readonly change: TagChange }) {
  const { t } = useTranslation('deid');
  if (vr === 'SQ' && action !== 'add') return <em>{t('preview.sequence')}</em>;
  return binary.has(vr) && action !== 'add' ? <em>{t('preview.data')}</em> : '–';
}

const ofTable = new Set(['(0010,0010)', '(0010,0020)', '(0010,0030)', '(0010,0040)']);

/** What decided about an attribute, in words. Nothing for what nobody asked to change. */
function useReason({ tag, path, action, rule, options = [] }: TagChange, treatment: Treatment): string {
  const { t } = useTranslation('deid');
  if (rule !== undefined) return `${t('preview.by.rule')} ${rule}`;
  if (options.length > 0) return options.map((option) => t(`profile.option.${option}.name`)).join(', ');
  if (action === 'keep') return '';
  if (treatment.kind === 'burn-in') return t('preview.by.identity');
  if (treatment.kind !== 'deidentify') return '';
  const isWritten = action === 'replace' || action === 'add';
  const isFromTable = treatment.lookup !== undefined && isWritten && path === '' && ofTable.has(tag);
  return t(isFromTable ? 'preview.by.table' : 'preview.by.profile');
}
