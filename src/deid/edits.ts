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
  /** What is to be looked at when somebody asks for the changes: who writes a copy never does. */
  private readonly noted: (() => void)[] = [];
  private keptCount = 0;

  /** @param options.listsKept names the elements that stay, too, up to a number */
  constructor({ listsKept = false }: { readonly listsKept?: boolean | undefined } = {}) {
    this.listsKept = listsKept;
  }

  note(visited: VisitedElement, edit: Edit, rule?: string): Edit {
    // Counted at once: a file may have millions of elements.
    if (edit === 'keep' && !this.listsKept) this.keep(visited);
    else
      this.noted.push(() => {
        this.look(visited, edit, rule);
      });
    return edit;
  }

  /** Of an element that the profile has left or written, and the rules look at again. */
  noteAgain(visited: VisitedElement, edit: Edit, rule?: string): Edit {
    this.noted.push(() => {
      const changed = this.byPlace.size;
      if (edit !== 'keep') this.look(visited, edit, rule);
      this.keptCount -= this.byPlace.size - changed;
    });
    return edit;
  }

  add(changes: readonly TagChange[]): void {
    this.addLater(() => changes);
  }

  addLater(changes: () => readonly TagChange[]): void {
    this.noted.push(() => {
      this.put(changes());
    });
  }

  /** In the order of the file. */
  get changes(): readonly TagChange[] {
    this.lookAtAll();
    return [...this.byPlace.entries(), ...this.keptByPlace.entries()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, change]) => change);
  }

  /** Elements of the data set that are as they were, at any depth. */
  get kept(): number {
    this.lookAtAll();
    return this.keptCount;
  }

  private lookAtAll(): void {
    for (const look of this.noted.splice(0)) look();
  }

  private look(visited: VisitedElement, edit: Edit, rule?: string): void {
    if (edit !== 'keep') this.put([{ ...changeOf(visited, edit), ...(rule === undefined ? {} : { rule }) }]);
    else this.keep(visited);
  }

  private put(changes: readonly TagChange[]): void {
    for (const change of changes) {
      const place = placeOf(change);
      const earlier = this.byPlace.get(place);
      this.byPlace.set(place, earlier === undefined ? change : joined(earlier, change));
      this.keptByPlace.delete(place);
    }
  }

  private keep(visited: VisitedElement): void {
    if (visited.element.tag.startsWith('0002')) return;
    this.keptCount++;
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
