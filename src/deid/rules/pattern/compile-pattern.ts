import { PatternError } from './pattern-error.ts';
import type { CharSet, Node, PatternTree, Place } from './syntax.ts';

/** A step of a pattern; numbers are positions in the program. Slots hold where groups and repetitions began. */
export type Step =
  | { op: 'char'; set: CharSet }
  | { op: 'place'; place: Place }
  /** Goes on at `first`, and at `second` when that fails. */
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'save'; slot: number }
  /** Ends a repetition that has not moved, which would go on for ever. */
  | { op: 'moved'; slot: number; end: number }
  | { op: 'back'; group: number; ignoreCase: boolean }
  /** What follows is matched by itself up to its `accept`; then it goes on at `end`. */
  | { op: 'atomic'; end: number }
  | { op: 'look'; end: number; negative: boolean; behind: number | undefined }
  | { op: 'accept' };

export interface Program {
  readonly steps: readonly Step[];
  readonly slots: number;
  /** From which slot on they are of repetitions. */
  readonly firstLoop: number;
  /** With references to groups, the same place of the program may do differently the next time. */
  readonly remembers: boolean;
}

const MAX_STEPS = 20_000;
/** As many as leave a place in the program and the text exact in one number. */
const MAX_LOOPS = 16;
/** As far as Perl looks behind (perlre). */
const MAX_BEHIND = 255;

export function compilePattern({ root, groups }: PatternTree): Program {
  const steps: Step[] = [];
  const firstLoop = 2 * (groups + 1);
  let slots = firstLoop;
  let remembers = true;
  const add = (step: Step): number => {
    if (steps.length >= MAX_STEPS) throw new PatternError('It is too large.');
    return steps.push(step) - 1;
  };

  const emit = (node: Node): void => {
    switch (node.kind) {
      case 'char':
        add({ op: 'char', set: node.set });
        break;
      case 'place':
        add({ op: 'place', place: node.place });
        break;
      case 'sequence':
        for (const each of node.nodes) emit(each);
        break;
      case 'choice':
        emitChoice(node.nodes);
        break;
      case 'repeat':
        emitRepeat(node);
        break;
      case 'group':
        add({ op: 'save', slot: 2 * node.index });
        emit(node.node);
        add({ op: 'save', slot: 2 * node.index + 1 });
        break;
      case 'back':
        remembers = false;
        add({ op: 'back', group: node.group, ignoreCase: node.ignoreCase });
        break;
      case 'atomic':
        emitApart({ op: 'atomic', end: 0 }, node.node);
        break;
      case 'look': {
        const behind = node.ahead ? undefined : widthOf(node.node);
        if (behind !== undefined && behind > MAX_BEHIND) throw new PatternError('It looks behind too far.');
        emitApart({ op: 'look', end: 0, negative: node.negative, behind }, node.node);
        break;
      }
      default:
        node satisfies never;
    }
  };

  const emitApart = (step: Step & { end: number }, node: Node): void => {
    add(step);
    emit(node);
    add({ op: 'accept' });
    step.end = steps.length;
  };

  const emitChoice = (nodes: readonly Node[]): void => {
    const ends: { to: number }[] = [];
    for (const [index, each] of nodes.entries()) {
      const split = { op: 'split' as const, first: 0, second: 0 };
      const isLast = index === nodes.length - 1;
      if (!isLast) split.first = add(split) + 1;
      emit(each);
      if (isLast) break;
      const jump = { op: 'jump' as const, to: 0 };
      add(jump);
      ends.push(jump);
      split.second = steps.length;
    }
    for (const jump of ends) jump.to = steps.length;
  };

  const emitRepeat = ({ node, min, max, lazy }: Node & { kind: 'repeat' }): void => {
    for (let count = 0; count < min; count++) emit(node);
    if (max === Infinity) {
      emitLoop(node, lazy);
      return;
    }
    const splits = Array.from({ length: max - min }, () => {
      const split = { op: 'split' as const, first: 0, second: 0 };
      const at = add(split);
      emit(node);
      return { split, body: at + 1 };
    });
    for (const { split, body } of splits) aim(split, body, steps.length, lazy);
  };

  const emitLoop = (node: Node, lazy: boolean): void => {
    if (slots - firstLoop >= MAX_LOOPS) throw new PatternError('It repeats too many things.');
    const slot = slots;
    slots += 1;
    const split = { op: 'split' as const, first: 0, second: 0 };
    const start = add(split);
    add({ op: 'save', slot });
    emit(node);
    const moved = { op: 'moved' as const, slot, end: 0 };
    add(moved);
    add({ op: 'jump', to: start });
    moved.end = steps.length;
    aim(split, start + 1, steps.length, lazy);
  };

  emit(root);
  add({ op: 'accept' });
  return { steps, slots, firstLoop, remembers };
}

function aim(split: { first: number; second: number }, body: number, end: number, lazy: boolean): void {
  split.first = lazy ? end : body;
  split.second = lazy ? body : end;
}

/** The most characters that a node can match. */
function widthOf(node: Node): number {
  switch (node.kind) {
    case 'char':
      return 1;
    case 'place':
    case 'look':
      return 0;
    case 'sequence':
      return node.nodes.reduce((sum, each) => sum + widthOf(each), 0);
    case 'choice':
      return Math.max(...node.nodes.map((each) => widthOf(each)));
    case 'repeat': {
      const width = widthOf(node.node);
      return width === 0 || node.max === 0 ? 0 : node.max * width;
    }
    case 'group':
    case 'atomic':
      return widthOf(node.node);
    case 'back':
      return Infinity;
    default:
      return node satisfies never;
  }
}
