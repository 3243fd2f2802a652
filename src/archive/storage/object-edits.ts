import { z } from 'zod';
import { entryOf } from '../../dicom/dictionary.ts';
import type { Edit, Edits as DicomEdits, VisitedElement } from '../../dicom/edit-dicom.ts';
import type { NewElement } from '../../dicom/new-element.ts';
import { isSingleText, isText } from '../../dicom/vr.ts';
import { demographicFields } from '../store/study-fields.ts';
import { StorageError } from './errors.ts';
import { jsonIn } from './query.ts';

/** What is changed in an object on its way out. */
export interface Edits {
  /** What a record lays over it, whether the object has it or not. */
  readonly set: readonly NewElement[];
  /** New texts of what the object has, at any depth, by tag; '' empties. */
  readonly replace: ReadonlyMap<string, string>;
}

export const isEdited = ({ set, replace }: Edits): boolean => set.length > 0 || replace.size > 0;

/** As the writer of DICOM files takes them. */
export function dicomEdits({ set, replace }: Edits): DicomEdits {
  const remaining = set.filter(({ tag }) => !replace.has(tag));
  if (replace.size === 0) return { set: remaining };
  const visit = ({ element }: VisitedElement): Edit => {
    const text = replace.get(element.tag);
    if (text === undefined) return 'keep';
    if (text === '') return 'empty';
    return { value: text.includes('\\') && !isSingleText(element.vr) ? text.split('\\') : text };
  };
  return { set: remaining, visit };
}

const AnonymizeTags = z.record(z.string(), z.union([z.string().max(1024), z.number().transform(String), z.null()]));

/**
 * `anonymize_tags`: a JSON object of new texts by tag (`00100010`, `0010,0010`, `(0010,0010)`) or field of the study
 * (`patient_name`); or tags with commas between them, which become empty. Such elements are changed wherever they are.
 */
export function anonymizeTags(text: string | undefined): Edits['replace'] {
  const given = (text ?? '').trim();
  if (given === '') return new Map();
  if (!given.startsWith('{')) return new Map(listed(given).map((name) => [tagNamed(name), '']));
  const parsed = AnonymizeTags.safeParse(jsonIn(given));
  if (!parsed.success) throw badFormat();
  return new Map(Object.entries(parsed.data).map(([name, value]) => [tagNamed(name), value ?? '']));
}

const listed = (text: string): string[] => text.match(/\(?[0-9A-Fa-f]{4},[0-9A-Fa-f]{4}\)?|[^,\s]+/g) ?? [];

function tagNamed(name: string): string {
  const tag = Object.hasOwn(demographicFields, name)
    ? demographicFields[name as keyof typeof demographicFields]
    : name.replaceAll(/[(),\s]/g, '').toUpperCase();
  const vr = /^[0-9A-F]{8}$/.test(tag) && !tag.startsWith('0002') ? entryOf(tag)?.vr : undefined;
  // UIDs say which object it is, and pixels are no text.
  if (vr === undefined || vr === 'UI' || !isText(vr)) throw badFormat();
  return tag;
}

const badFormat = (): StorageError =>
  new StorageError(
    'ANONYMIZE_TAGS_FORMAT_ERROR',
    'The tags to anonymize are no JSON object of texts by tag, nor a list of tags.',
  );
