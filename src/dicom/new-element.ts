import { entryOf, formatTag, isPrivate, tagOf, type Tag } from './dictionary.ts';
import { isVr } from './vr.ts';

/** A value to write. Texts are Unicode; several values are an array, not joined with backslashes. */
export type NewValue =
  | string
  | number
  | readonly (string | number)[]
  | Uint8Array
  | { readonly items: readonly (readonly NewElement[])[] }
  /** An encapsulated value: the Basic Offset Table (may be empty), then the fragments (PS3.5 A.4). */
  | { readonly fragments: readonly Uint8Array[] };

export interface NewElement {
  readonly tag: Tag;
  readonly vr: string;
  readonly value: NewValue;
}

/** An attribute of PS3.6 by its keyword: `element('PatientName', 'PHANTOM^CHEST')`. */
export function element(keyword: string, value: NewValue): NewElement {
  const tag = tagOf(keyword);
  return { tag, vr: defaultVr(tag), value };
}

/** The VR of PS3.6 for a tag; the first of several possible ones. Throws a TypeError where PS3.6 has none. */
export function defaultVr(tag: Tag): string {
  const vr = isPrivate(tag) ? undefined : entryOf(tag)?.vr.split('/')[0];
  if (vr === undefined || !isVr(vr)) throw new TypeError(`The VR of ${formatTag(tag)} must be given`);
  return vr;
}
