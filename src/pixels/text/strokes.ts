import type { Plane } from './planes.ts';

/** What hangs together in a mask of a plane: a letter, several that touch, or anything else. */
export interface Shape {
  left: number;
  top: number;
  right: number;
  bottom: number;
  area: number;
  /** Runs of pixels along the rows, and along the columns. */
  across: number;
  down: number;
  /** How much its ends differ from what lies two pixels beside them, summed. */
  edges: number;
  /** The sum of its values. */
  sum: number;
}

/** Values that belong to a mask: those from `from` to `to`. */
export interface Levels {
  readonly from: number;
  readonly to: number;
}

/** The shapes of all pixels whose value is within `levels`, eight neighbours to a pixel, in one pass by runs. */
export function shapesOf({ columns, rows, values }: Plane, { from, to }: Levels): Shape[] {
  const shapes: Shape[] = [];
  const parents: number[] = [];
  const rootOf = (label: number): number => {
    let root = label;
    for (let up = parents[root] ?? root; up !== root; up = parents[root] ?? root) {
      parents[root] = parents[up] ?? up;
      root = parents[root] ?? root;
    }
    return root;
  };
  // Runs of the row above and of this one: start, end, label.
  let above: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const runs: number[] = [];
    const start = row * columns;
    let first = 0;
    for (let column = 0; column < columns; column += 1) {
      const value = values[start + column] ?? 0;
      if (value < from || value > to) continue;
      const left = column;
      let sum = 0;
      for (; column < columns; column += 1) {
        const next = values[start + column] ?? 0;
        if (next < from || next > to) break;
        sum += next;
      }
      const edges =
        Math.abs((values[start + left] ?? 0) - (values[start + Math.max(0, left - 2)] ?? 0)) +
        Math.abs((values[start + column - 1] ?? 0) - (values[start + Math.min(columns - 1, column + 1)] ?? 0));
      while (first < above.length && (above[first + 1] ?? 0) < left) first += 3;
      let label = -1;
      let covered = 0;
      for (let at = first; at < above.length && (above[at] ?? 0) <= column; at += 3) {
        covered += Math.max(0, Math.min(column, above[at + 1] ?? 0) - Math.max(left, above[at] ?? 0));
        const other = rootOf(above[at + 2] ?? 0);
        if (label === -1) label = other;
        else if (label !== other) label = joined(shapes, parents, label, other);
      }
      const length = column - left;
      const shape = label === -1 ? undefined : shapes[label];
      if (shape === undefined) {
        label = shapes.length;
        parents.push(label);
        shapes.push({
          left,
          top: row,
          right: column,
          bottom: row + 1,
          area: length,
          across: 1,
          down: length,
          edges,
          sum,
        });
      } else {
        if (left < shape.left) shape.left = left;
        if (column > shape.right) shape.right = column;
        shape.bottom = row + 1;
        shape.area += length;
        shape.across += 1;
        shape.down += length - covered;
        shape.edges += edges;
        shape.sum += sum;
      }
      runs.push(left, column, label);
    }
    above = runs;
  }
  return shapes.filter((_, label) => parents[label] === label);
}

function joined(shapes: Shape[], parents: number[], a: number, b: number): number {
  const [into, from] = [shapes[a], shapes[b]];
  if (into === undefined || from === undefined) return a;
  into.left = Math.min(into.left, from.left);
  into.top = Math.min(into.top, from.top);
  into.right = Math.max(into.right, from.right);
  into.bottom = Math.max(into.bottom, from.bottom);
  for (const key of ['area', 'across', 'down', 'edges', 'sum'] as const) into[key] += from[key];
  parents[b] = a;
  return a;
}
