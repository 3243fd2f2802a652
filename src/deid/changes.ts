import type { TagChange } from '../contract/import.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { entryOf, formatTag, isPrivate, type Tag } from '../dicom/dictionary.ts';
import type { Edit, VisitedElement } from '../dicom/edit-dicom.ts';
import type { Element } from '../dicom/element.ts';
import type { NewElement, NewValue } from '../dicom/new-element.ts';

const MAX_TEXT = 256;

/** What an edit does to an element, for people to read. */
export function changeOf({ element, dataSet, path }: VisitedElement, edit: Edit): TagChange {
  const before = shown(dataSet, element);
  const after = typeof edit === 'object' && 'value' in edit ? shownNew(edit.value) : undefined;
  return {
    ...described(element.tag, element.vr),
    path: path.map(({ tag, item }) => `${formatTag(tag)}[${item}]`).join(''),
    action: typeof edit === 'object' ? 'replace' : edit,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** A top-level element that is written in the place of another, or added. */
export function changeBySetting(set: NewElement, dataSet: DataSet): TagChange {
  const old = dataSet.element(set.tag);
  const before = old && shown(dataSet, old);
  const after = shownNew(set.value);
  return {
    ...described(set.tag, set.vr),
    path: '',
    action: old === undefined ? 'add' : 'replace',
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function described(tag: Tag, vr: string): Pick<TagChange, 'tag' | 'name' | 'vr'> {
  const name = entryOf(tag)?.name ?? (isPrivate(tag) ? 'Private attribute' : 'Unknown attribute');
  return { tag: formatTag(tag), name, vr };
}

function shown(dataSet: DataSet, element: Element): string | undefined {
  const text = dataSet.textsOf(element).join('\\');
  return text === '' ? undefined : shortened(text);
}

function shownNew(value: NewValue): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return shortened(String(value));
  return Array.isArray(value) ? shortened(value.join('\\')) : undefined;
}

function shortened(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
