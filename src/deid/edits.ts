import type { TagChange } from '../contract/import.ts';
import type { Edit, VisitedElement } from '../dicom/edit-dicom.ts';
import { changeOf } from './changes.ts';

/** Collects what happens to the elements of an object, for the preview. */
export class Edits {
  private readonly byPlace = new Map<string, TagChange>();
  /** Elements of the data set that are as they were, at any depth. */
  kept = 0;

  note(visited: VisitedElement, edit: Edit, rule?: string): Edit {
    if (edit !== 'keep') this.add([{ ...changeOf(visited, edit), ...(rule === undefined ? {} : { rule }) }]);
    else if (!visited.element.tag.startsWith('0002')) this.kept++;
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
      const place = change.path + change.tag;
      const earlier = this.byPlace.get(place);
      this.byPlace.set(place, earlier === undefined ? change : joined(earlier, change));
    }
  }

  /** In the order of the file. */
  get changes(): readonly TagChange[] {
    return [...this.byPlace.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
  }
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
