import type { TagChange } from '../contract/import.ts';
import type { Edit, VisitedElement } from '../dicom/edit-dicom.ts';
import { changeOf } from './changes.ts';

/** More than a person looks through; an object of many frames may have millions. */
const MAX_KEPT_LISTED = 20_000;

/** Collects what happens to the elements of an object, for the preview. */
export class Edits {
  private readonly byPlace = new Map<string, TagChange>();
  private readonly keptByPlace = new Map<string, TagChange>();
  private readonly listsKept: boolean;
  /** Elements of the data set that are as they were, at any depth. */
  kept = 0;

  /** @param options.listsKept names the elements that stay, too, up to a number */
  constructor({ listsKept = false }: { readonly listsKept?: boolean | undefined } = {}) {
    this.listsKept = listsKept;
  }

  note(visited: VisitedElement, edit: Edit, rule?: string): Edit {
    if (edit !== 'keep') this.add([{ ...changeOf(visited, edit), ...(rule === undefined ? {} : { rule }) }]);
    else if (!visited.element.tag.startsWith('0002')) this.keep(visited);
    return edit;
  }

  /** Of an element that the profile has left or written, and the rules look at again. */
  noteAgain(visited: VisitedElement, edit: Edit, rule?: string): Edit {
    const changed = this.byPlace.size;
    if (edit !== 'keep') this.note(visited, edit, rule);
    this.kept -= this.byPlace.size - changed;
    return edit;
  }

  add(changes: readonly TagChange[]): void {
    for (const change of changes) {
      const place = placeOf(change);
      const earlier = this.byPlace.get(place);
      this.byPlace.set(place, earlier === undefined ? change : joined(earlier, change));
      this.keptByPlace.delete(place);
    }
  }

  /** In the order of the file. */
  get changes(): readonly TagChange[] {
    return [...this.byPlace.entries(), ...this.keptByPlace.entries()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, change]) => change);
  }

  private keep(visited: VisitedElement): void {
    this.kept++;
    if (!this.listsKept || this.keptByPlace.size >= MAX_KEPT_LISTED) return;
    const change = changeOf(visited, 'keep');
    this.keptByPlace.set(placeOf(change), change);
  }
}

/** In the order of the file as text, too: item 10 comes after item 2. */
function placeOf({ path, tag }: TagChange): string {
  return path.replaceAll(/\d+(?=\])/g, (item) => item.padStart(10, '0')) + tag;
}

/** Of an element that was changed twice, what it was at first and what it is at last. */
function joined(earlier: TagChange, later: TagChange): TagChange {
  const { before: _, ...change } = later;
  return {
    ...change,
    action: later.action === 'replace' && earlier.action === 'add' ? 'add' : later.action,
    ...(earlier.before === undefined ? {} : { before: earlier.before }),
  };
}
