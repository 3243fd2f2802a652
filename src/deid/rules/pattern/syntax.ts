/** Whether a character, by its code point, is one of a set. */
export type CharSet = (code: number) => boolean;

/** Where a pattern may stand between two characters. */
export type Place = 'text-start' | 'text-end' | 'text-end-or-break' | 'line-start' | 'line-end' | 'word' | 'no-word';

/** A pattern as a tree. Flags are resolved: a set knows its upper and lower case, a place its lines. */
export type Node =
  | { readonly kind: 'char'; readonly set: CharSet }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number; readonly lazy: boolean }
  | { readonly kind: 'group'; readonly index: number; readonly node: Node }
  /** Matched once, never again in another way: `(?>…)` and `a++`. */
  | { readonly kind: 'atomic'; readonly node: Node }
  | { readonly kind: 'look'; readonly node: Node; readonly ahead: boolean; readonly negative: boolean }
  | { readonly kind: 'back'; readonly group: number; readonly ignoreCase: boolean };

export interface PatternTree {
  readonly root: Node;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}
