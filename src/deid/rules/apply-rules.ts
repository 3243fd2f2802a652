import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { DataSet } from '../../dicom/data-set.ts';
import { isPrivate, type Tag } from '../../dicom/dictionary.ts';
import type { Edit, VisitedElement } from '../../dicom/edit-dicom.ts';
import type { Element } from '../../dicom/element.ts';
import { defaultVr, type NewElement } from '../../dicom/new-element.ts';
import { isSingleText, isText } from '../../dicom/vr.ts';
import type { Rule, RuleSet } from './rule-set.ts';
import { specialValue, type ValueSource } from './special-values.ts';

/** What rules make of an element, and which of them did it. */
export interface RuledEdit {
  readonly edit: Edit;
  readonly rule?: string;
}

/** The rules of one destination at work on one object. */
export class RuleRun {
  private readonly set: RuleSet;
  private readonly source: ValueSource;
  private readonly byTag = new Map<Tag, Rule[]>();
  private readonly forPrivate: readonly Rule[];

  constructor(set: RuleSet, source: ValueSource) {
    this.set = set;
    this.source = source;
    this.forPrivate = set.rules.filter(({ tags }) => tags === 'private');
    for (const rule of set.rules)
      if (rule.tags !== 'private')
        for (const tag of rule.tags) this.byTag.set(tag, [...(this.byTag.get(tag) ?? []), rule]);
  }

  /** At any depth. What no substitution can be made in, a sequence or a binary value, goes. */
  edit({ element, dataSet }: VisitedElement): RuledEdit {
    const rules = this.rulesFor(element.tag);
    if (rules.length === 0) return { edit: 'keep' };
    const rule = rules.map(({ field, substitution }) => `${field}: ${substitution.expression}`).join('\n');
    const before = wholeText(element, dataSet);
    if (before === undefined) return { edit: 'remove', rule };
    const after = this.applied(rules, before);
    if (after === before) return { edit: 'keep' };
    if (after === '') return { edit: isPrivate(element.tag) ? 'remove' : 'empty', rule };
    return { edit: { value: element.vr === 'UN' ? utf8ToBytes(after) : valuesOf(after, element.vr) }, rule };
  }

  /** A field that an object lacks is an empty one: what its rule makes of that is added. */
  missing(dataSet: DataSet): { readonly element: NewElement; readonly rule: string }[] {
    const fields = new Set(this.set.rules.map(({ own }) => own));
    return [...fields].flatMap((own) => {
      if (own === undefined || dataSet.has(own)) return [];
      const rules = this.rulesFor(own);
      const value = this.applied(rules, '');
      const vr = defaultVr(own);
      const rule = rules.map(({ field, substitution }) => `${field}: ${substitution.expression}`).join('\n');
      return value === '' ? [] : [{ element: { tag: own, vr, value: valuesOf(value, vr) }, rule }];
    });
  }

  private rulesFor(tag: Tag): readonly Rule[] {
    const own = this.byTag.get(tag) ?? [];
    return isPrivate(tag) ? [...this.forPrivate, ...own] : own;
  }

  private applied(rules: readonly Rule[], before: string): string {
    return rules.reduce(
      (value, rule) =>
        rule.substitution.apply(value, (special, at) => specialValue(special, this.source, rule, before, at)),
      before,
    );
  }
}

/** All values of a text, joined as they are in the file; undefined for what is no text. */
function wholeText(element: Element, dataSet: DataSet): string | undefined {
  if (element.items !== undefined || element.fragments !== undefined) return undefined;
  if (!isText(element.vr) && element.vr !== 'UN') return undefined;
  if (dataSet.valueOf(element).length === 0) return '';
  const texts = dataSet.textsOf(element);
  return element.vr === 'UN' && texts.length === 0 ? undefined : texts.join('\\');
}

function valuesOf(text: string, vr: string): string | string[] {
  return isSingleText(vr) ? text : text.split('\\');
}
